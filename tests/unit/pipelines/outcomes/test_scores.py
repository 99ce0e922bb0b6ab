from __future__ import annotations

import datetime as dt
import json
import math
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from lcdata.contracts.marts import Marts
from lcdata.pipelines.catalogue import CATALOGUE
from lcdata.pipelines.design.surveys import ORIGINALS
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.pooling import cells
from tests.unit.pipelines.builders import AS_OF, day
from tests.unit.pipelines.one_community import exported, figure

CASES = json.loads(Path("tests/data/reference_cases.json").read_text(encoding="utf-8"))["cases"]
SCORES = next(case for case in CASES if case["id"] == "scale_score_half_rule")

FIVE_POINTS = {"min": 1, "max": 5, "reversed": [], "items": 3, "min_answered": 2}
AUTONOMY = {"scale_id": "A", "construct": "autonomy", **FIVE_POINTS}
TRANSFER = {"scale_id": "T", "construct": "transfer", **FIVE_POINTS}

Answers = dict[str, dict[str, list[int | None]]]


def survey(
    answers: Answers,
    *absent: str,
    invited: Answers | None = None,
    scales: tuple[dict[str, Any], ...] = (AUTONOMY, TRANSFER),
    community: dict[str, Any] | None = None,
    next_door: tuple[str, ...] = (),
) -> Marts:
    # answers: wave → respondent → value per item, None where the item was left open;
    # next_door: the respondents of a second community of the same company
    def where(name: str) -> dict[str, Any]:
        return {"community_id": "a/c2"} if name in next_door else {}

    invitations = [
        {"wave": wave, "respondent_id": name, "invited_on": day(-7), **where(name)}
        for wave, group in {**answers, **(invited or {})}.items()
        for name in group
    ]
    return exported(
        *absent,
        community=community,
        others=[{"community_id": "a/c2"}] if next_door else [],
        dim_scale=list(scales),
        fct_survey_invitation=invitations,
        fct_survey_answer=[
            {"wave": wave, "respondent_id": name, "scale_id": "A", "item_no": no, "value": value}
            | where(name)
            for wave, group in answers.items()
            for name, values in group.items()
            for no, value in enumerate(values, start=1)
            if value is not None
        ],
    )


def three(value: int) -> list[int | None]:
    return [value] * 3


def at(wave: str, **values: int) -> Answers:
    return {wave: {name: three(value) for name, value in values.items()}}


@pytest.fixture
def reference_scores() -> list[float | None]:
    inputs: dict[str, Any] = SCORES["inputs"]
    scale = {
        **AUTONOMY,
        "items": 6,
        "min_answered": math.ceil(inputs["min_answered_fraction"] * 6),
        "reversed": inputs["reverse_items_1based"],
    }
    people = {f"r{place}": row for place, row in enumerate(inputs["matrix"])}
    scores = Facts(survey({"t0": people}, scales=(scale,))).survey.scores
    found = dict(scores.select("person_id", "x").iter_rows())
    return [found.get(name) for name in people]


def test_a_scale_score_is_the_mean_of_enough_answers_recoded(
    reference_scores: list[float | None],
) -> None:
    assert reference_scores == pytest.approx(SCORES["expected"]["scores"], abs=SCORES["tol"])


def test_reversed_items_mirror_within_the_ends_of_their_scale() -> None:
    scale = {**AUTONOMY, "min": 0, "max": 10, "reversed": [2]}
    found = figure(survey({"t0": {"x": [9, 2, 7]}}, scales=(scale,)), "mean.autonomy", "t0")
    assert found["value"] == 8


def test_a_mean_has_a_t_interval() -> None:
    # 2 and 4: mean 3, sd √2, t(1) = 12.7062, so 3 ± 12.7062
    found = figure(survey(at("t0", x=2, y=4)), "mean.autonomy", "t0")
    assert (found["num"], found["den"], found["value"]) == (None, 2, 3)
    assert (found["low"], found["high"]) == pytest.approx((-9.7062, 15.7062), abs=1e-4)


def test_one_score_is_a_mean_without_an_interval() -> None:
    found = figure(survey(at("t0", x=2)), "mean.autonomy", "t0")
    assert (found["value"], found["low"], found["high"], found["status"]) == (2, None, None, "ok")


def test_who_answered_too_few_items_is_missing_from_the_mean() -> None:
    of = survey({"t0": {"x": three(4), "y": [5, None, None], "z": [2, None, 3]}})
    found = figure(of, "mean.autonomy", "t0")
    assert (found["value"], found["den"]) == (3.25, 2)
    assert (found["n_persons"], found["n_missing"]) == (2, 1)


