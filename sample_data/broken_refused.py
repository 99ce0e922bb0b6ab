"""Defects for which a delivery is refused as a whole: the blockers that are one cell."""

from broken_cases import TEST_NUMBERS, Add, Case, Drop, Put

BLOCKERS: tuple[Case, ...] = (
    Case(
        "missing-organisation-id",
        "blocker",
        "organisation-missing",
        (Put("delivery", 2, "organisation_id", None),),
    ),
    Case(
        "wrong-contract-version",
        "blocker",
        "contract-version",
        (Put("delivery", 2, "contract_version", "2.0"),),
    ),
    Case(
        "unknown-organisation",
        "blocker",
        "organisation-unknown",
        (
            Put("community", 2, "organisation_id", "techniek-noord"),
            Put("delivery", 2, "organisation_id", "techniek-noord"),
        ),
        needs_consortium=True,
    ),
    Case(
        "unreadable-exported-at",
        "blocker",
        "delivery-row-unusable",
        (Put("delivery", 2, "exported_at", "maandag"),),
        note="Read as: without a moment of export no delivery can be live.",
    ),
    Case(
        "delivery-with-two-rows",
        "blocker",
        "delivery-not-one-row",
        (Add("delivery", "engberink|1.0|2026-11-16 17:00|2026-09-07|2026-11-16|Tweede regel"),),
        at=("delivery", None, None),
        note="Read as: exactly one row is a condition of the whole delivery.",
    ),
    Case(
        "missing-required-column",
        "blocker",
        "column-missing",
        (Drop("session", "planned_start"),),
        at=("session", None, "planned_start"),
    ),
    Case(
        "bsn-in-extra-column",
        "blocker",
        "bsn-like-column",
        tuple(
            Put("person", row, "personeelsnummer", number)
            for row, number in enumerate(TEST_NUMBERS, start=2)
        ),
        at=("person", None, "personeelsnummer"),
    ),
    Case(
        "bsn-as-person-id",
        "blocker",
        "bsn-like-column",
        tuple(
            Put("person", row, "person_id", number)
            for row, number in enumerate(TEST_NUMBERS, start=2)
        ),
        at=("person", None, "person_id"),
    ),
)
