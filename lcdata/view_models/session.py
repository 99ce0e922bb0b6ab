"""The kinds and places of sessions in words."""

from __future__ import annotations

from collections.abc import Mapping

from lcdata.locale import N_

KINDS: Mapping[str, str] = {
    "start": N_("Start meeting"),
    "work": N_("Work session"),
    "review": N_("Sprint review"),
    "closing": N_("Closing meeting"),
}

PLACES: Mapping[str, str] = {
    "site": N_("on site"),
    "office": N_("at the office"),
    "school": N_("at school"),
    "online": N_("online"),
    "other": N_("elsewhere"),
}