def test_the_response_counts_who_has_a_score() -> None:
    of = survey({"t0": {"x": three(4), "y": [5, None, None], "z": [None] * 3, "w": three(1)}})
    found = figure(of, "response_rate", "t0")
    assert (found["num"], found["den"], found["n_persons"]) == (2, 4, 4)


@pytest.mark.parametrize(("ahead", "status"), [(0, "ok"), (1, "not_due")])
def test_an_invitation_counts_from_its_day_on(ahead: int, status: str) -> None:
    of = survey(at("t0", x=2))
    invited = of["fct_survey_invitation"].with_columns(
        invited_on=pl.lit(AS_OF + dt.timedelta(days=ahead))
    )
    found = figure({**of, "fct_survey_invitation": invited}, "response_rate", "t0")
    assert found["status"] == status


@pytest.mark.parametrize(
    ("wave", "indicator", "status"),
    [
        ("t0", "mean.autonomy", "ok"),
        ("t1", "mean.autonomy", "not_due"),
        ("t1", "response_rate", "not_due"),
        ("t0", "mean.transfer", "not_measured"),
        ("t1", "mean.transfer", "not_measured"),
        ("overall", "change.autonomy", "not_due"),
        ("overall", "change.transfer", "not_measured"),
        ("overall", "prorated_share", "ok"),
    ],
)
def test_why_a_survey_figure_is_not_there(wave: str, indicator: str, status: str) -> None:
    assert figure(survey(at("t0", x=2, y=3)), indicator, wave)["status"] == status


@pytest.mark.parametrize("absent", ["survey_invitation", "survey_answer"])
@pytest.mark.parametrize("indicator", ["response_rate", "mean.autonomy"])
def test_without_its_tables_a_survey_is_not_measured(absent: str, indicator: str) -> None:
    assert figure(survey(at("t0", x=2), absent), indicator, "t0")["status"] == "not_measured"


def test_before_the_start_no_survey_figure_is_due() -> None:
    ahead = {"start_date": dt.date(2026, 12, 7)}
    found = figure(survey(at("t0", x=2, y=3), community=ahead), "mean.autonomy", "t0")
    assert found["status"] == "not_due"


def test_an_invited_wave_nobody_could_be_scored_in_has_too_few() -> None:
    of = survey({"t0": {"x": [5, None, None]}})
    found = figure(of, "mean.autonomy", "t0")
    assert (found["status"], found["n_missing"]) == ("too_few", 1)


def test_invitations_without_any_answer_are_not_held_against_a_construct() -> None:
    of = survey({}, invited={"t0": {"x": []}})
    assert figure(of, "mean.autonomy", "t0")["status"] == "too_few"


def test_constructs_without_a_scale_have_no_records() -> None:
    found = cells(CATALOGUE, Facts(survey(at("t0", x=2), scales=(AUTONOMY,))))
    ids = set(found["indicator"])
    assert "mean.autonomy" in ids
    assert not {one for one in ids if one.endswith((".transfer", ".competence"))}


def test_without_any_scale_the_response_is_not_measured() -> None:
    found = figure(survey(at("t0", x=2), scales=()), "response_rate", "t0")
    assert found["status"] == "not_measured"


CHANGED = {
    **at("t0", x=2, y=3, z=1, gone=5),
    **at("t2", x=3, y=5, z=2, new=1, newer=2),
}


def test_a_change_is_paired_and_names_who_is_not() -> None:
    # changes 1, 2, 1: mean 4/3, sd 0.57735, t(2) = 4.30265, so ± 4.30265·0.57735/√3
    found = figure(survey(CHANGED), "change.autonomy")
    assert found["value"] == pytest.approx(4 / 3)
    assert found["high"] - found["value"] == pytest.approx(1.43422, abs=1e-5)
    assert (found["den"], found["n_persons"], found["n_missing"]) == (3, 3, 3)


def test_d_z_is_the_change_in_its_own_spread() -> None:
    found = figure(survey(CHANGED), "dz.autonomy")
    assert found["value"] == pytest.approx((4 / 3) / math.sqrt(1 / 3))
    assert found["low"] < found["value"] < found["high"]


