"""Deliveries: is the data complete and fresh?"""

from __future__ import annotations

from lcdata.ui import address, clock, header, history, receipts, session, upload, withdraw
from lcdata.ui.section import section
from lcdata.view_models import deliveries

view = session.view()
words = view.words
names = deliveries.organisations(view)
ids = list(names)
chosen = address.chosen("organisation", ids, ids[0]) if ids else None
page = deliveries.build(view, chosen, clock.today(view))

header.show(page.head)
receipts.show_board(page.answer, page.board, page.board_exhibit, words)
upload.show(view)
if ids:
    with section("receipts", words.text("Receipts")):
        address.select("organisation", words.text("Organisation"), ids, names.__getitem__)
    for part in page.receipts:
        receipts.show_receipt(part, words)
withdraw.show(view)
history.show(view)
