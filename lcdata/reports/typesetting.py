"""A template and its texts as a PDF, with the same bytes for the same content.

It can be read aloud (PDF/UA-1: making it fails on a picture without words) and kept (PDF/A-2a).
What is said reaches the template as data, never as source, so a name with markup stays a name.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path

import typst

from lcdata.config import PACKAGE
from lcdata.locale import Language
from lcdata.reports.printable import all_printable

FONTS = Path(__file__).parent / "fonts"


def typeset(
    template: Path,
    said: Mapping[str, object],
    *,
    language: Language,
    day: dt.date | None = None,
    drawings: Mapping[str, str] | None = None,
) -> bytes:
    """The PDF of a template.

    Args:
        template: the file, which names what it shares with others from the package on.
        said: every text of the document, in lists and mappings.
        language: of the document, for a voice that reads it aloud.
        day: the date the document carries, instead of that of its making.
        drawings: the SVG of each picture by name.
    """
    content: bytes = typst.compile(
        template,
        root=PACKAGE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        pdf_standards=["ua-1", "a-2a"],
        sys_inputs=inputs(said, language=language, day=day, drawings=drawings),
        timestamp=0,
    )
    return content


def inputs(
    said: Mapping[str, object],
    *,
    language: Language,
    day: dt.date | None = None,
    drawings: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """What the template reads."""
    texts = json.dumps(all_printable(dict(said)), ensure_ascii=False)
    date = day.isoformat() if day else ""
    return {"said": texts, "language": language, "date": date, **(drawings or {})}
