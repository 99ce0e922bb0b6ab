from __future__ import annotations

from lcdata.screens.outcomes.model_change import span
from tests.unit.conftest import Look
from tests.unit.screens.outcomes.conftest import HIGHER, measured, opened


def test_the_axis_holds_zero_and_grows_where_an_interval_reaches_beyond(look: Look) -> None:
    assert opened(look, *HIGHER).changes.span == (-0.3, 0.7)
    assert opened(look, *measured("autonomy", 0.6, -0.44, 1.24)).changes.span == (-0.4, 1.2)
    assert span(()) == (-0.3, 0.7)
