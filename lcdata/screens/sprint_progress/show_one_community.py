"""One community unfolded; another choice draws this part of the page alone."""

from __future__ import annotations

from lcdata.charts.theme import Look
from lcdata.screens.sprint_progress import model_sprint_progress, show_burn_up
from lcdata.ui import absent, address, exhibit, kpi_row
from lcdata.ui.look import is_narrow
from lcdata.ui.part import part
from lcdata.ui.section import section
from lcdata.view_models.view import View


@part
def show(view: View, look: Look) -> None:
    """The choice, the community's sprints and figures, its burn-up, and what is not there."""
    words, names = view.words, model_sprint_progress.choices(view)
    first = model_sprint_progress.first_choice(view)
    ids = sorted(names, key=lambda name: name != first)
    if not ids:
        return
    with section("community", words.text("One community")):
        chosen = address.select("community", words.text("Community"), ids, names.__getitem__)
        one = model_sprint_progress.unfold(view, chosen)
        if one is None:
            return
        kpi_row.show(one.figures, small=True)
        told = one.sprints_told if is_narrow() else one.sprints
        exhibit.show_table(told, words, one.name)
    show_burn_up.show(one.burn_ups, look, words)
    absent.show(one.absences, words)
