"""Make the sample deliveries: fictitious, and the same byte for byte every time.

    python sample_data/generate.py [--out DIR]

writes `deliveries/` and `broken/` below DIR (by default beside this file).
"""

import argparse
import shutil
from pathlib import Path

from broken import write_broken
from communities import community_row
from consortium import add_catalogue, add_contacts, gather
from files import write_dutch_folder, write_folder, write_workbook, write_zip
from follow_up import add_actions, add_reflections
from learning import add_activities, add_checklist, add_goals, add_visits
from meetings import add_sessions
from people import Roster
from plans import CompanyPlan, Scene, empty_tables
from progress import add_sprints
from scenarios import COMPANIES, CONSORTIUM, EXCHANGES
from survey import add_survey
from tables import Tables


def company_delivery(company: CompanyPlan, series: int) -> Tables:
    """Everything one company hands in."""
    tables = empty_tables(company)
    roster = Roster(company, series)
    for plan in company.communities:
        scene = Scene(company, plan, tables)
        roster.enrol(scene)
        tell(scene)
    tables["person"] = roster.call_list
    return finished(company, tables)


def consortium_delivery(deliveries: dict[str, Tables]) -> Tables:
    """What the consortium hands in about the companies and the shared community."""
    tables = empty_tables(CONSORTIUM)
    add_catalogue(tables, COMPANIES)
    add_contacts(tables, COMPANIES, CONSORTIUM.exported_at.date())
    scene = Scene(CONSORTIUM, CONSORTIUM.communities[0], tables)
    tables["person"] = gather(scene, deliveries)
    tell(scene)
    return finished(CONSORTIUM, tables)


def tell(scene: Scene) -> None:
    """Add to the tables all that happened in one community."""
    scene.tables["community"].append(community_row(scene))
    add_sessions(scene)
    add_sprints(scene)
    add_activities(scene)
    add_goals(scene)
    add_checklist(scene)
    add_visits(scene, EXCHANGES)
    add_reflections(scene)
    add_actions(scene)
    add_survey(scene)


def finished(company: CompanyPlan, tables: Tables) -> Tables:
    """The delivery with its cover row, without the tables the company does not keep."""
    tables["delivery"] = [
        {
            "organisation_id": company.organisation_id,
            "contract_version": "1.0",
            "exported_at": company.exported_at,
            "period_from": min(plan.start for plan in company.communities),
            "period_to": company.exported_at.date(),
            "source": "Voorbeelddata (fictief)",
        }
    ]
    return {name: rows for name, rows in tables.items() if name not in company.absent}


FORMS = {
    "folder": ("", write_folder),
    "dutch": ("", write_dutch_folder),
    "workbook": (".xlsx", write_workbook),
    "zip": (".zip", write_zip),
}


def write_delivery(company: CompanyPlan, tables: Tables, folder: Path) -> None:
    """Write a delivery in the form this company uses."""
    suffix, write = FORMS[company.form]
    write(tables, folder / f"{company.organisation_id}{suffix}")


def write_all(out: Path) -> None:
    """Write both folders anew; what an older run left is removed first."""
    for name in ("deliveries", "broken"):
        shutil.rmtree(out / name, ignore_errors=True)
    deliveries = {
        company.organisation_id: company_delivery(company, 100 * nth)
        for nth, company in enumerate(COMPANIES, start=1)
    }
    for company in COMPANIES:
        write_delivery(company, deliveries[company.organisation_id], out / "deliveries")
    write_delivery(CONSORTIUM, consortium_delivery(deliveries), out / "deliveries")
    write_broken(out / "broken")


def main() -> None:
    """Read the one option there is and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    write_all(parser.parse_args().out)


if __name__ == "__main__":
    main()
