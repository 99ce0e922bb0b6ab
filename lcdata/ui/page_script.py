"""The script every page begins with: what Streamlit does not tell a browser, or is not told by it.

Where the server is: left to itself, Streamlit takes the name of the page for a folder, asks there
and waits before it asks again.

The language of the page follows the address, as the texts do, so that screen readers read it right.
How wide the window is is told to the server in a cookie, so that a page sends the charts of that
width alone. A window that comes to another width opens its page anew, and so does one that turns
dark or light, which Streamlit tells a page at its next run only
(https://github.com/streamlit/streamlit/issues/11920); the address brings the view back. A page with
a file to deliver waits, since no address holds that.
"""

from __future__ import annotations

from lcdata.locale import DEFAULT_LANGUAGE, LANGUAGES

WIDTH_COOKIE = "lcdata_width"
PHONE, NARROW, WIDE = "phone", "narrow", "wide"
NARROW_FROM, WIDE_FROM = 641, 1260
"""Pixels of a window from which Streamlit's columns stand side by side, and the wide charts fit."""

SETTLE = 300
"""Milliseconds a window keeps its new look before its page is opened anew: printing does not."""

_ASKED = "".join(f'asked === "{one}" ? "{one}" : ' for one in LANGUAGES if one != DEFAULT_LANGUAGE)
_ASKED += f'"{DEFAULT_LANGUAGE}"'

PAGE_SCRIPT = f"""\
window.__streamlit = {{ BACKEND_BASE_URL: new URL(".", document.currentScript.src).href }};

{{  // a scope of its own
  const say = () => {{
    const asked = new URLSearchParams(location.search).get("language");
    document.documentElement.lang = {_ASKED};
  }};
  say();
  if (window.navigation) navigation.addEventListener("currententrychange", say);

  const width = () =>
    innerWidth < {NARROW_FROM} ? "{PHONE}" : innerWidth < {WIDE_FROM} ? "{NARROW}" : "{WIDE}";
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const drawn = {{ width: width(), dark: dark.matches }};
  document.cookie = `{WIDTH_COOKIE}=${{drawn.width}}; path=/; SameSite=Lax`;
  let waiting;
  const look = () => {{
    clearTimeout(waiting);
    waiting = setTimeout(() => {{
      const changed = width() !== drawn.width || dark.matches !== drawn.dark;
      if (changed && !document.querySelector("[data-testid=stFileChip]")) location.reload();
    }}, {SETTLE});
  }};
  addEventListener("resize", look);
  dark.addEventListener("change", look);
}}
"""
