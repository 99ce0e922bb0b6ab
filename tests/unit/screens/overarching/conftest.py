from __future__ import annotations

import datetime as dt

DAY = dt.date(2026, 11, 2)
