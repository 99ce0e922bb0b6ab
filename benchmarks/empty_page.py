"""What the dashboard is measured beside: one choice and one chart of eight dots."""

from __future__ import annotations

import streamlit as st

chosen = st.selectbox("Row", range(8))
st.vega_lite_chart(
    {
        "data": {"values": [{"x": number, "y": number * (chosen + 1)} for number in range(8)]},
        "mark": "point",
        "encoding": {
            "x": {"field": "x", "type": "quantitative"},
            "y": {"field": "y", "type": "quantitative"},
        },
    },
    theme=None,
    width="stretch",
)
