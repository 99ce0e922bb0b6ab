"""Deliveries: is the data complete and fresh?"""

from __future__ import annotations

from lcdata.screens.deliveries import (
    model_deliveries,
    show_clock,
    show_history,
    show_receipts,
    show_upload,
    show_withdraw,
)
from lcdata.ui import address, header, session
from lcdata.ui.section import section

view = session.view()
words = view.words
names = model_deliveries.organisations(view)
ids = list(names)
chosen = address.chosen("organisation", ids, ids[0]) if ids else None
page = model_deliveries.build(view, chosen, show_clock.today(view))

header.show(page.head)
show_receipts.show_board(page.answer, page.board, page.board_exhibit, words)
show_upload.show(view)
if ids:
    with section("receipts", words.text("Receipts")):
        address.select("organisation", words.text("Organisation"), ids, names.__getitem__)
    for part in page.receipts:
        show_receipts.show_receipt(part, words)
show_withdraw.show(view)
show_history.show(view)
