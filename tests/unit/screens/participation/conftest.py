from __future__ import annotations

from tests.unit.conftest import make_cell

CELLS = (
    make_cell("attendance_rate", "alferink", 29, 39),
    make_cell("attendance_rate", "winkels", 139, 180),
    make_cell("attendance_rate", "de-groot", 8, 8),
    make_cell("attendance_rate", "overarching", 30, 35),
    make_cell("attendance_rate", "consortium", 432, 555),
)
