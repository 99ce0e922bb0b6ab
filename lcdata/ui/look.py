"""How this browser sees charts, and the one style block of the dashboard."""

from __future__ import annotations

import streamlit as st

from lcdata.charts.theme import Look
from lcdata.locale import Language

STYLE = """<style>
.stMainBlockContainer{{max-width:1460px;padding-left:clamp(1rem,5vw,5rem);padding-right:clamp(1rem,5vw,5rem)}}
[class*="st-key-section-"]{{border-top:1.5px solid {ink};padding-top:.45rem;gap:.6rem}}
[class*="st-key-line-"]{{border-top:1px solid {hairline};padding-top:.55rem;gap:.35rem}}
[data-testid="stCaptionContainer"],[data-testid="stCaptionContainer"] p{{
opacity:1;color:{secondary}}}
[data-testid="stMetric"]+*,[data-testid="stMetricValue"]{{line-height:1.25}}
.stMain h1{{padding:0 0 .1rem}} .stMain h2{{padding:.1rem 0 .6rem}} .stMain h3{{padding:0}}
.stTable table *{{overflow-wrap:anywhere!important}} .stTable td:first-child{{min-width:5.2rem}}
.stTable thead *{{overflow-wrap:normal!important}}
[data-testid="stExpander"] details{{border:0}} [data-testid="stExpander"] summary{{padding-left:0}}
.stMain button[kind="tertiary"] p{{text-decoration:underline;text-underline-offset:.2em}}
@media (max-width:1259px){{[class*="st-key-wide-"]{{display:none}}}}
@media (min-width:1260px){{[class*="st-key-narrow-"]{{display:none}}}}
@media (max-width:640px){{.stTable td,.stTable th{{
padding-left:0!important;padding-right:.4rem!important}}
.stTable table *{{font-size:.8rem!important}}}}
</style>"""


def look(language: Language) -> Look:
    """Colours after the browser's mode, numbers after the reader's language."""
    is_dark = st.context.theme.type == "dark"
    return Look("dark" if is_dark else "light", language)


def show_style(seen: Look) -> None:
    """Rules above sections, hairlines between rows, captions at full strength."""
    tokens = seen.tokens
    st.html(STYLE.format(ink=tokens.ink, hairline=tokens.hairline, secondary=tokens.secondary))
