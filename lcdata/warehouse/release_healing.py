"""Damaged and foreign files among the releases are set aside, and the pointer is mended.

Every release can be made anew from the deliveries, so nothing here stops who wants to build.
"""

from __future__ import annotations

from dataclasses import dataclass

from lcdata.durable import set_aside
from lcdata.warehouse.release_files import PUBLISHED
from lcdata.warehouse.releases import ASIDE, Releases, is_ours


@dataclass(frozen=True)
class Healed:
    """What `heal` did.

    Attributes:
        releases: ids of releases that were damaged and set aside.
        foreign: names of files that do not belong among the releases, set aside too.
        pointer: whether the pointer named no release and now names the newest that is left.
    """

    releases: tuple[str, ...]
    foreign: tuple[str, ...]
    pointer: bool


def heal(releases: Releases, *, thorough: bool = False) -> Healed:
    """Sets aside what cannot be read and what is foreign, and mends the pointer.

    Args:
        releases: the caller holds the writers' lock.
        thorough: whether every byte of every release is looked at; else of the live and the
            newest one.
    """
    aside = releases.folder.with_name(ASIDE)
    foreign = []
    if releases.folder.exists() and not releases.folder.is_dir():
        foreign.append(releases.folder)
        set_aside(releases.folder, aside)
    releases.clean()
    kept = {releases.live_id(), *releases.marked()[:1]}
    damaged = [
        one
        for one in releases.marked()
        if not releases.is_sound(one, thorough=thorough or one in kept)
    ]
    for release_id in damaged:
        for path in releases.folder.glob(f"{release_id}.*"):
            set_aside(path, aside)
    strangers = [path for path in releases.folder.glob("*") if not is_ours(path)]
    for path in strangers:
        set_aside(path, aside)
    for release_id in releases.marked():
        if not releases.path(release_id, PUBLISHED).stat().st_size:
            releases.mark(release_id)  # of lcdata 0.1.0
    names = tuple(path.name for path in (*foreign, *strangers))
    return Healed(tuple(damaged), names, _mend_pointer(releases))


def _mend_pointer(releases: Releases) -> bool:
    """Lets the pointer name a release that can be read, or none; whether it had to."""
    marked, pointer = releases.marked(), releases.pointer
    if releases.live_id() in marked or not (marked or pointer.exists()):
        return False
    if pointer.exists() and not pointer.is_file():
        set_aside(pointer, pointer.with_name(ASIDE))
    if marked:
        releases.point_at(marked[0])
    else:
        pointer.unlink(missing_ok=True)
    return True