def test_g_av_is_the_change_in_the_average_spread_corrected_for_three_pairs() -> None:
    # s₀ = 1, s₂ = √(7/3), J(2) = Γ(1)/(1·Γ(½)) = 1/√π
    found = figure(survey(CHANGED), "gav.autonomy")
    assert found["value"] == pytest.approx(4 / 3 / math.sqrt((1 + 7 / 3) / 2) / math.sqrt(math.pi))
    assert found["low"] is None


@pytest.mark.parametrize(
    ("after", "indicator"),
    [
        ({"x": 3}, "dz.autonomy"),
        ({"x": 3, "y": 4}, "dz.autonomy"),  # both one point up: no spread
        ({"x": 3, "y": 5}, "gav.autonomy"),
    ],
)
def test_effect_sizes_need_pairs_and_spread(after: dict[str, int], indicator: str) -> None:
    of = survey({**at("t0", x=2, y=3), **at("t2", **after)})
    assert figure(of, indicator)["status"] == "too_few"
    assert figure(of, "change.autonomy")["status"] == "ok"


def test_differences_that_only_rounding_tells_apart_have_no_spread() -> None:
    # thirds: 1⅓ − ⅓ and 2⅓ − 1⅓ differ in the last bit
    scale = {**AUTONOMY, "min": 0}
    of = survey(
        {
            "t0": {"x": [1, 0, 0], "y": [2, 1, 1], "z": [1, 1, 0]},
            "t2": {"x": [2, 1, 1], "y": [3, 2, 2], "z": [2, 2, 1]},
        },
        scales=(scale,),
    )
    assert figure(of, "dz.autonomy")["status"] == "too_few"


def test_prorated_scores_are_counted_over_all_waves() -> None:
    of = survey(
        {"t0": {"x": [2, None, 3], "y": three(4)}, "t2": {"x": three(1), "y": [5, 5, None]}}
    )
    found = figure(of, "prorated_share")
    assert (found["num"], found["den"], found["n_persons"]) == (2, 4, 2)


def consortium(of: Marts, indicator: str, wave: str = "t0") -> dict[str, Any]:
    chosen = [one for one in CATALOGUE if one.id == indicator]
    found = cells(chosen, Facts(of)).filter(pl.col("period") == wave)
    assert found["grain"].to_list() == ["consortium"]
    return found.row(0, named=True)


def profiles(count: int) -> Answers:
    # three items that say nearly the same
    rows = [
        [base, 6 - base if place % 4 == 0 else base, 6 - base if place % 7 == 0 else base]
        for place, base in ((place, place % 5 + 1) for place in range(count))
    ]
    return {"t0": {f"r{place}": list(row) for place, row in enumerate(rows)}}


@pytest.mark.parametrize("name", ["alpha", "omega"])
def test_reliability_is_estimated_from_thirty_complete_answers(name: str) -> None:
    assert consortium(survey(profiles(29)), f"{name}.autonomy")["status"] == "too_few"
    found = consortium(survey(profiles(30)), f"{name}.autonomy")
    assert (found["status"], found["den"], found["n_persons"]) == ("ok", 30, 30)


def test_incomplete_answers_do_not_count_for_reliability() -> None:
    people = profiles(30)
    people["t0"]["open"] = [3, None, 3]
    assert consortium(survey(people), "alpha.autonomy")["den"] == 30


def test_answers_that_are_all_alike_have_no_reliability() -> None:
    people = {"t0": {f"r{place}": three(3) for place in range(30)}}
    assert consortium(survey(people), "alpha.autonomy")["status"] == "too_few"


def test_a_company_pools_the_respondents_of_its_communities() -> None:
    of = survey(at("t0", x=2, y=4, v=3), next_door=("v",))
    chosen = [one for one in CATALOGUE if one.id == "mean.autonomy"]
    found = cells(chosen, Facts(of)).filter(
        (pl.col("grain") == "company") & (pl.col("period") == "t0")
    )
    # 2, 4 and 3: sd 1, t(2) = 4.30265
    assert found["value"].to_list() == [3]
    assert found["high"].to_list() == pytest.approx([3 + 4.30265 / math.sqrt(3)], abs=1e-5)


@pytest.mark.parametrize(("name", "original"), ORIGINALS.items())
def test_a_design_principle_repeats_its_outcome(name: str, original: str) -> None:
    construct = original.partition(".")[2] or "autonomy"
    of = survey(CHANGED, scales=({**AUTONOMY, "construct": construct},))
    period = "overall" if original.startswith("change") else "t0"
    copy, outcome = figure(of, f"design.{name}", period), figure(of, original, period)
    assert outcome["status"] == "ok"
    assert {**copy, "indicator": original} == outcome
