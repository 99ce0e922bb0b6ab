"""Names that nearly are those of a table or a column: said, never guessed."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from difflib import get_close_matches

from lcdata.contracts.aliases import normal_name

_LIKE = 0.86
_ENDINGS = re.compile(r"(\.(csv|tsv|txt|xlsx|xls|ods|icloud|crdownload|part|bak|tmp))+$")
_COPY = re.compile(r"^\.+|_*\(.*\)$|_*-*_*(kopie|copy|versie|v)?_*[0-9]*$")


def nearly(name: str, names: Mapping[str, str], taken: Collection[str] = ()) -> str | None:
    """Which of these a name looks like; None for one that is, and for one that is far from all.

    Args:
        name: as delivered, of a file with its ending.
        names: spelling → what it stands for.
        taken: what was delivered under its own name already.
    """
    left = {spelled: meant for spelled, meant in names.items() if meant not in taken}
    bare = normal_name(_ENDINGS.sub("", name.lower()))
    for tried in (bare, _COPY.sub("", bare), _COPY.sub("", _COPY.sub("", bare))):
        if tried in left:
            return left[tried]
    close = get_close_matches(bare, left, 1, _LIKE)
    return left[close[0]] if close else None
