from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lcdata.access import Role
from lcdata.ui.navigation import PAGES
from tests.pages.conftest import DIRECTOR, FACILITATOR, LEADER, in_rows, tables, unfold

VIEWERS = {Role.LEADER: LEADER, Role.DIRECTOR: DIRECTOR, Role.FACILITATOR: FACILITATOR}
ALLOWED = [(page, role) for page, entry in PAGES.items() for role in VIEWERS if role in entry.roles]
ELSEWHERE = [
    (page, role) for page, entry in PAGES.items() for role in VIEWERS if role not in entry.roles
]


def opened(app: AppTest, page: str, viewer: str = LEADER, language: str = "nl") -> AppTest:
    app.query_params["viewer"] = viewer
    app.query_params["language"] = language
    app.run()
    if page != "overview":
        app.switch_page(f"pages/{page}.py")
        app.run()
    assert not app.exception
    return app


def texts(app: AppTest) -> str:
    parts = [*app.title, *app.header, *app.caption, *app.markdown]
    return "\n".join([*(part.value for part in parts), in_rows(app)])


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("page", "role"), ALLOWED)
def test_every_page_opens_for_its_roles(app: AppTest, page: str, role: Role, language: str) -> None:
    shown = opened(app, page, VIEWERS[role], language)
    assert len(shown.title) == 1
    notice = "voorbeelddata" if language == "nl" else "sample data"
    assert notice in texts(shown)
    assert "2026" in shown.caption[0].value


@pytest.mark.parametrize(("page", "role"), ELSEWHERE)
def test_a_page_of_another_role_says_so(app: AppTest, page: str, role: Role) -> None:
    shown = opened(app, page, VIEWERS[role])
    assert shown.title[0].value == "Deze pagina hoort bij een andere rol"
    assert not shown.get("vega_lite_chart")


@pytest.mark.parametrize(
    "viewer", ["director:saxion", "director:nobody", "unguarded", "leader:x", "<script>", ""]
)
def test_a_forged_viewer_is_the_default_and_never_an_error(app: AppTest, viewer: str) -> None:
    shown = opened(app, "overview", viewer)
    assert shown.selectbox(key="viewer").value == LEADER


@pytest.mark.parametrize("name", ["figure", "language"])
def test_an_unknown_choice_is_the_default_and_never_an_error(app: AppTest, name: str) -> None:
    app.query_params[name] = "'; drop table cells"
    shown = opened(app, "participation", language="nl" if name == "figure" else "xx")
    assert shown.title[0].value == "Deelname"


def test_a_director_sees_no_other_company(app: AppTest) -> None:
    shown = opened(app, "overview", DIRECTOR)
    everything = texts(shown) + "".join(chart.proto.spec for chart in shown.get("vega_lite_chart"))
    for other in ("Loohuis", "Winkels", "Geas", "Alferink", "De Groot"):
        assert other not in everything.replace("Bekijk als directeur van", "")


def test_whether_sprint_two_ended_in_time_stands_in_the_table_of_its_community(
    app: AppTest,
) -> None:
    app.query_params["community"] = "nijhof/c2"
    shown = opened(app, "sprint_progress", DIRECTOR)
    assert shown.selectbox(key="community").value == "nijhof/c2"
    head, *rows = next(table for table in tables(shown) if "Uitproberen" in table[0])
    second = next(row for row in rows if row[0] == "sprint 2")
    assert second[head.index("Binnen de geplande tijd")].startswith(("ja", "nee"))


def test_another_companys_community_is_not_unfolded_for_a_director(app: AppTest) -> None:
    app.query_params["community"] = "winkels/c1"
    shown = opened(app, "sprint_progress", DIRECTOR)
    assert str(shown.selectbox(key="community").value).startswith(("nijhof/", "consortium/"))


@pytest.mark.parametrize("asked", ["winkels", "nijhof", "' or 1=1"])
def test_a_directors_company_page_is_the_own_one_whatever_the_address_says(
    app: AppTest, asked: str
) -> None:
    app.query_params["company"] = asked
    shown = opened(app, "company", DIRECTOR)
    assert shown.title[0].value == "Nijhof Installatietechniek"
    everything = texts(shown) + "".join(chart.proto.spec for chart in shown.get("vega_lite_chart"))
    assert "Winkels" not in everything


def test_the_leaders_company_stands_in_the_address(app: AppTest) -> None:
    app.query_params["company"] = "winkels"
    shown = opened(app, "company")
    assert shown.title[0].value == "Winkels Techniek"
    assert shown.selectbox(key="company").value == "winkels"


def test_every_chart_has_a_text_alternative(app: AppTest) -> None:
    for page in (
        "overview",
        "company",
        "participation",
        "sprint_progress",
        "outcomes",
        "design_principles",
        "overarching",
    ):
        charts = opened(app, page).get("vega_lite_chart")
        assert charts
        assert all(len(chart.proto.alt) > 10 for chart in charts)


def test_the_choice_of_a_figure_changes_the_comparison(app: AppTest) -> None:
    app.query_params["figure"] = "unexcused_rate"
    shown = opened(app, "participation")
    assert shown.selectbox(key="figure").value == "unexcused_rate"


def test_a_profile_is_chosen_in_the_address(app: AppTest) -> None:
    app.query_params["profile"] = "nijhof/c1"
    shown = opened(app, "design_principles", DIRECTOR)
    assert "Nijhof · Kant" in shown.caption[0].value
    assert "A1a" in texts(unfold(shown))


@pytest.mark.parametrize("viewer", [DIRECTOR, FACILITATOR])
def test_another_companys_profile_is_never_opened(app: AppTest, viewer: str) -> None:
    app.query_params["profile"] = "winkels"
    shown = opened(app, "design_principles", viewer)
    assert "winkels" not in shown.selectbox(key="profile").options
    assert "Winkels" not in texts(shown)


def test_a_scale_is_chosen_in_the_address(app: AppTest) -> None:
    app.query_params["scale"] = "competence"
    shown = opened(app, "outcomes")
    assert shown.selectbox(key="scale").value == "competence"


def test_a_directors_outcomes_name_no_other_company(app: AppTest) -> None:
    shown = opened(app, "outcomes", DIRECTOR)
    everything = texts(shown) + "".join(chart.proto.spec for chart in shown.get("vega_lite_chart"))
    assert "Uw bedrijf naast het consortium" in everything
    for other in ("Loohuis", "Winkels", "Geas", "Alferink", "De Groot"):
        assert other not in everything.replace("Bekijk als directeur van", "")


def test_without_a_release_the_page_says_what_to_do(
    app: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LCDATA_DATA", str(tmp_path))
    monkeypatch.setenv("LCDATA_LOCAL_ONLY", "true")
    app.run()
    assert not app.exception
    assert app.title[0].value == "Aan de slag"


def test_real_data_without_sign_in_is_closed(
    app: AppTest, outside_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LCDATA_DATA", str(outside_data))
    app.run()
    assert not app.exception
    assert not app.selectbox
    assert not app.get("vega_lite_chart")
    assert app.title[0].value == "Het dashboard is gesloten"


def test_real_data_is_open_to_this_computer_alone(
    app: AppTest, outside_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LCDATA_DATA", str(outside_data))
    monkeypatch.setenv("LCDATA_LOCAL_ONLY", "true")
    shown = opened(app, "overview")
    assert "alleen op deze computer, zonder aanmelden" in texts(shown)
    assert "voorbeelddata" not in texts(shown)
    assert shown.get("vega_lite_chart")
