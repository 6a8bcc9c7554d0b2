"""A whole wardrobe in one ZIP file, to keep or to carry elsewhere: packed by a job, fetched within a day."""

import uuid
import zipfile
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import IO, Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from modiste.shop.kit import clock
from modiste.shop.kit.errors import NotFound
from modiste.shop.kit.queue.later import later
from modiste.shop.kit.queue.models import Job
from modiste.shop.kit.storage.base import NoSuchFile, Store
from modiste.shop.wardrobe.archive_schemas import FORMAT, VERSION, ArchiveOut
from modiste.shop.wardrobe.models import Garment, GarmentFolder, GarmentPhoto, GarmentWear, PhotoState
from modiste.shop.wardrobe.photos import original_key

FOLDER, PACK = "wardrobe-archives", "pack_wardrobe"
DOCUMENT = "wardrobe.json"
SAID = (
    *("name", "colours", "pattern", "formality", "season", "brand", "size", "material", "notes", "quantity"),
    *("laundry", "bought_on", "created_at"),
)


class ArchiveUnknown(NotFound):
    """There is no such archive of this shopper's, or it was deleted after its day."""

    title = "There is no such archive (any more): have it packed again"


def ask_to_pack(session: Session, user_id: int) -> Job:
    """Have the wardrobe packed; while one job is about to, no second one is begun."""
    return later(session, PACK, owner=user_id, only_once=f"{PACK}:{user_id}", user_id=user_id)


def find_archive(store: Store, user_id: int, job_id: uuid.UUID) -> ArchiveOut:
    """Where the shopper fetches what a job packed. Raises ArchiveUnknown."""
    key = key_of(user_id, job_id)
    try:
        facts = store.facts_of(key)
    except NoSuchFile as error:
        raise ArchiveUnknown from error
    return ArchiveOut(url=store.url(key), size=facts.size, made_at=facts.changed_at)


def folder_of_archives(user_id: int) -> str:
    """Where a shopper's archives lie."""
    return f"{FOLDER}/{user_id}"


def key_of(user_id: int, job_id: uuid.UUID) -> str:
    """Where the archive lies that a job packs: done twice, it writes the same file again."""
    return f"{folder_of_archives(user_id)}/{job_id}.zip"


def list_old(store: Store, folder: str, *, before: datetime) -> list[str]:
    """Files in `folder` that are older than that moment."""
    return [key for key in store.list_keys(folder) if store.facts_of(key).changed_at < before]


def describe(session: Session, user_id: int) -> tuple[dict[str, Any], dict[str, str]]:
    """The wardrobe as an Archive, and where the files lie that it names; four queries."""
    query = select(Garment).where(Garment.user_id == user_id).order_by(Garment.id)
    garments = session.scalars(query.options(selectinload(Garment.category), selectinload(Garment.photos))).all()
    folders = {one.id: one.name for one in session.scalars(select(GarmentFolder).filter_by(user_id=user_id))}
    wears = defaultdict(list)
    worn = select(GarmentWear).join(Garment, Garment.id == GarmentWear.garment_id).where(Garment.user_id == user_id)
    for wear in session.scalars(worn.order_by(GarmentWear.worn_on)):
        wears[wear.garment_id].append({"worn_on": wear.worn_on, "times": wear.times})
    files: dict[str, str] = {}
    described = []
    for garment in garments:
        photos = {_name_of(photo): original_key(photo) for photo in garment.photos if photo.state == PhotoState.READY}
        files |= photos
        price = None if garment.price is None else {"amount": garment.price, "currency": garment.currency}
        described.append(
            {name: getattr(garment, name) for name in SAID}
            | {"id": garment.id, "category": garment.category and garment.category.slug, "price": price}
            | {"folder": garment.folder_id and folders.get(garment.folder_id)}
            | {"is_archived": garment.archived_at is not None}
            | {"wears": wears[garment.id], "photos": list(photos)}
        )
    return {"format": FORMAT, "version": VERSION, "made_at": clock.now(), "garments": described}, files


def pack(file: IO[bytes], store: Store, document: bytes, files: dict[str, str], told: Callable[[int], None]) -> None:
    """Write the ZIP file, a photo in memory at a time; one that was deleted meanwhile is left out. `told` hears how
    many photos have been packed."""
    with zipfile.ZipFile(file, "w") as archive:  # photos are packed as they are: they were compressed before
        archive.writestr(DOCUMENT, document, zipfile.ZIP_DEFLATED)
        for number, (name, key) in enumerate(files.items()):
            with suppress(NoSuchFile):
                archive.writestr(name, store.read(key))
            told(number + 1)


def _name_of(photo: GarmentPhoto) -> str:
    return f"photos/{photo.garment_id}/{photo.id}.webp"
