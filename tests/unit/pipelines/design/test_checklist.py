from __future__ import annotations

import pytest

from lcdata.contracts.marts import Marts
from lcdata.pipelines.design.checklist import QUESTION_ITEMS, START_WEEK_ITEMS, TRUST_ITEMS
from tests.unit.pipelines.builders import Rows, day
from tests.unit.pipelines.one_community import Said, exported, said

ANSWERS = {"y": "yes", "n": "no", "-": "na"}


def judged(items: tuple[str, ...], letters: str) -> Marts:
    """A checklist that judges these items `y`es, `n`o or `-` (na); a blank is not judged."""
    rows: Rows = [
        {"item": item, "value": ANSWERS[letter], "judged_on": day(30)}
        for item, letter in zip(items, letters, strict=True)
        if letter in ANSWERS
    ]
    return exported(fct_checklist=rows)


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("yyyyn", ("ok", 4, 5, 0)),
        ("yyyn ", ("ok", 3, 4, 1)),
        ("yyyn-", ("ok", 3, 4, 0)),
        ("yyy  ", ("too_few", None, None, 2)),
        ("yyy--", ("too_few", None, None, 0)),
        ("-----", ("not_applicable", None, None, 0)),
        ("     ", ("not_measured", None, None, 5)),
    ],
)
def test_a_good_question_needs_four_judged_and_leaves_out_what_does_not_apply(
    letters: str, expected: Said
) -> None:
    assert said(judged(QUESTION_ITEMS, letters), "design.A1b.question_checks") == expected


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("yyyyyyyn  ", ("ok", 7, 8, 2)),
        ("yyyyyyy   ", ("too_few", None, None, 3)),
        ("yyyyyyy---", ("too_few", None, None, 0)),
    ],
)
def test_a_start_week_needs_eight_of_its_ten_judged(letters: str, expected: Said) -> None:
    assert said(judged(START_WEEK_ITEMS, letters), "design.start_week.checks") == expected


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("y  ", ("ok", 1, 1, 2)),
        ("yn-", ("ok", 1, 2, 0)),
        ("-- ", ("not_applicable", None, None, 1)),
    ],
)
def test_trust_is_a_share_from_one_judged_on(letters: str, expected: Said) -> None:
    assert said(judged(TRUST_ITEMS, letters), "design.D3.trust_checks") == expected


@pytest.mark.parametrize(
    ("letter", "expected"),
    [
        ("y", ("ok", 1, 1, 0)),
        ("n", ("ok", 0, 1, 0)),
        ("-", ("not_applicable", None, None, 0)),
        (" ", ("not_measured", None, None, 1)),
    ],
)
@pytest.mark.parametrize(
    ("indicator", "item"),
    [
        ("A1c.answerable", "A1c_answerable"),
        ("B1.interdependent", "B1_interdependent"),
        ("B1.stake", "B1_stake"),
        ("B2.shared_expertise", "B2_shared_expertise"),
        ("B3a.platform", "B3_platform"),
        ("D2.own_tasks", "D2_own_tasks"),
        ("D2.goal_say", "D2_goal_say"),
        ("E1.way_of_working", "E1_way_of_working"),
        ("E2.clear_start", "E2_clear_start"),
    ],
)
def test_one_judgement_is_one_or_nought(
    indicator: str, item: str, letter: str, expected: Said
) -> None:
    assert said(judged((item,), letter), f"design.{indicator}") == expected


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("yn", ("ok", 1, 1, 0)),
        ("yy", ("ok", 0, 1, 0)),
        ("nn", ("ok", 0, 1, 0)),
        ("ny", ("ok", 0, 1, 0)),
        ("y-", ("not_applicable", None, None, 1)),
        ("y ", ("not_measured", None, None, 1)),
    ],
)
def test_support_fades_only_from_heavy_to_no_longer(letters: str, expected: Said) -> None:
    of = judged(("C2_support_s1", "C2_support_s3"), letters)
    assert said(of, "design.C2.support_faded") == expected
