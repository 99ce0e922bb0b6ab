from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from lcdata.ingest.checked import Checked
from lcdata.ingest.judging.check import check

Tables = Mapping[str, str]
Write = Callable[..., Path]
Judge = Callable[..., Checked]

PLAIN: Tables = {
    "delivery": "organisation_id,contract_version,exported_at\ngeas,1.0,2026-11-16 10:00\n",
    "community": "community_id,organisation_id,name,question,start_date,planned_end_date\n"
    "c1,geas,Warm,Hoe?,2026-09-01,2026-11-30\n"
    "c2,geas,Koel,Hoe?,2026-09-01,2026-11-30\n",
    "membership": "community_id,person_id,organisation_id,role,joined_on,left_on\n"
    "c1,001,geas,employee,2026-09-01,\n"
    "c1,002,geas,student,2026-09-01,\n",
    "sprint": "community_id,sprint_no,phase,planned_start,planned_end\n"
    "c1,0,start,2026-09-01,2026-09-04\n"
    "c1,1,sprint,2026-09-07,2026-09-25\n",
    "session": "session_id,community_id,sprint_no,kind,planned_start,status\n"
    "s1,c1,0,start,2026-09-01 16:00,held\n"
    "s2,c1,1,work,2026-09-08 16:00,held\n",
    "attendance": "session_id,person_id,status,late_minutes,guest_kind\n"
    "s1,001,present,,\ns1,002,late,5,\ns2,001,absent,,\n",
}


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(tables: Tables = PLAIN, name: str = "geas", **changed: str) -> Path:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        for table, text in {**tables, **changed}.items():
            (folder / f"{table}.csv").write_text(text, encoding="utf-8", newline="")
        return folder

    return write


@pytest.fixture
def judge(write: Write) -> Judge:
    def judge(tables: Tables = PLAIN, **changed: str) -> Checked:
        return check([write(tables, **changed)], {})[0]

    return judge
