from __future__ import annotations

import math

import numpy as np
import polars as pl
import pytest

from lcdata.pipelines.indicator import KEYS
from lcdata.pipelines.participation.composition import blau_index
from lcdata.statistics.control_charts import largest_range, p_prime, xmr
from lcdata.statistics.differences import newcombe
from lcdata.statistics.funnel import exact_limit, exact_tails, flag
from lcdata.statistics.intervals import jeffreys, wilson, wilson_effective
from lcdata.statistics.shrinkage import beta_binomial
from lcdata.statistics.survival import kaplan_meier_end, kaplan_meier_median

from .cases import Case, all_close, close, of


@pytest.mark.parametrize("case", of("wilson"))
def test_wilson(case: Case) -> None:
    inputs = case["inputs"]
    low, high = wilson([inputs["x"]], [inputs["n"]], inputs["conf_level"])
    assert close(low[0], case["expected"]["low"], case)
    assert close(high[0], case["expected"]["high"], case)


@pytest.mark.parametrize("case", of("wilson_effective_n"))
def test_wilson_on_the_effective_sample_size(case: Case) -> None:
    inputs = case["inputs"]
    clusters = inputs["n"] / 2  # m̄ = 2, so that ρ = 1 gives the case's design effect of 2
    low, high = wilson_effective([inputs["x"]], [inputs["n"]], [clusters], icc=inputs["deff"] - 1)
    assert close(low[0], case["expected"]["low"], case)
    assert close(high[0], case["expected"]["high"], case)


@pytest.mark.parametrize("case", of("jeffreys"))
def test_jeffreys_with_its_boundary_rule(case: Case) -> None:
    inputs, expected = case["inputs"], case["expected"]
    low, high = jeffreys([inputs["x"]], [inputs["n"]], inputs["conf_level"])
    assert all_close([low[0], high[0]], [expected["low"], expected["high"]], case)


@pytest.mark.parametrize("case", of("rate_difference"))
def test_newcombe(case: Case) -> None:
    inputs, expected = case["inputs"], case["expected"]
    found = newcombe(
        (inputs["x1"], inputs["x2"]), (inputs["n1"], inputs["n2"]), inputs["conf_level"]
    )
    assert all_close(found, [expected["diff"], expected["low"], expected["high"]], case)


@pytest.mark.parametrize("case", of("kaplan_meier"))
def test_kaplan_meier_at_the_last_follow_up(case: Case) -> None:
    found = kaplan_meier_end(case["inputs"]["time"], case["inputs"]["event"])
    expected = case["expected"]
    assert found.low is not None
    assert found.high is not None
    assert close(found.value, expected["surv"][-1], case)
    assert close(found.low, expected["low"][-1], case)
    assert close(found.high, expected["high"][-1], case)


@pytest.mark.parametrize("case", of("kaplan_meier_median"))
def test_kaplan_meier_median(case: Case) -> None:
    found = kaplan_meier_median(case["inputs"]["time"], case["inputs"]["closed"])
    assert found is not None
    assert close(found, case["expected"]["median"], case)


@pytest.mark.parametrize("case", of("funnel_limits"))
def test_funnel_limits(case: Case) -> None:
    inputs = case["inputs"]
    for name, tail in zip(("low999", "low95", "high95", "high999"), inputs["tails"], strict=True):
        expected = np.clip(case["expected"][name], 0, 1)
        found = exact_limit(tail, inputs["n"], inputs["target"])
        assert all(close(a, b, case) for a, b in zip(found, expected, strict=True))


@pytest.mark.parametrize("case", of("funnel_flag"))
def test_a_point_is_flagged_on_the_exact_tail(case: Case) -> None:
    inputs, expected = case["inputs"], case["expected"]
    low, high = exact_tails(inputs["y"], inputs["n"], inputs["target"])
    assert all_close([low, high], [expected["p_low"], expected["p_high"]], case)
    assert flag(inputs["y"], inputs["n"], inputs["target"]) == expected["flag"]


@pytest.mark.parametrize("case", of("beta_binomial_eb"))
def test_beta_binomial_shrinkage_with_its_boundary(case: Case) -> None:
    inputs, expected = case["inputs"], case["expected"]
    prior = beta_binomial(inputs["y"], inputs["n"])
    assert all_close(prior.shrunken(inputs["y"], inputs["n"]), expected["shrunken"], case)
    if "alpha" in expected:
        assert close(prior.mean * prior.strength, expected["alpha"], case)
        assert close((1 - prior.mean) * prior.strength, expected["beta"], case)
    else:
        assert prior.strength == math.inf


@pytest.mark.parametrize("case", of("xmr"))
def test_natural_process_limits_of_single_values(case: Case) -> None:
    expected, x = case["expected"], case["inputs"]["x"]
    limits = xmr(x)
    assert all_close(
        [limits.centre, float(limits.low), float(limits.high), largest_range(x)],
        [expected[name] for name in ("mean", "lnpl", "unpl", "url_mr")],
        case,
    )


@pytest.mark.parametrize("case", [*of("p_chart"), *of("p_prime_chart")])
def test_limits_of_rates_with_more_than_binomial_spread(case: Case) -> None:
    y, expected = case["inputs"]["y"], case["expected"]
    limits = p_prime(y, case["inputs"]["n"])
    low, high = (np.broadcast_to(expected[name], len(y)) for name in ("lcl_prime", "ucl_prime"))
    assert close(limits.centre, expected["pbar"], case)
    assert all_close(limits.low, low, case)
    assert all_close(limits.high, high, case)


@pytest.mark.parametrize("case", of("blau"))
def test_blau_over_the_classes_of_the_code_book(case: Case) -> None:
    counts, classes = case["inputs"]["counts"], case["inputs"]["k"]
    members = [str(place) for place, count in enumerate(counts) for _ in range(count)]
    rows = pl.DataFrame({"x": members, "den": 1.0}).with_columns(
        pl.lit("a").alias(key) for key in KEYS
    )
    found = blau_index(classes)(rows)["value"][0]
    assert close(found, case["expected"]["blau_normalised"], case)
