"""How this browser sees charts and how wide it is; the one style block of the dashboard."""

from __future__ import annotations

import streamlit as st

from lcdata.charts.theme import Look
from lcdata.locale import LANGUAGES, Language, words
from lcdata.ui.page_script import NARROW, PHONE, WIDE, WIDTH_COOKIE

STYLE = """<style>
.stMainBlockContainer{{max-width:1460px;padding-left:clamp(1rem,5vw,5rem);padding-right:clamp(1rem,5vw,5rem)}}
[class*="st-key-section-"]{{border-top:1.5px solid {ink};padding-top:.45rem;gap:.6rem}}
ul.lc-rows{{list-style:none;margin:0!important;padding:0!important}}
.lc-rows>li{{display:grid;grid-template-columns:var(--lc-columns);gap:.2rem 1.2rem;
margin:0!important;padding:.5rem 0;line-height:1.5}}
.lc-rows>li+li{{border-top:1px solid {hairline}}}
.lc-rows small,.lc-fold small{{font-size:1em;color:{secondary}}}
.lc-folds{{column-width:30rem;column-gap:2.5rem}} .lc-fold{{break-inside:avoid}}
.lc-fold summary{{cursor:pointer;list-style:none;padding:.3rem 0;font-size:.9rem}}
.lc-fold summary::before{{content:"›";display:inline-block;width:1.1rem;font-size:1.2em}}
.lc-fold[open] summary::before{{transform:rotate(90deg)}}
.lc-fold>div{{padding:0 0 .8rem 1.1rem;max-width:60rem}}
@media (max-width:640px){{.lc-rows>li{{grid-template-columns:1fr}}}}
[data-testid="stCaptionContainer"],[data-testid="stCaptionContainer"] p{{
opacity:1;color:{secondary}}}
[data-testid="stMetric"]+*,[data-testid="stMetricValue"]{{line-height:1.25}}
.stMain h1{{padding:0 0 .1rem}} .stMain h2{{padding:.1rem 0 .6rem}} .stMain h3{{padding:0}}
.st-key-begin-upload [data-testid="stFileUploaderDropzone"]{{min-height:12rem;align-items:center;
justify-content:center;border:1.5px dashed {secondary}}}
[class*="st-key-row-"]{{border-top:1px solid {hairline};padding:.1rem 0}}
[class*="st-key-done-"],[class*="st-key-open-"]{{position:relative;padding:.3rem 0 .3rem 1.5rem;
border-top:1px solid {hairline}}}
[class*="st-key-done-"]::before,[class*="st-key-open-"]::before{{content:"";position:absolute;
left:0;top:.65rem;width:.7rem;height:.7rem;border-radius:50%;border:1.5px solid {ink}}}
[class*="st-key-done-"]::before{{background:{own};border-color:{own}}}
.lc-table{{overflow-x:auto}}
.lc-table table{{width:100%;border-collapse:collapse;margin:.2rem 0;
font-size:.93rem;line-height:1.4}}
.lc-table th{{font-weight:400;text-align:left;color:{secondary};vertical-align:bottom}}
.lc-table th,.lc-table td{{border:0;border-bottom:1px solid {hairline};
padding:.35rem .9rem .35rem 0}} .lc-table td{{vertical-align:top}}
[data-testid="stExpander"] details{{border:0}} [data-testid="stExpander"] summary{{padding-left:0}}
.stMain button[kind="tertiary"] p{{text-decoration:underline;text-underline-offset:.2em}}
[data-testid="stFileUploaderDropzoneInstructions"]{{display:none}}
@media (max-width:640px){{.lc-table table{{font-size:.8rem}}
.lc-table th,.lc-table td{{padding-right:.5rem}} .lc-fold summary{{padding:.6rem 0}}}}
</style>"""

UPLOAD = """<style>
html[lang="{language}"] [data-testid="stFileUploaderDropzone"] button p{{font-size:0}}
html[lang="{language}"] [data-testid="stFileUploaderDropzone"] button p::after{{
content:"{label}";font-size:.95rem}}
</style>"""
"""Streamlit has no option for the words of its upload button; what fits in stands above it."""


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
    upload = (
        UPLOAD.format(language=one, label=words(one).text("Choose a file")) for one in LANGUAGES
    )
    style = STYLE.format(
        ink=tokens.ink, hairline=tokens.hairline, secondary=tokens.secondary, own=tokens.own
    )
    st.html(style + "".join(upload))
