"""Which deliveries can be withdrawn, and which can count again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lcdata.contracts.published import DeliveryLine
from lcdata.screens.deliveries.model_receipts import organisation_name
from lcdata.view_models.view import View

_STANDING = ("accepted", "accepted_with_errors")


@dataclass(frozen=True)
class Withdrawing:
    """Delivery id → its words, newest first: those that count or could, and those taken back."""

    standing: Mapping[str, str]
    withdrawn: Mapping[str, str]


def withdrawing(view: View) -> Withdrawing:
    """What the leader can choose from."""
    newest = sorted(view.model.delivery_lines, key=lambda line: line.received_at, reverse=True)
    return Withdrawing(
        standing={x.delivery_id: _said(view, x) for x in newest if x.status in _STANDING},
        withdrawn={x.delivery_id: _said(view, x) for x in newest if x.status == "withdrawn"},
    )


def _said(view: View, line: DeliveryLine) -> str:
    name = organisation_name(view, line.organisation_id)
    day = view.words.day((line.exported_at or line.received_at).date())
    return f"{name} · {day} · {view.words.text('live')}" if line.is_live else f"{name} · {day}"
