from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from lcdata import access_log
from lcdata.config import read_settings
from lcdata.release import deliver
from tests.browser.conftest import ROOT, free_port, running, serving, wait_for
from tests.browser.test_walk import PAGES, settle

ACCESS = """
[[grant]]
email = "directeur@nijhof.example"
role = "director"
companies = ["nijhof"]

[[grant]]
email = "facilitator@winkels.example"
role = "facilitator"
communities = ["winkels/c1", "winkels/c2", "winkels/c3"]

[[grant]]
group = "leiders"
role = "leader"
"""
PEOPLE = (
    {"sub": "directeur", "email": "Directeur@nijhof.example"},
    {"sub": "facilitator", "email": "facilitator@winkels.example", "email_verified": True},
    {"sub": "leider", "email": "leider@saxion.example", "groups": ["leiders"]},
    {"sub": "vreemde", "email": "vreemde@elders.example"},
)
OWN_PAGES = {
    "directeur": PAGES["director:nijhof"],
    "facilitator": PAGES["facilitator:alferink/c1,alferink/c2,alferink/c3"],
    "leider": PAGES["leader"],
}
COMPANIES = ("Alferink", "De Groot", "Engberink", "Geas", "Loohuis", "Nijhof", "Van Dam", "Winkels")
NO_ACCESS = "U hebt nog geen toegang"
SIGNED_OUT = "U bent afgemeld"


@dataclass
class Installation:
    """A dashboard on real data with sign-in, which can be started anew."""

    data: Path
    address: str
    port: int
    stack: ExitStack

    def restart(self) -> None:
        self.stack.close()
        self.stack.enter_context(serving(self.data, self.port))

    def let_time_pass(self, minutes: float) -> None:
        """As if nobody had used a sign-in for so long."""
        moment = time.time() - minutes * 60
        for file in (self.data / "sessions").iterdir():
            os.utime(file, (moment, moment))

    def logged(self) -> set[tuple[str, str, str, str]]:
        found = access_log.entries(self.data / "access.log")
        return {(one.person, one.scope, one.event, one.what) for one in found}


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    data = tmp_path_factory.mktemp("signed-in")
    canonical = ROOT / "tests" / "data" / "consortium" / "canonical"
    deliver(sorted(canonical.iterdir()), read_settings(data=data))
    port, provider = free_port(), free_port()
    address = f"http://localhost:{port}"
    (data / "access.toml").write_text(ACCESS, encoding="utf-8")
    (data / "secrets.toml").write_text(
        f"""
        [auth]
        redirect_uri = "{address}/oauth2callback"
        cookie_secret = "a secret of this test and no other"
        client_id = "lcdata"
        client_secret = "secret"
        server_metadata_url = "http://localhost:{provider}/.well-known/openid-configuration"
        client_kwargs = {{ scope = "openid email groups" }}
        """,
        encoding="utf-8",
    )
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(provider)]
    people = [part for person in PEOPLE for part in ("--user-claims", json.dumps(person))]
    with running([*command, *people], data / "provider.log", os.environ), ExitStack() as stack:
        wait_for(f"http://localhost:{provider}/.well-known/openid-configuration")
        stack.enter_context(serving(data, port))
        yield Installation(data, address, port, stack)


@contextmanager
def signed_in(browser: Browser, installation: Installation, who: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="nl-NL")
    page = context.new_page()
    page.goto(installation.address)
    page.get_by_role("button", name="Aanmelden / Sign in").click(timeout=30_000)
    page.get_by_role("button", name=who, exact=True).click()
    settle(page, NO_ACCESS if who == "vreemde" else "Overzicht")
    yield page
    context.close()


@contextmanager
def copied(browser: Browser, page: Page) -> Iterator[BrowserContext]:
    """Another browser with a copy of everything this one would send."""
    state = page.context.storage_state()
    context = browser.new_context(locale="nl-NL", storage_state=state)
    yield context
    context.close()


def opened(context: BrowserContext, address: str, title: str) -> Page:
    page = context.new_page()
    page.goto(address)
    settle(page, title)
    return page


