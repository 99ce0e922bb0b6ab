"""What disclosure control asks of each figure, by name; an indicator takes one of these.

Which one is a decision about persons: whoever adds an indicator says it at the indicator itself.
"""

from __future__ import annotations

from dataclasses import replace

from lcdata.domain import About, Counts, Kind, Traits

NAMES_NO_ONE = Traits(About.NOBODY, Counts.UNITS, tells_of_all=False, kind=Kind.PROCESS)
OF_THE_DESIGN = replace(NAMES_NO_ONE, kind=Kind.DESIGN)
OF_CONTACTS = replace(NAMES_NO_ONE, kind=Kind.CONTACT)

OF_MARKS = Traits(About.MARKS, Counts.UNITS, tells_of_all=True, kind=Kind.PERSON)

OF_MEMBERS = Traits(About.MEMBERS, Counts.UNITS, tells_of_all=False, kind=Kind.PERSON)
SHARE_OF_MEMBERS = replace(OF_MEMBERS, counts=Counts.PERSONS)
NUMBER_OF_MEMBERS = replace(OF_MEMBERS, counts=Counts.PERSON_NUMBER)
SPLIT_OF_MEMBERS = replace(OF_MEMBERS, counts=Counts.SPLIT)
MEMBERS_WHO_STAYED = Traits(About.MEMBERS, Counts.FOLLOWED, tells_of_all=False, kind=Kind.RETENTION)

OF_ANSWERS = Traits(About.ANSWERS, Counts.PERSONS, tells_of_all=True, kind=Kind.SURVEY)
WHO_ANSWERED = replace(OF_ANSWERS, tells_of_all=False)


def of_the_design(traits: Traits) -> Traits:
    """The same figure under a design principle; what is from answers stays with the survey."""
    return traits if traits.about is About.ANSWERS else replace(traits, kind=Kind.DESIGN)


OF_SESSIONS_IN_THE_DESIGN = of_the_design(replace(OF_MARKS, counts=Counts.SESSIONS))
MEMBERS_IN_THE_DESIGN = of_the_design(OF_MEMBERS)
SHARE_IN_THE_DESIGN = of_the_design(SHARE_OF_MEMBERS)
