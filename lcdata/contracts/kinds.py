"""The kinds of value a delivered cell can hold, and the types that row models use for them."""

from __future__ import annotations

import datetime as dt
from enum import Enum
from typing import Annotated

from annotated_types import Ge


class Kind(Enum):
    """How the text of a cell is read; see `grammar.py` for what each accepts."""

    ID = "id"
    TEXT = "text"
    WHOLE = "whole number"
    YES_NO = "yes or no"
    DAY = "date"
    MOMENT = "date and time"
    CODE = "code"
    BAND = "band"
    ITEM_LIST = "item numbers"


Id = Annotated[str, Kind.ID]
Text = Annotated[str, Kind.TEXT]
Whole = Annotated[int, Kind.WHOLE]
Count = Annotated[int, Kind.WHOLE, Ge(0)]
Ordinal = Annotated[int, Kind.WHOLE, Ge(1)]
YesNo = Annotated[bool, Kind.YES_NO]
Day = Annotated[dt.date, Kind.DAY]
Moment = Annotated[dt.datetime, Kind.MOMENT]
"""Local time in Europe/Amsterdam, without a zone."""
ItemList = Annotated[tuple[int, ...], Kind.ITEM_LIST]
"""Numbers of scale items; empty for `none`."""
