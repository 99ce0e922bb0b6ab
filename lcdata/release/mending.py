"""Before anything is written, the data directory is looked through and mended; and it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lcdata.access_log import Actor, Event, record
from lcdata.config import Settings
from lcdata.ingest.judging.healing import Damage, find, heal
from lcdata.ingest.keeping.additions import AdditionStore
from lcdata.ingest.keeping.store import DeliveryStore
from lcdata.locale import N_, Words
from lcdata.release.gaps import gaps
from lcdata.warehouse import layout, release_healing
from lcdata.warehouse.release_healing import Healed
from lcdata.warehouse.releases import Releases

SHORT = 12
"""Characters of a delivery's id that are told; enough to name it."""


@dataclass(frozen=True)
class Note:
    """One thing that was found wrong; `needs_a_hand` where no program can mend it."""

    text: str
    params: Mapping[str, str] = field(default_factory=dict)
    needs_a_hand: bool = False

    def said(self, words: Words) -> str:
        """The note in the reader's language."""
        return words.text(self.text, **self.params)


Tell = Callable[[Note], None]


def unheard(_note: Note) -> None:
    """For who has nobody to tell: the access log has it too."""


def ready(
    settings: Settings, by: Actor, tell: Tell, *, thorough: bool = False
) -> tuple[DeliveryStore, Releases]:
    """Store and releases, mended as far as a program can; the caller holds the writers' lock."""
    store, releases = DeliveryStore(settings.deliveries_dir), Releases(settings.releases_dir)
    damages = heal(store, releases.next_moment(), thorough=thorough)
    healed = release_healing.heal(releases, thorough=thorough)
    for damage in damages:
        if damage.delivery.folder is None and damage.delivery.delivery_id:
            store.drop_refusal(damage.delivery.delivery_id, settings.aside_dir)
    for note in (*_notes(damages, healed, store, releases), *_additions(settings)):
        event = Event.DAMAGED if note.needs_a_hand else Event.HEALED
        record(settings.log_path, by, event, " ".join(note.params.values()))
        tell(note)
    layout.mark(settings.data)
    return store, releases


def inspect(settings: Settings) -> list[Note]:
    """What `ready` would find wrong, everything looked at; writes nothing."""
    store, releases = DeliveryStore(settings.deliveries_dir), Releases(settings.releases_dir)
    damages = [found for one in store.deliveries() if (found := find(one, thorough=True))]
    damaged = tuple(releases.damaged(thorough=True))
    is_dangling = releases.live() is None and (releases.pointer.exists() or bool(damaged))
    notes = _notes(damages, Healed(damaged, (), is_dangling), store, releases)
    return [*notes, *_additions(settings)]


def _additions(settings: Settings) -> Iterator[Note]:
    """Additions that cannot be read; only adding the same file again brings them back."""
    for name in AdditionStore(settings.additions_dir).damaged():
        told = N_("addition {name} is damaged and counts no longer: add its file again")
        yield Note(told, {"name": name}, needs_a_hand=True)


def _notes(
    damages: list[Damage], healed: Healed, store: DeliveryStore, releases: Releases
) -> Iterator[Note]:
    for damage in damages:
        if damage.is_healed or not damage.delivery.withdrawal:
            yield _delivery_note(damage, store)
    for release_id in healed.releases:
        yield Note(
            N_("release {release} is damaged; it can be made anew and is set aside"),
            {"release": release_id},
        )
    for name in healed.foreign:
        yield Note(N_("{name} does not belong among the releases and is set aside"), {"name": name})
    if healed.pointer:
        yield Note(N_("the file `current` named no release that can be read"))
    mendable = {str(one.delivery.organisation_id) for one in damages if one.can_be_healed}
    for organisation in sorted(gaps(store, store.live(), releases) - mendable):
        yield Note(
            N_("{organisation} has no delivery left that can be read: deliver it again"),
            {"organisation": organisation},
            needs_a_hand=True,
        )


def _delivery_note(damage: Damage, store: DeliveryStore) -> Note:
    one = damage.delivery
    told = {
        "organisation": one.organisation_id or "?",
        "delivery": str(one.delivery_id)[:SHORT],
        "files": ", ".join(damage.files),
    }
    if one.folder is None:
        return Note(N_("the receipt of a refused delivery is damaged and set aside"))
    if damage.is_healed:
        return Note(
            N_(
                "delivery {delivery} of {organisation} was damaged ({files}) "
                "and is taken in anew from the delivered files"
            ),
            told,
        )
    if damage.is_spare:
        return Note(
            N_(
                "delivery {delivery} of {organisation}: {files} is damaged; its figures are sound. "
                "Deliver the same files again to mend it"
            ),
            told,
            needs_a_hand=True,
        )
    if damage.can_be_healed:
        return Note(
            N_(
                "delivery {delivery} of {organisation} is damaged ({files}); "
                "`lcdata verify --repair` takes it in anew from the delivered files"
            ),
            told,
        )
    instead = store.live().get(str(one.organisation_id))
    if instead is None or instead.exported_at is None:
        return Note(
            N_("delivery {delivery} of {organisation} is damaged ({files}) and is not used"),
            told,
            needs_a_hand=True,
        )
    return Note(
        N_(
            "delivery {delivery} of {organisation} is damaged ({files}); "
            "the delivery of {day} is used. Deliver the same files again to mend it"
        ),
        {**told, "day": f"{instead.exported_at:%Y-%m-%d %H:%M}"},
        needs_a_hand=True,
    )
