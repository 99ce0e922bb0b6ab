"""Every table of the contract, in the contract's order."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from lcdata.contracts.row import Row
from lcdata.contracts.tables.action import Action
from lcdata.contracts.tables.activity import Activity
from lcdata.contracts.tables.activity_part import ActivityPart
from lcdata.contracts.tables.attendance import Attendance
from lcdata.contracts.tables.checklist import Checklist
from lcdata.contracts.tables.community import Community
from lcdata.contracts.tables.contact import Contact
from lcdata.contracts.tables.delivery import Delivery
from lcdata.contracts.tables.goal import Goal
from lcdata.contracts.tables.membership import Membership
from lcdata.contracts.tables.organisation import Organisation
from lcdata.contracts.tables.person import Person
from lcdata.contracts.tables.product_version import ProductVersion
from lcdata.contracts.tables.reflection import Reflection
from lcdata.contracts.tables.scale import Scale
from lcdata.contracts.tables.session import Session
from lcdata.contracts.tables.sprint import Sprint
from lcdata.contracts.tables.sprint_item import SprintItem
from lcdata.contracts.tables.survey_answer import SurveyAnswer
from lcdata.contracts.tables.survey_invitation import SurveyInvitation
from lcdata.contracts.tables.visit import Visit

_MODELS: tuple[type[Row], ...] = (
    Delivery,
    Organisation,
    Community,
    Person,
    Membership,
    Session,
    Attendance,
    Sprint,
    SprintItem,
    Reflection,
    Action,
    Activity,
    ActivityPart,
    ProductVersion,
    Goal,
    Visit,
    Checklist,
    Scale,
    SurveyInvitation,
    SurveyAnswer,
    Contact,
)

TABLES: Mapping[str, type[Row]] = MappingProxyType({model.table: model for model in _MODELS})
"""Table name → row model; the only list of tables there is."""

CONTRACT_VERSION = "1.0"
