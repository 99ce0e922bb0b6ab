"""The scenario table: nine deliveries, each there to show something.

`README.md` says in words which organisation shows what.
"""

from datetime import date, datetime

from disguised_companies import DISGUISED_COMPANIES
from plain_companies import PLAIN_COMPANIES
from plans import CommunityPlan, CompanyPlan, Group

COMPANIES = PLAIN_COMPANIES + DISGUISED_COMPANIES

CONSORTIUM = CompanyPlan(
    "consortium",
    "Consortium",
    datetime(2026, 11, 16, 18, 0),
    "k{:02d}",
    (
        CommunityPlan(
            "c1",
            "Over de heg",
            "Wat leggen we als acht bedrijven één keer vast, zodat elke monteur bij elke "
            "warmtepomp dezelfde oplevering doet?",
            "Gezamenlijke opleverstaat",
            "chain",
            date(2026, 9, 14),
            Group(returning=2),
            weekday=4,
            begins_at="13:00",
            longest_minutes=90,
            facilitator_home="utwente",
            cancelled=(3,),
            guests={4: "supplier"},
        ),
    ),
)

EXCHANGES: tuple[tuple[date, str, str], ...] = (
    # day, the community that goes, the community that receives
    (date(2026, 4, 8), "engberink/c1", "nijhof/c1"),
    (date(2026, 4, 22), "van-dam/c1", "de-groot/c1"),
    (date(2026, 9, 30), "engberink/c2", "nijhof/c2"),
    (date(2026, 10, 8), "alferink/c2", "engberink/c2"),
    (date(2026, 10, 21), "winkels/c1", "alferink/c2"),
    (date(2026, 10, 29), "van-dam/c2", "consortium/c1"),
    (date(2026, 11, 5), "de-groot/c2", "loohuis/c1"),
    (date(2026, 11, 11), "nijhof/c2", "van-dam/c2"),
)
