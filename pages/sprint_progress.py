"""Sprint progress: where is each community in its own plan?"""

from __future__ import annotations

from lcdata.charts.ribbons import Shares
from lcdata.screens.sprint_progress import model_sprint_progress, show_one_community
from lcdata.ui import header, ribbons, session
from lcdata.ui.look import look
from lcdata.ui.section import section

SHARES = Shares(names=0.22, ribbons=0.42, words=(0.21, 0.15))

view = session.view()
seen, page = look(view.words.language), model_sprint_progress.build(view)

header.show(page.head)
with section("plan"):
    ribbons.show(page.ribbons, page.heads, page.plan, SHARES, seen, view.words)
show_one_community.show(view, seen)
