"""The constructs of the survey and what their indicators are called."""

from __future__ import annotations

from dataclasses import dataclass

from lcdata.locale import N_


@dataclass(frozen=True)
class Construct:
    """A construct of the contract; the texts are message ids, one per indicator of it."""

    id: str
    name: str
    change: str
    d_z: str
    g_av: str
    alpha: str
    omega: str


CONSTRUCTS: tuple[Construct, ...] = (
    Construct(
        "innovative_work_behaviour",
        name=N_("Innovative work behaviour"),
        change=N_("Change in innovative work behaviour"),
        d_z=N_("Change in innovative work behaviour (d_z)"),
        g_av=N_("Change in innovative work behaviour (g_av)"),
        alpha=N_("Reliability of innovative work behaviour (α)"),
        omega=N_("Reliability of innovative work behaviour (ω)"),
    ),
    Construct(
        "self_directed_learning",
        name=N_("Self-directed learning"),
        change=N_("Change in self-directed learning"),
        d_z=N_("Change in self-directed learning (d_z)"),
        g_av=N_("Change in self-directed learning (g_av)"),
        alpha=N_("Reliability of self-directed learning (α)"),
        omega=N_("Reliability of self-directed learning (ω)"),
    ),
    Construct(
        "proactive_attitude",
        name=N_("Proactive attitude"),
        change=N_("Change in proactive attitude"),
        d_z=N_("Change in proactive attitude (d_z)"),
        g_av=N_("Change in proactive attitude (g_av)"),
        alpha=N_("Reliability of proactive attitude (α)"),
        omega=N_("Reliability of proactive attitude (ω)"),
    ),
    Construct(
        "autonomy",
        name=N_("Autonomy"),
        change=N_("Change in autonomy"),
        d_z=N_("Change in autonomy (d_z)"),
        g_av=N_("Change in autonomy (g_av)"),
        alpha=N_("Reliability of autonomy (α)"),
        omega=N_("Reliability of autonomy (ω)"),
    ),
    Construct(
        "competence",
        name=N_("Competence"),
        change=N_("Change in competence"),
        d_z=N_("Change in competence (d_z)"),
        g_av=N_("Change in competence (g_av)"),
        alpha=N_("Reliability of competence (α)"),
        omega=N_("Reliability of competence (ω)"),
    ),
    Construct(
        "relatedness",
        name=N_("Relatedness"),
        change=N_("Change in relatedness"),
        d_z=N_("Change in relatedness (d_z)"),
        g_av=N_("Change in relatedness (g_av)"),
        alpha=N_("Reliability of relatedness (α)"),
        omega=N_("Reliability of relatedness (ω)"),
    ),
    Construct(
        "self_efficacy",
        name=N_("Self-efficacy"),
        change=N_("Change in self-efficacy"),
        d_z=N_("Change in self-efficacy (d_z)"),
        g_av=N_("Change in self-efficacy (g_av)"),
        alpha=N_("Reliability of self-efficacy (α)"),
        omega=N_("Reliability of self-efficacy (ω)"),
    ),
    Construct(
        "team_efficacy",
        name=N_("Team efficacy"),
        change=N_("Change in team efficacy"),
        d_z=N_("Change in team efficacy (d_z)"),
        g_av=N_("Change in team efficacy (g_av)"),
        alpha=N_("Reliability of team efficacy (α)"),
        omega=N_("Reliability of team efficacy (ω)"),
    ),
    Construct(
        "team_learning",
        name=N_("Team learning"),
        change=N_("Change in team learning"),
        d_z=N_("Change in team learning (d_z)"),
        g_av=N_("Change in team learning (g_av)"),
        alpha=N_("Reliability of team learning (α)"),
        omega=N_("Reliability of team learning (ω)"),
    ),
    Construct(
        "transfer",
        name=N_("Transfer to work"),
        change=N_("Change in transfer to work"),
        d_z=N_("Change in transfer to work (d_z)"),
        g_av=N_("Change in transfer to work (g_av)"),
        alpha=N_("Reliability of transfer to work (α)"),
        omega=N_("Reliability of transfer to work (ω)"),
    ),
)
