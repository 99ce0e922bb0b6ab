from __future__ import annotations

import datetime as dt

from lcdata.access import Scope

DIRECTOR = Scope.director("alferink")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
