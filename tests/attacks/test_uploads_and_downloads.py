"""Streamlit's addresses beside the page: what is sent and taken there belongs to a session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.attacks.installed import (
    ACCESS,
    DIRECTOR,
    FACILITATOR,
    LEADER,
    STRANGER,
    TWO_COMPANIES,
    Installed,
    installed,
)
from tests.attacks.streamlit_session import Session

REPORT = "Bestuursrapport \\(PDF\\)"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installed]:
    with installed(tmp_path_factory.mktemp("installed")) as found:
        yield found


@pytest.fixture
def dashboard(running: Installed) -> Iterator[Installed]:
    yield running
    running.browsers.close()


def report(page: Session) -> str:
    """The address of a director's report, made a moment ago."""
    page.run("company")
    return page.ask_for(REPORT)


def copied(page: Session) -> dict[str, str]:
    """The sign-in of a browser, as somebody would take it along."""
    return {"_streamlit_user": page.client.cookies["_streamlit_user"]}


@pytest.mark.parametrize("who", [None, STRANGER, DIRECTOR, TWO_COMPANIES])
def test_nothing_is_taken_from_whoever_may_not_deliver(
    dashboard: Installed, who: str | None
) -> None:
    assert dashboard.page(who).upload("a.xlsx", 1000).status_code == 403


@pytest.mark.parametrize("who", [FACILITATOR, LEADER])
def test_a_delivery_is_taken_from_whoever_may_deliver(dashboard: Installed, who: str) -> None:
    assert dashboard.page(who).upload("a.xlsx", 1000).status_code == 204


def test_nothing_is_taken_while_viewing_as_another(dashboard: Installed) -> None:
    page = dashboard.page(LEADER, query="viewer=facilitator:alferink/c1,alferink/c2,alferink/c3")
    assert page.upload("a.xlsx", 1000).status_code == 403


def test_nothing_is_taken_for_a_session_that_is_none(dashboard: Installed) -> None:
    page = dashboard.page(LEADER)
    page.id = "another"
    assert page.upload("a.xlsx", 1000).status_code == 403


@pytest.mark.parametrize("who", [None, FACILITATOR, LEADER])
def test_nothing_is_taken_for_a_session_from_another_browser(
    dashboard: Installed, who: str | None
) -> None:
    page = dashboard.page(LEADER)
    assert page.upload("a.xlsx", 1000, dashboard.browser(who)).status_code == 403


def test_nothing_is_taken_once_the_role_is_gone(dashboard: Installed) -> None:
    page = dashboard.page(FACILITATOR)
    with dashboard.access(ACCESS.replace(FACILITATOR, "iemand@geas.example")):
        assert page.upload("a.xlsx", 1000).status_code == 403
    assert page.upload("a.xlsx", 1000).status_code == 204


def test_nothing_is_taken_of_unknown_length(dashboard: Installed) -> None:
    page = dashboard.page(LEADER)
    path = f"/_stcore/upload_file/{page.id}/a"
    assert page.client.put(path, content=iter([b"x"])).status_code == 411


def test_a_session_holds_two_deliveries_at_most_and_frees_what_it_lets_go(
    dashboard: Installed,
) -> None:
    page = dashboard.page(LEADER)
    sizes = [900_000, 900_000, 900_000, 100_000]
    sent = [page.upload(f"{n}.xlsx", size) for n, size in enumerate(sizes)]
    assert [answer.status_code for answer in sent] == [204, 204, 413, 204]
    token = {"X-Xsrftoken": page.client.cookies["_streamlit_xsrf"]}
    page.client.delete(f"/_stcore/upload_file/{page.id}/0.xlsx", headers=token)
    assert page.upload("4.xlsx", 900_000).status_code == 204


def test_a_session_holds_a_hundred_files_at_most(dashboard: Installed) -> None:
    page = dashboard.page(LEADER)
    sent = [page.upload(f"{n}.csv", 1).status_code for n in range(101)]
    assert sent == [204] * 100 + [413]


def test_all_sessions_together_hold_eight_deliveries_at_most(tmp_path: Path) -> None:
    with installed(tmp_path / "data") as dashboard:
        pages = [dashboard.page(LEADER) for _ in range(5)]
        sent = [page.upload(name, 1_000_000).status_code for page in pages for name in ("a", "b")]
        assert sent == [204] * 8 + [503] * 2


def test_a_download_is_for_the_browser_it_was_made_for(dashboard: Installed) -> None:
    page = dashboard.page(DIRECTOR)
    address = report(page)
    assert page.client.get(address).content.startswith(b"%PDF")
    for other in (None, STRANGER, LEADER, DIRECTOR):
        assert dashboard.browser(other).get(address).status_code == 404
        assert dashboard.page(other).client.head(address).status_code == 404


def test_a_part_of_a_download_is_no_way_around(dashboard: Installed) -> None:
    address = report(dashboard.page(DIRECTOR))
    answer = dashboard.browser().get(address, headers={"Range": "bytes=0-9"})
    assert answer.status_code == 404


def test_a_download_ends_with_its_role(dashboard: Installed) -> None:
    page = dashboard.page(DIRECTOR)
    address = report(page)
    with dashboard.access(ACCESS.replace('["nijhof"]', '["loohuis"]')):
        assert page.client.get(address).status_code == 404


def test_a_download_ends_when_another_role_is_chosen(dashboard: Installed) -> None:
    page = dashboard.page(LEADER, query="viewer=director:nijhof")
    page.run("company", "viewer=director:nijhof")
    address = page.ask_for(REPORT)
    assert page.client.get(address).status_code == 200
    page.run("company", "viewer=director:geas")
    assert page.client.get(address).status_code == 404


def test_a_download_ends_with_its_session(dashboard: Installed) -> None:
    page = dashboard.page(DIRECTOR)
    address = report(page)
    page.stream.close()
    assert page.client.get(address).status_code == 404


@pytest.mark.parametrize("path", ["/auth/logout", "/auth/logout?x=1"])
def test_the_sign_out_address_ends_the_sign_in_for_every_copy(
    dashboard: Installed, path: str
) -> None:
    page = dashboard.page(DIRECTOR)
    copy = copied(page)
    address = report(page)
    assert page.client.get(path).status_code == 302
    assert dashboard.logged()[-1] == (DIRECTOR, "signed out")
    thief = dashboard.browser(copy=copy)
    assert thief.get(address).status_code == 404
    assert "Nijhof" not in str(dashboard.page(thief).shown)


def test_a_copy_is_the_browser_itself_until_it_signs_out(dashboard: Installed) -> None:
    page = dashboard.page(DIRECTOR)
    thief = dashboard.browser(copy=copied(page))
    assert "Nijhof" in str(dashboard.page(thief).shown)


def test_roles_that_do_not_go_together_open_nothing_and_say_why(dashboard: Installed) -> None:
    shown = str(dashboard.page(TWO_COMPANIES).shown)
    assert "Uw rollen gaan niet samen" in shown
    assert "another company" in shown
    assert "Nijhof" not in shown
