"""A dashboard with sign-in in a process of its own, and people who signed in to it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import httpx
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from lcdata import access_log
from lcdata.config import read_settings
from lcdata.release import prepare_demo
from tests.attacks.streamlit_session import Session, browser, opened
from tests.browser.conftest import free_port, serving

SECRET = "a secret of this test and no other"
ACCESS = """
[[grant]]
email = "leider@saxion.example"
role = "leader"

[[grant]]
email = "directeur@nijhof.example"
role = "director"
companies = ["nijhof"]

[[grant]]
email = "facilitator@geas.example"
role = "facilitator"
communities = ["geas/c1"]

[[grant]]
email = "twee@bedrijven.example"
role = "director"
companies = ["geas", "nijhof"]
"""
LEADER, DIRECTOR = "leider@saxion.example", "directeur@nijhof.example"
FACILITATOR, STRANGER = "facilitator@geas.example", "vreemde@elders.example"
TWO_COMPANIES = "twee@bedrijven.example"
_NONCES = count()


@dataclass
class Installed:
    """A running dashboard."""

    data: Path
    address: str
    browsers: ExitStack = field(default_factory=ExitStack)

    def cookie(self, email: str | None) -> dict[str, str]:
        """The cookie of a new sign-in, as the server itself would sign it."""
        if email is None:
            return {}
        now = int(dt.datetime.now(dt.UTC).timestamp())
        claims = {"iss": "https://idp", "sub": email, "iat": now, "nonce": str(next(_NONCES))}
        kept = {**claims, "email": email, "origin": self.address, "is_logged_in": True,
                "provider": "default"}  # fmt: skip
        name = "_streamlit_user"
        return {name: create_signed_value(SECRET, name, json.dumps(kept)).decode()}

    def browser(self, email: str | None = None, copy: dict[str, str] | None = None) -> httpx.Client:
        """A browser of its own, signed in as this person or nobody, or with copied cookies."""
        cookies = copy if copy is not None else self.cookie(email)
        return self.browsers.enter_context(browser(self.address, cookies))

    def page(self, who: str | httpx.Client | None, name: str = "", query: str = "") -> Session:
        """A page of the dashboard, open in a browser of its own or in the one given."""
        client = who if isinstance(who, httpx.Client) else self.browser(who)
        session = self.browsers.enter_context(opened(client))
        session.run(name, query)
        return session

    def logged(self) -> list[tuple[str, str]]:
        """Who did what, oldest first."""
        return [(one.person, one.event) for one in access_log.entries(self.data / "access.log")]

    @contextmanager
    def access(self, text: str) -> Iterator[None]:
        """Other roles, for as long as it lasts."""
        file = self.data / "access.toml"
        file.write_text(text, encoding="utf-8")
        yield
        file.write_text(ACCESS, encoding="utf-8")


@contextmanager
def installed(data: Path, variables: Mapping[str, str] | None = None) -> Iterator[Installed]:
    """The sample with sign-in; the largest delivery is one megabyte."""
    prepare_demo(read_settings(data=data))
    port = free_port()
    address = f"http://localhost:{port}"
    (data / "access.toml").write_text(ACCESS, encoding="utf-8")
    (data / "secrets.toml").write_text(
        f"""
        [auth]
        redirect_uri = "{address}/oauth2callback"
        cookie_secret = "{SECRET}"
        client_id = "lcdata"
        client_secret = "secret"
        server_metadata_url = "http://localhost:1/.well-known/openid-configuration"
        """,
        encoding="utf-8",
    )
    given = {"LCDATA_MAX_UPLOAD_MB": "1", **(variables or {})}
    with serving(data, port, variables=given) as at:
        found = Installed(data, at)
        with found.browsers:
            yield found
