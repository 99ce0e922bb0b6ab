"""What a browser's cookies prove: who signed in, and which browser it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import (
    decode_signed_value,
    decode_xsrf_token_string,
)
from streamlit.web.server.starlette.starlette_server_config import (
    USER_COOKIE_NAME,
    XSRF_COOKIE_NAME,
)

from lcdata.signin.identity import Identity, identify


def identity_in(cookies: Mapping[str, str], group_claim: str = "groups") -> Identity | None:
    """Whoever signed in with these cookies; None where no signed token is among them."""
    secret = get_cookie_secret()

    def proven(name: str) -> bytes | None:
        value = cookies.get(name)
        return decode_signed_value(secret, name, value.encode("latin-1")) if value else None

    try:
        claims: Any = json.loads(get_cookie_with_chunks(proven, USER_COOKIE_NAME) or b"null")
    except (ValueError, UnicodeEncodeError):
        return None
    return identify(claims, group_claim) if isinstance(claims, dict) else None


def browser_in(cookies: Mapping[str, str]) -> bytes | None:
    """The browser's own token, which Streamlit masks anew in every cookie; None without one."""
    token, _ = decode_xsrf_token_string(cookies.get(XSRF_COOKIE_NAME, ""))
    return token
