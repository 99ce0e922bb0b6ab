from __future__ import annotations

from lcdata.screens.attendance import chart_register
from lcdata.screens.attendance.model_register import STATES
from tests.unit.screens.drawn import LIGHT, full_view, layers, matrix


def test_every_state_of_the_register_has_a_shape_and_a_letter() -> None:
    view = full_view()
    chart = chart_register.register_matrix(matrix(view), LIGHT, view.words, name_room=3)
    shapes = [
        (m.get("shape"), m.get("filled"), m.get("strokeDash") is not None, m["color"])
        for layer in layers(chart)
        if (m := layer["mark"])["type"] == "point"
    ]
    assert len(set(shapes)) == len(STATES)
