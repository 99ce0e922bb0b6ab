"""How this browser sees charts and how wide it is; the one style block of the dashboard."""

from __future__ import annotations

import streamlit as st

from lcdata.charts.theme import Look
from lcdata.locale import Language
from lcdata.ui.page_script import NARROW, PHONE, WIDE, WIDTH_COOKIE

STYLE = """<style>
.stMainBlockContainer{{max-width:1460px;padding-left:clamp(1rem,5vw,5rem);padding-right:clamp(1rem,5vw,5rem)}}
[class*="st-key-section-"]{{border-top:1.5px solid {ink};padding-top:.45rem;gap:.6rem}}
.lc-rows{{list-style:none;margin:0;padding:0}}
.lc-rows>li{{display:grid;grid-template-columns:var(--lc-columns);gap:.2rem 1.2rem;
margin:0;padding:.5rem 0}}
.lc-rows>li+li{{border-top:1px solid {hairline}}}
.lc-rows small,.lc-fold small{{font-size:1em;color:{secondary}}}
.lc-fold summary{{cursor:pointer;padding:.45rem 0}}
.lc-fold>div{{padding:0 0 .8rem 1.1rem;max-width:60rem}}
@media (max-width:640px){{.lc-rows>li{{grid-template-columns:1fr}}}}
[data-testid="stCaptionContainer"],[data-testid="stCaptionContainer"] p{{
opacity:1;color:{secondary}}}
[data-testid="stMetric"]+*,[data-testid="stMetricValue"]{{line-height:1.25}}
.stMain h1{{padding:0 0 .1rem}} .stMain h2{{padding:.1rem 0 .6rem}} .stMain h3{{padding:0}}
.stTable table *{{overflow-wrap:anywhere!important}} .stTable td:first-child{{min-width:5.2rem}}
.stTable thead *{{overflow-wrap:normal!important}}
[data-testid="stExpander"] details{{border:0}} [data-testid="stExpander"] summary{{padding-left:0}}
.stMain button[kind="tertiary"] p{{text-decoration:underline;text-underline-offset:.2em}}
@media (max-width:640px){{.stTable td,.stTable th{{
padding-left:0!important;padding-right:.4rem!important}}
.stTable table *{{font-size:.8rem!important}}}}
</style>"""


def look(language: Language) -> Look:
    """Colours after the browser's mode, numbers after the reader's language."""
    is_dark = st.context.theme.type == "dark"
    return Look("dark" if is_dark else "light", language)


def is_narrow() -> bool:
    """Whether the wide charts have no room in this browser's window."""
    return _width() in (NARROW, PHONE)


def per_row() -> int:
    """How many small charts stand beside each other in this browser's window."""
    return {NARROW: 2, PHONE: 1}.get(_width(), 3)


def _width() -> str:
    """What the script of the page told; wide where no browser tells."""
    return st.context.cookies.get(WIDTH_COOKIE, WIDE)


def show_style(seen: Look) -> None:
    """Rules above sections, hairlines between rows, captions at full strength."""
    tokens = seen.tokens
    st.html(STYLE.format(ink=tokens.ink, hairline=tokens.hairline, secondary=tokens.secondary))
