from __future__ import annotations

from lcdata.screens.participation.chart_labels import Box, beside


def overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def test_a_lone_label_stands_right_of_its_point() -> None:
    (label,) = beside([(100, 100, "Nijhof")], width=800)
    assert (label.align, label.dy) == ("left", 0)


def test_a_label_at_the_edge_stands_left_of_its_point() -> None:
    (label,) = beside([(790, 100, "Winkels")], width=800)
    assert label.align == "right"


def test_labels_of_close_points_do_not_meet() -> None:
    points = [(400.0, 100.0, "Geas"), (404.0, 106.0, "Van Dam"), (396.0, 94.0, "Engberink")]
    boxes = [label.box for label in beside(points, width=800)]
    assert not any(overlap(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])


def test_a_label_keeps_clear_of_what_is_taken() -> None:
    taken = (105.0, 90.0, 300.0, 110.0)
    (label,) = beside([(100, 100, "Nijhof")], width=800, taken=[taken])
    assert not overlap(label.box, taken)
