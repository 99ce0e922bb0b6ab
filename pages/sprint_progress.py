"""Sprint progress: where is each community in its own plan?"""

from __future__ import annotations

from lcdata.charts.ribbons import Shares
from lcdata.ui import header, one_community, ribbons, session
from lcdata.ui.look import look
from lcdata.ui.section import section
from lcdata.view_models import sprint_progress

SHARES = Shares(names=0.22, ribbons=0.42, words=(0.21, 0.15))

view = session.view()
seen, page = look(view.words.language), sprint_progress.build(view)

header.show(page.head)
with section("plan"):
    ribbons.show(page.ribbons, page.heads, page.plan, SHARES, seen, view.words)
one_community.show(view, seen)
