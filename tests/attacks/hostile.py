"""The sample deliveries with hostile texts in every name, title and question."""

from __future__ import annotations

import csv
import shutil
from itertools import cycle
from pathlib import Path

SAMPLE = Path("sample_data/deliveries")

ATTACKS = (
    "<script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    "[x](javascript:alert(1))",
    "![x](https://example.org/x.png)",
    "=cmd|'/c calc'!A1",
    "+1+cmd",
    "{{7*7}}",
    "datum.x + signal('width')",
    r"$\LaTeX$",
    ":red[x] :material/home: :smile:",
    "**vet** `code` ~~weg~~ # kop",
    "a\u202egnp.exe\u200b\u2066b",
    "'; drop table cells; --",
)

ACTIVE = (
    "<script>",
    "<img",
    "[x](",
    "{{7",
    r"$\LaTeX$",
    ":red[",
    ":material/",
    ":smile:",
    "**vet**",
    "`code`",
    "~~weg~~",
)
"""What must never stand in Markdown as it was delivered."""

UNSEEN = ("\u202e", "\u200b", "\u2066")

TEXTS = {
    "community": ("name", "question", "project", "end_product"),
    "person": ("display_name",),
    "sprint_item": ("title",),
    "action": ("title",),
    "organisation": ("name", "short_name"),
}


def hostile_deliveries(folder: Path) -> list[Path]:
    """One delivery per organisation that delivers in CSV, every free text an attack."""
    paths = []
    attacks = cycle(ATTACKS)
    for source in sorted(path for path in SAMPLE.iterdir() if path.is_dir()):
        target = folder / source.name
        shutil.copytree(source, target)
        paths.append(target)
        for table, columns in TEXTS.items():
            file = target / f"{table}.csv"
            if file.exists():
                _rewrite(file, columns, attacks)
    return paths


def _rewrite(file: Path, columns: tuple[str, ...], attacks: cycle[str]) -> None:
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    if not rows or not set(columns) <= set(rows[0]):
        return
    for row in rows:
        row |= {column: next(attacks) for column in columns}
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0])
        writer.writeheader()
        writer.writerows(rows)
