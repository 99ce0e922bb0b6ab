"""Deliveries taken back: a file each, beside the deliveries, that names who, when and why.

A withdrawn delivery stays whole in the store, so taking the withdrawal back is deleting its file.
A file that cannot be read still withdraws: what was taken back never comes back by a damaged disk.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from lcdata.durable import sync, write_whole

FOLDER = "withdrawn"
_UNREADABLE = "?"


@dataclass(frozen=True)
class Withdrawal:
    """Who took a delivery back, and why; `at` in UTC."""

    delivery_id: str
    organisation_id: str | None
    at: dt.datetime
    by: str
    why: str

    @property
    def told(self) -> dict[str, str]:
        """What the receipt says of it: the day and the reason."""
        return {"day": self.at.date().isoformat(), "why": self.why}


def read_withdrawals(root: Path) -> dict[str, Withdrawal]:
    """Delivery id → its withdrawal."""
    return {path.stem: _read(path) for path in (root / FOLDER).glob("*.json")}


def write_withdrawal(root: Path, withdrawal: Withdrawal) -> None:
    """Remembers that a delivery is taken back."""
    (root / FOLDER).mkdir(mode=0o700, parents=True, exist_ok=True)
    record = {**asdict(withdrawal), "at": withdrawal.at.isoformat()}
    content = json.dumps(record, ensure_ascii=False, indent=1).encode()
    write_whole(root / FOLDER / f"{withdrawal.delivery_id}.json", content)
    sync(root)


def remove_withdrawal(root: Path, delivery_id: str) -> None:
    """Takes a withdrawal back."""
    (root / FOLDER / f"{delivery_id}.json").unlink(missing_ok=True)
    sync(root / FOLDER)


def _read(path: Path) -> Withdrawal:
    try:
        record = json.loads(path.read_bytes())
        at = dt.datetime.fromisoformat(record["at"])
        return Withdrawal(
            path.stem, record["organisation_id"], at, str(record["by"]), str(record["why"])
        )
    except (ValueError, KeyError, TypeError, OSError):
        moment = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
        return Withdrawal(path.stem, None, moment, _UNREADABLE, _UNREADABLE)
