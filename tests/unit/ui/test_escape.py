from __future__ import annotations

import pytest

from lcdata.ui.escape import JOINER, plain


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("Prefab Café", "Prefab Café"),
        ("**vet**", r"\*\*vet\*\*"),
        ("[klik](x)", r"\[klik\]\(x\)"),
        ("<b>x</b>", r"\<b\>x\</b\>"),
        ("$x$", r"\$x\$"),
        ("a\n# kop", r"a \# kop"),
        ("1. eerste", r"1\. eerste"),
        (":red[x]", rf":{JOINER}red\[x\]"),
        (":smile:", f":{JOINER}smile:"),
        (":material/home:", f":{JOINER}material/home:"),
        ("https://x.nl", f"https{JOINER}://x.nl"),
        ("a@b.nl", f"a{JOINER}@b.nl"),
        ("a\u202eb\u2066c\u200bd\x07e", "abcde"),
        ("www.x.nl", f"www{JOINER}.x.nl"),
    ],
)
def test_text_from_outside_stays_text(text: str, escaped: str) -> None:
    assert plain(text) == escaped
