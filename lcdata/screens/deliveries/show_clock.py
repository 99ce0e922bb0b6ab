"""The day on which a page asks "this month"."""

from __future__ import annotations

import datetime as dt

from lcdata.view_models.view import View


def today(view: View) -> dt.date:
    """Today; on sample data their own as-of date, so that the sample does not grow old."""
    if view.model.is_sample and view.as_of:
        return view.as_of
    return dt.date.today()
