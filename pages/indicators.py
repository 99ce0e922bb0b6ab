"""Definitions: what does this number mean?"""

from __future__ import annotations

from lcdata.ui import definition_list, header, session
from lcdata.view_models import indicators

view = session.view()
page = indicators.build(view)

header.show(page.head)
definition_list.show_conventions(page.conventions, view.words)
for topic in page.topics:
    definition_list.show(topic, view.words)
