"""The head of a page: title, and under it as-of date, scope, freshness, sample data."""

from __future__ import annotations

from lcdata.ui.escape import plain
from lcdata.ui.session import head_slot
from lcdata.view_models.page_head import PageHead


def show(head: PageHead) -> None:
    """Title and second line, in the row of the switches."""
    notice = f" · **{plain(head.sample_notice)}**" if head.sample_notice else ""
    slot = head_slot()
    slot.title(plain(head.title), anchor=False)
    slot.caption(plain(head.subtitle) + notice)
