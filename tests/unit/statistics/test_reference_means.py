from __future__ import annotations

import numpy as np
import pytest

from lcdata.statistics.effect_size import (
    d_z,
    d_z_interval,
    g_av,
    hedges_correction,
    mean_interval,
)
from lcdata.statistics.intervals import Array, anova_icc
from lcdata.statistics.meta_analysis import blup, random_effects
from lcdata.statistics.reliability import (
    cronbach_alpha,
    feldt,
    item_rest_correlations,
    mcdonald_omega,
    one_factor,
)

from .cases import CASES, Case, all_close, close, of


@pytest.mark.parametrize("case", of("cronbach_alpha"))
def test_cronbach_alpha_with_feldts_interval(case: Case) -> None:
    answers, expected = recoded(case), case["expected"]
    alpha = cronbach_alpha(answers)
    limits = feldt(alpha, *answers.shape)
    wanted = [expected["alpha"], expected["feldt_low"], expected["feldt_high"]]
    assert all_close([alpha, *limits], wanted, case)
    if "item_rest_r" in expected:
        assert all_close(item_rest_correlations(answers), expected["item_rest_r"], case)


def recoded(case: Case) -> Array:
    answers = np.array(case["inputs"]["matrix"], dtype=float)
    for item in case["inputs"].get("reverse_items_1based", []):
        ends = case["inputs"]["scale_min"] + case["inputs"]["scale_max"]
        answers[:, item - 1] = ends - answers[:, item - 1]
    return answers


def test_a_forgotten_reversal_shows_as_a_negative_item_rest_correlation() -> None:
    case = next(case for case in CASES if case["id"] == "alpha_reverse_item")
    forgotten = np.array(case["inputs"]["matrix"], dtype=float)
    assert close(cronbach_alpha(forgotten), case["expected"]["alpha_if_forgotten"], case)
    negative = item_rest_correlations(forgotten) < 0
    assert [place + 1 for place in np.flatnonzero(negative)] == [3]


@pytest.mark.parametrize("case", of("mcdonald_omega"))
def test_omega_under_one_factor(case: Case) -> None:
    answers, expected = recoded(case), case["expected"]
    assert close(mcdonald_omega(answers), expected["omega_total_std"], case)
    loadings, _ = one_factor(np.asarray(np.corrcoef(answers, rowvar=False)))
    assert all_close(loadings, expected["loadings_std"], case)


@pytest.mark.parametrize("case", of("effect_size_paired"))
def test_a_paired_change_and_its_effect_sizes(case: Case) -> None:
    expected = case["expected"]
    before, after = (np.array(case["inputs"][name], dtype=float) for name in ("pre", "post"))
    change, n = after - before, len(before)
    mean, sd = float(change.mean()), float(change.std(ddof=1))
    low, high = mean_interval([mean], [sd], [n])
    assert all_close(
        [mean, low[0], high[0]],
        [expected[name] for name in ("mean_change", "mean_change_low", "mean_change_high")],
        case,
    )
    size = d_z([mean], [sd])
    low, high = d_z_interval(size, [n])
    assert all_close(
        [size[0], low[0], high[0]],
        [expected[name] for name in ("d_z", "d_z_nct_low", "d_z_nct_high")],
        case,
    )
    found = g_av(mean, before.std(ddof=1), after.std(ddof=1), n)
    assert close(float(found), expected["g_av_rms_sd_J_n1"], case)


@pytest.mark.parametrize("case", of("hedges_correction"))
def test_hedges_exact_correction(case: Case) -> None:
    found = hedges_correction(case["inputs"]["df"])
    assert all_close(found, case["expected"]["J_exact"], case)


@pytest.mark.parametrize("case", of("random_effects"))
def test_shrunken_means_at_a_given_heterogeneity(case: Case) -> None:
    inputs, expected = case["inputs"], case["expected"]
    found = blup(inputs["y"], inputs["v"], expected["mu"], expected["tau2"])
    assert all_close(found, expected["blup"], case)


@pytest.mark.parametrize(
    "case", [case for case in of("random_effects") if case.values[0]["inputs"]["method"] == "PM"]
)
def test_paule_mandel_heterogeneity_and_its_mean(case: Case) -> None:
    expected = case["expected"]
    found = random_effects(case["inputs"]["y"], case["inputs"]["v"])
    assert all_close(
        [found.tau2, found.mean, *found.shrunken],
        [expected["tau2"], expected["mu"], *expected["blup"]],
        case,
    )


@pytest.mark.parametrize(
    "case",
    [case for case in of("random_effects") if case.values[0]["inputs"].get("test") == "adhoc"],
)
def test_the_modified_knapp_hartung_interval(case: Case) -> None:
    found = random_effects(case["inputs"]["y"], case["inputs"]["v"])
    expected = case["expected"]
    assert all_close([found.low, found.high], [expected["ci_low"], expected["ci_high"]], case)


@pytest.mark.parametrize("case", of("aggregation"))
def test_the_intraclass_correlation_of_equal_teams(case: Case) -> None:
    found = anova_icc(case["inputs"]["value"], np.array(case["inputs"]["team"]))
    assert close(found, case["expected"]["icc1"], case)
