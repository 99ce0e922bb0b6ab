"""Text from outside as text: nothing in a name or a question becomes Markdown, HTML or an icon."""

from __future__ import annotations

import re
from functools import lru_cache

from lcdata.contracts.grammar import visible

_PUNCTUATION = re.compile(r"([\\`*_{}\[\]()<>#+\-!|~$&=^])")
_SHORTCODE = re.compile(r":(?=[A-Za-z_+\-])")
_ORDERED = re.compile(r"^(\s*\d+)([.)])", re.MULTILINE)
_LINK = re.compile(r"(?i)(\b(?:https?|ftp|www|mailto)(?=[:.])|\w(?=@))")
JOINER = "\N{WORD JOINER}"


@lru_cache(maxsize=16_384)
def plain(text: str) -> str:
    """The text with every character that Markdown would act on escaped, unseen ones left out.

    A word joiner after a colon keeps `:name:` from becoming an icon and `:name[x]` a colour, one
    in an address keeps it from becoming a link: both are recognised after escapes are gone.
    """
    one_line = " ".join(visible(text).split())
    inert = _LINK.sub(rf"\1{JOINER}", _SHORTCODE.sub(f":{JOINER}", one_line))
    return _ORDERED.sub(r"\1\\\2", _PUNCTUATION.sub(r"\\\1", inert))