def sign_out(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()
    page.get_by_role("button", name="End session").click()
    expect(page.get_by_role("button", name="Aanmelden / Sign in")).to_be_visible(timeout=30_000)


def names_in(page: Page) -> set[str]:
    text = page.locator("body").inner_text()
    return {name for name in COMPANIES if name in text}


@pytest.mark.parametrize("who", OWN_PAGES)
def test_each_person_sees_the_pages_of_their_own_role(
    installation: Installation, browser: Browser, who: str
) -> None:
    with signed_in(browser, installation, who) as page:
        assert page.get_by_test_id("stTopNavLink").all_inner_texts() == OWN_PAGES[who]


def test_a_stranger_sees_one_polite_page_at_every_address_and_can_leave(
    installation: Installation, browser: Browser
) -> None:
    with signed_in(browser, installation, "vreemde") as page:
        for address in ("/deliveries", "/access_log?viewer=leader", "/attendance"):
            page.goto(installation.address + address)
            settle(page, NO_ACCESS)
            assert page.get_by_test_id("stTopNavLink").count() == 0
            assert page.get_by_test_id("stSidebarNavLink").count() == 0
            assert names_in(page) == set()
        sign_out(page, "Afmelden / Sign out")
    assert ("vreemde@elders.example", "", "refused", "no role") in installation.logged()


def test_a_director_reaches_nothing_more_by_typing(
    installation: Installation, browser: Browser
) -> None:
    with signed_in(browser, installation, "directeur") as page:
        for viewer in ("leader", "director:loohuis", "facilitator:nijhof/c1"):
            page.goto(f"{installation.address}/?viewer={viewer}")
            settle(page, "Overzicht")
            assert names_in(page) == {"Nijhof"}
        for address in ("/deliveries", "/attendance", "/access_log?viewer=leader"):
            page.goto(installation.address + address)
            settle(page, "Deze pagina hoort bij een andere rol")
            assert names_in(page) == {"Nijhof"}


def test_two_browsers_with_two_roles_keep_apart(
    installation: Installation, browser: Browser
) -> None:
    with (
        signed_in(browser, installation, "leider") as leader,
        signed_in(browser, installation, "directeur") as director,
    ):
        for _ in range(2):
            for page in (leader, director):
                page.get_by_role("link", name="Deelname", exact=True).click()
                settle(page, "Deelname")
                page.get_by_role("link", name="Overzicht", exact=True).click()
                settle(page, "Overzicht")
            assert names_in(director) == {"Nijhof"}
            assert {"Nijhof", "Loohuis", "Winkels"} <= names_in(leader)
        with director.expect_download() as caught:
            director.get_by_text("Als tabel en download").first.click()
            director.get_by_text("CSV downloaden").first.click()
        handed = caught.value.path().read_text("utf-8-sig")
        assert {name for name in COMPANIES if name in handed} == {"Nijhof"}
    taken = {what for who, _, event, what in installation.logged() if event == "downloaded"}
    assert taken == {"overview.csv"}


def test_a_replayed_cookie_is_refused_after_the_time_out_and_after_a_restart(
    installation: Installation, browser: Browser
) -> None:
    with (
        signed_in(browser, installation, "directeur") as page,
        copied(browser, page) as thief,
    ):
        opened(thief, installation.address, "Overzicht")
        installation.let_time_pass(minutes=31)
        for address in (installation.address, f"{installation.address}/participation"):
            assert names_in(opened(thief, address, SIGNED_OUT)) == set()
        installation.restart()
        assert names_in(opened(thief, installation.address, SIGNED_OUT)) == set()
    assert ("directeur@nijhof.example", "", "timed out", "") in installation.logged()


def test_a_part_of_a_page_answers_nobody_whose_role_was_taken_away(
    installation: Installation, browser: Browser
) -> None:
    file = installation.data / "access.toml"
    with signed_in(browser, installation, "directeur") as page:
        settle(page, "Overzicht")
        file.write_text(ACCESS.replace("directeur@nijhof", "iemand@nijhof"), encoding="utf-8")
        try:
            page.get_by_text("Als tabel en download").first.click()
            expect(page.get_by_role("heading", name=NO_ACCESS)).to_be_visible(timeout=20_000)
            assert page.get_by_role("table").count() == 0
        finally:
            file.write_text(ACCESS, encoding="utf-8")


def test_a_copied_cookie_is_worth_nothing_once_its_owner_signs_out(
    installation: Installation, browser: Browser
) -> None:
    with (
        signed_in(browser, installation, "leider") as page,
        copied(browser, page) as thief,
    ):
        sign_out(page, "Afmelden")
        assert names_in(opened(thief, installation.address, SIGNED_OUT)) == set()
        installation.restart()
        assert names_in(opened(thief, installation.address, SIGNED_OUT)) == set()


def test_the_leader_views_as_a_director_and_comes_back(
    installation: Installation, browser: Browser
) -> None:
    with signed_in(browser, installation, "leider") as page:
        page.goto(f"{installation.address}/?viewer=director:nijhof")
        settle(page, "Overzicht")
        expect(page.get_by_text("U kijkt als directeur van Nijhof.")).to_be_visible()
        assert page.get_by_test_id("stTopNavLink").all_inner_texts() == OWN_PAGES["directeur"]
        page.get_by_role("button", name="Terug naar mijn eigen rol").click()
        expect(page.get_by_role("link", name="Logboek", exact=True)).to_be_visible()
        page.get_by_role("link", name="Logboek", exact=True).click()
        settle(page, "Logboek")
        expect(page.get_by_text("bekeken als").first).to_be_visible()
