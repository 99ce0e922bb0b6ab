"""Definitions: what does this number mean?"""

from __future__ import annotations

from lcdata.screens.indicators import model_indicators, show_definition_list
from lcdata.ui import header, session

view = session.view()
page = model_indicators.build(view)

header.show(page.head)
show_definition_list.show_conventions(page.conventions, view.words)
for topic in page.topics:
    show_definition_list.show(topic, view.words)
