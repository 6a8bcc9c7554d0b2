"""A wardrobe out of an archive: garments that are not here yet are kept, their photos sent as their owner would.

A garment that is unpacked has an id made of its owner's and the one in the archive, so that unpacking again, or the
next attempt of a killed job, keeps nothing twice. What her own wardrobe still holds stays as it is.
"""

import hashlib
import uuid
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from pydantic import ValidationError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from modiste.shop.accounts.schemas import BackgroundPreference
from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.errors import Invalid
from modiste.shop.kit.queue.later import later
from modiste.shop.kit.queue.models import Job
from modiste.shop.kit.queue.work import Work
from modiste.shop.kit.storage.base import Store
from modiste.shop.kit.tokens import new_id
from modiste.shop.wardrobe import cutouts, photos
from modiste.shop.wardrobe.archive_schemas import Archive, ArchivedGarment
from modiste.shop.wardrobe.archives import DOCUMENT
from modiste.shop.wardrobe.folders import folder_named, take_turns
from modiste.shop.wardrobe.models import Garment, GarmentWear
from modiste.shop.wardrobe.schemas import GarmentIn
from modiste.shop.wardrobe.service import MOST_GARMENTS, CategoryUnknown, TooManyGarments, latest_day, put_in

FOLDER, UNPACK = "wardrobe-imports", "unpack_wardrobe"
LARGEST = 1024 * 1024 * 1024
LARGEST_DOCUMENT = 64 * 1024 * 1024
MOST_FILES = 30_000
PIECE = 1024 * 1024
NO_ZIP = "This is no whole ZIP file: choose the file that you once downloaded here."


class NoArchive(Invalid):
    """The file is no archive of a wardrobe."""

    title = "This is no archive of a wardrobe"


@dataclass
class Unpacked:
    """What became of an archive's garments and photos."""

    garments: int = 0
    known: int = 0
    photos: int = 0
    photos_refused: int = 0


def take_archive(database: Database, store: Store, user_id: int, path: Path) -> Job:
    """Keep an archive and have it unpacked. Raises NoArchive, StorageUnavailable."""
    with opened(path):  # what cannot be unpacked is refused at once
        pass
    key = f"{folder_of_imports(user_id)}/{new_id()}.zip"
    with path.open("rb") as file:
        store.put(key, iter(lambda: file.read(PIECE), b""))
    with ExitStack() as undo:
        undo.callback(store.delete, key)
        with database.transaction() as session:
            job = later(session, UNPACK, owner=user_id, user_id=user_id, key=key)
        undo.pop_all()
    return job


def folder_of_imports(user_id: int) -> str:
    """Where the archives lie that a shopper has sent."""
    return f"{FOLDER}/{user_id}"


def unpack(work: Work, store: Store, user_id: int, content: IO[bytes]) -> dict[str, Any]:
    """Keep what the archive holds. Raises NoArchive, TooManyGarments; what was kept until then stays."""
    with work.database.reading() as session:
        is_cut = cutouts.preference_of(session, user_id) == BackgroundPreference.CLEAN
    done = Unpacked()
    with opened(content) as (archive, file):
        sender = _Sender(work, store, user_id, file, is_cut, done)
        total = len(archive.garments)
        for number, one in enumerate(archive.garments, start=1):
            with work.transaction() as session:
                garment_id, is_new = _keep(session, user_id, one)
            done.garments += is_new
            done.known += not is_new
            if garment_id != one.id:
                sender.send(garment_id, one.photos)
            work.report(0.99 * number / total, f"{number} of {total} garments")
    return asdict(done)


@contextmanager
def opened(content: Path | IO[bytes]) -> Iterator[tuple[Archive, zipfile.ZipFile]]:
    """An archive's document, checked, and the file to read its photos from. Raises NoArchive."""
    try:
        file = zipfile.ZipFile(content)
    except zipfile.BadZipFile as error:
        raise NoArchive(NO_ZIP) from error
    with file:
        if len(file.infolist()) > MOST_FILES:
            raise NoArchive(f"An archive has {MOST_FILES:,} files at most.")
        try:
            document = Archive.model_validate_json(_read(file, DOCUMENT, LARGEST_DOCUMENT))
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            place = ".".join(str(part) for part in first["loc"])
            raise NoArchive(f"{DOCUMENT} is not as it was written here: {place}: {first['msg']}") from error
        yield document, file


def _read(file: zipfile.ZipFile, name: str, most: int) -> bytes:
    """A file of the archive, whatever it says of its size. Raises NoArchive."""
    try:
        with file.open(name) as part:
            content = part.read(most + 1)
    except KeyError as error:
        raise NoArchive(f"There is no {name} in it.") from error
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise NoArchive(f"{name} is damaged in it. {NO_ZIP}") from error
    except RuntimeError as error:  # also that of a way to compress that nobody here writes
        raise NoArchive(f"{name} cannot be unpacked: it is encrypted, or compressed in an unusual way.") from error
    if len(content) > most:
        raise NoArchive(f"{name} unpacks to more than {most // 2**20} MiB.")
    return content


def _keep(session: Session, user_id: int, one: ArchivedGarment) -> tuple[uuid.UUID, bool]:
    """The garment here, and whether it is new; one that stayed where it was has the archive's own id."""
    here = _id_here(user_id, one.id)
    mine = select(Garment.id).where(Garment.user_id == user_id, Garment.id.in_([one.id, here]))
    known = set(session.scalars(mine))
    if known:
        return (one.id if one.id in known else here), False
    take_turns(session, user_id)
    if session.scalars(select(func.count()).where(Garment.user_id == user_id)).one() >= MOST_GARMENTS:
        raise TooManyGarments
    folder_id = None if one.folder is None else folder_named(session, user_id, one.folder)
    said = {name: getattr(one, name) for name in GarmentIn.model_fields} | {"folder_id": folder_id}
    kept = Garment(id=here, user_id=user_id, created_at=min(one.created_at, clock.now()))
    try:
        put_in(session, kept, dict(said))
    except CategoryUnknown:  # another shop may have other ones
        put_in(session, kept, said | {"category": None})
    kept.archived_at = clock.now() if one.is_archived else None
    days = {wear.worn_on: wear.times for wear in one.wears if wear.worn_on <= latest_day()}
    session.add_all(GarmentWear(garment_id=here, worn_on=day, times=times) for day, times in days.items())
    session.flush()
    return here, True


@dataclass(frozen=True)
class _Sender:
    """Sends photos of an archive as their owner would."""

    work: Work
    store: Store
    user_id: int
    file: zipfile.ZipFile
    is_cut: bool
    done: Unpacked

    def send(self, garment_id: uuid.UUID, names: Sequence[str]) -> None:
        """Photos of one garment; what cannot be taken is counted."""
        for name in names:
            self.work.go_on()
            try:
                content = _read(self.file, name, photos.GARMENT.most_bytes)
                photos.take_photo(
                    self.work.database, self.store, self.user_id, garment_id, content=content, is_cut=self.is_cut
                )
            except (NoArchive, photos.PhotoUnfit, photos.TooManyPhotos):
                self.done.photos_refused += 1
            else:
                self.done.photos += 1


def _id_here(user_id: int, original: uuid.UUID) -> uuid.UUID:
    """A UUIDv7 of the same moment, always the same for this shopper and this garment, and nobody else's."""
    hashed = hashlib.sha256(f"{user_id}:{original}".encode()).digest()
    number = bytearray(original.bytes[:6] + hashed[:10])
    number[6] = number[6] & 0x0F | 0x70
    number[8] = number[8] & 0x3F | 0x80
    return uuid.UUID(bytes=bytes(number))
