"""Every table of the contract, in the contract's order."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from lcdata.contracts.action import Action
from lcdata.contracts.activity import Activity
from lcdata.contracts.activity_part import ActivityPart
from lcdata.contracts.attendance import Attendance
from lcdata.contracts.checklist import Checklist
from lcdata.contracts.community import Community
from lcdata.contracts.contact import Contact
from lcdata.contracts.delivery import Delivery
from lcdata.contracts.goal import Goal
from lcdata.contracts.membership import Membership
from lcdata.contracts.organisation import Organisation
from lcdata.contracts.person import Person
from lcdata.contracts.product_version import ProductVersion
from lcdata.contracts.reflection import Reflection
from lcdata.contracts.row import Row
from lcdata.contracts.scale import Scale
from lcdata.contracts.session import Session
from lcdata.contracts.sprint import Sprint
from lcdata.contracts.sprint_item import SprintItem
from lcdata.contracts.survey_answer import SurveyAnswer
from lcdata.contracts.survey_invitation import SurveyInvitation
from lcdata.contracts.visit import Visit

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
