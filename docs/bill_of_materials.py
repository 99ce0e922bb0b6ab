"""Writes what the product is made of, from the lock, for three readers.

    docs/sbom.cdx.json         a scanner
    docs/licences.md           a lawyer
    deploy/requirements.txt    an installation: the part of the lock that runs

    .venv/bin/python docs/bill_of_materials.py      # or `make sbom`

Versions come from `requirements.lock`, licences from the metadata of the installed packages and,
where those say too little, from `licences.toml`. A package without a licence stops the script.
The files hold no date, so the same lock gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tomllib
import uuid
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LOCK = HERE.parent / "requirements.lock"
PROJECT = HERE.parent / "pyproject.toml"
LONGEST_NAME = 60
"""Characters of the name of a licence; what is longer is its text."""

_PINNED = re.compile(r"^([a-z0-9._-]+)==([^ \\;]+)(?: ; (.*?))?(?: \\)?$")
_NAME = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True)
class Package:
    """One locked package.

    Attributes:
        name: as in the lock.
        version: as in the lock.
        marker: where alone it is installed; empty for everywhere.
        needed_by: the packages that need it; `lcdata` among them where the project asks for it.
        licence: an SPDX expression.
    """

    name: str
    version: str
    marker: str
    needed_by: tuple[str, ...]
    licence: str

    @property
    def address(self) -> str:
        """Its package URL."""
        return f"pkg:pypi/{self.name}@{self.version}"


def packages() -> list[Package]:
    """Every package of the lock, in its order."""
    stated = tomllib.loads((HERE / "licences.toml").read_text(encoding="utf-8"))
    return [
        Package(name, version, marker, needed_by, _licence(name, stated))
        for name, version, marker, needed_by in _locked()
    ]


def _locked() -> list[tuple[str, str, str, tuple[str, ...]]]:
    """Name, version, marker and who needs it, of every entry of the lock."""
    found: list[tuple[str, str, str, list[str]]] = []
    for line in LOCK.read_text(encoding="utf-8").splitlines():
        if match := _PINNED.match(line):
            found.append((match[1], match[2], match[3] or "", []))
        elif line.lstrip().startswith("#") and found:
            said = line.replace("# via", "").strip(" #")
            found[-1][3].extend(_NAME.findall(said)[:1])
    return [(name, version, marker, tuple(via)) for name, version, marker, via in found]


def _licence(name: str, stated: dict[str, Any]) -> str:
    """The SPDX expression of a package; stops where there is none to be had."""
    if name in stated["read"]:
        return str(stated["read"][name])
    try:
        about = metadata(name)
    except PackageNotFoundError:
        sys.exit(f"{name} is not installed here: write its licence into docs/licences.toml")
    classes = (one.split(" :: ") for one in about.get_all("Classifier") or [])
    classified = " / ".join(one[-1] for one in classes if one[0] == "License")
    given = [*(about.get_all("License-Expression") or []), *(about.get_all("License") or [])]
    said = next((one.strip() for one in (*given, classified) if one.strip()), "")
    found = str(stated["spdx"].get(said, said))
    if not found or len(found) > LONGEST_NAME or "/" in found:
        sys.exit(f"the licence of {name} is not clear: write it into docs/licences.toml")
    return found


def running(found: list[Package]) -> set[str]:
    """The packages an installation needs; the rest serves tests and development."""
    asked = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["dependencies"]
    reached = {match[0].lower() for one in asked if (match := _NAME.match(one))}
    while more := {one.name for one in found if reached & set(one.needed_by)} - reached:
        reached |= more
    return reached


def sbom(found: list[Package]) -> dict[str, Any]:
    """The bill of materials, as CycloneDX 1.6 has it."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    lock = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    needed = running(found)
    root = {
        "type": "application",
        "bom-ref": "lcdata",
        "name": project["name"],
        "version": project["version"],
        "licenses": [{"license": {"id": project["license"]}}],
    }
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, lock)}",
        "version": 1,
        "metadata": {
            "component": root,
            "properties": [{"name": "lcdata:requirements.lock:sha256", "value": lock}],
        },
        "components": [_component(one, one.name in needed) for one in found],
        "dependencies": _dependencies(found),
    }


def _component(one: Package, is_needed: bool) -> dict[str, Any]:
    where = [{"name": "lcdata:marker", "value": one.marker}] if one.marker else []
    return {
        "type": "library",
        "bom-ref": one.address,
        "name": one.name,
        "version": one.version,
        "purl": one.address,
        "scope": "required" if is_needed else "excluded",
        "licenses": [_said(one.licence)],
        **({"properties": where} if where else {}),
    }


def _said(licence: str) -> dict[str, Any]:
    if " " in licence:
        return {"expression": licence}
    return {"license": {"id": licence}}


def _dependencies(found: list[Package]) -> list[dict[str, Any]]:
    """Who needs what, by the addresses of the components."""
    addresses: dict[str, list[str]] = {"lcdata": ["lcdata"]}
    needs: dict[str, set[str]] = {}
    for one in found:
        addresses.setdefault(one.name, []).append(one.address)
        for by in one.needed_by:
            needs.setdefault(by, set()).add(one.address)
    return [
        {"ref": address, "dependsOn": sorted(needs.get(name, ()))}
        for name, versions in addresses.items()
        for address in versions
    ]


def licence_list(found: list[Package]) -> str:
    """The licences as a page: what runs first, then what only tests and development need."""
    needed = running(found)
    carried = tomllib.loads((HERE / "licences.toml").read_text(encoding="utf-8"))["carried"]
    lines = [
        "# Licences",
        "",
        "Made from `requirements.lock` by `make sbom`; the same as a bill of materials for a",
        "scanner: [sbom.cdx.json](sbom.cdx.json) (CycloneDX 1.6).",
        "",
        "## What an installation runs",
        "",
        *_table([one for one in found if one.name in needed]),
        *(f"| {one['name']} | | {one['licence']} | in {one['where']} |" for one in carried),
        "",
        "## What tests and development need besides",
        "",
        *_table([one for one in found if one.name not in needed]),
        "",
    ]
    return "\n".join(lines)


def running_lock(found: list[Package]) -> str:
    """The entries of the lock that an installation needs, with their hashes, word for word."""
    needed = running(found)
    kept: list[str] = []
    is_kept = False
    for line in LOCK.read_text(encoding="utf-8").splitlines():
        if match := _PINNED.match(line):
            is_kept = match[1] in needed
        if is_kept and not line.lstrip().startswith("#"):
            kept.append(line)
    head = "# What an installation needs, from requirements.lock; made by `make sbom`."
    return "\n".join([head, *kept, ""])


def _table(rows: list[Package]) -> list[str]:
    head = ["| package | version | licence | only where |", "|---|---|---|---|"]
    return head + [
        f"| {one.name} | {one.version} | {one.licence} | {one.marker.replace('|', '')} |"
        for one in rows
    ]


def main(root: Path) -> None:
    """Writes the files below a folder."""
    found = packages()
    written = {
        "docs/sbom.cdx.json": json.dumps(sbom(found), indent=1) + "\n",
        "docs/licences.md": licence_list(found),
        "deploy/requirements.txt": running_lock(found),
    }
    for name, text in written.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent)
