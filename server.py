"""The server of the dashboard, for `streamlit run`: app.py with headers around it."""

from __future__ import annotations

import streamlit as st

from lcdata.ui.serving.faults import show_fault
from lcdata.ui.serving.lifetime import lifetime
from lcdata.ui.serving.server import middleware, routes

app = st.App(
    "app.py",
    middleware=middleware(),
    routes=routes(),
    lifespan=lifetime,
    on_script_error=show_fault,
)
