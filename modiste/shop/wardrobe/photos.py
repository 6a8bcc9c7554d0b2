"""Photos of garments: taken in, made into an original without metadata and the sizes of pages, hung, put in order.

A photo is looked at by its first bytes at once; a job reads it and writes it anew. Everything of one photo lies in one
folder that nobody can open without an address signed for a few minutes, so deleting it needs no list. The job's files
are named after the photo: done twice, it writes the same files again.
"""

import hashlib
import uuid
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session, selectinload

from modiste.shop.kit.db import Database
from modiste.shop.kit.errors import Conflict, Invalid, NotFound
from modiste.shop.kit.queue.later import OPEN, later
from modiste.shop.kit.queue.models import Job
from modiste.shop.kit.storage.base import Store
from modiste.shop.kit.tokens import new_id
from modiste.shop.wardrobe.models import Garment, GarmentPhoto, PhotoState
from modiste.shop.wardrobe.schemas import MOST_PHOTOS
from modiste.shop.wardrobe.service import garment_of, note_change
from modiste.vision.errors import UnreadableImage
from modiste.vision.images import Rendition, Renditions, as_webp, renditions
from modiste.vision.limits import Limits
from modiste.vision.photos import check_photo, read_photo

FOLDER = "wardrobe"
PREPARE, FORGET = "prepare_garment_photo", "forget_garment_photos"
LONGEST = 2_048  # pixels along a side of the original that is kept
GARMENT = Limits(12 * 1024 * 1024, shortest=200, most_slender=4, widest=LONGEST)
FOLDERS_A_JOB = 500


class PhotoUnfit(Invalid):
    """What was sent is no photo that we take."""

    title = "This is no photo that can be taken"


class PhotoUnknown(NotFound):
    """The garment has no such photo."""

    title = "This garment has no such photo"


class TooManyPhotos(Conflict):
    """The garment has as many photos as one may have."""

    title = f"A garment has {MOST_PHOTOS} photos at most: delete one first"


class PhotosMoved(Conflict):
    """The order does not name the photos that there are."""

    title = "These are not the photos that the garment has now: read them again, then put them in order"


@dataclass(frozen=True, slots=True)
class Prepared:
    """The files of a photo, not stored yet, and the original's size."""

    original: Rendition
    shown: Renditions


def take_photo(
    database: Database,
    store: Store,
    user_id: int,
    garment_id: uuid.UUID,
    *,
    content: bytes,
    replaces: uuid.UUID | None = None,
    is_cut: bool = False,
) -> tuple[GarmentPhoto, Job | None]:
    """Keep a photo and have it prepared, behind the others or in place of one, and cut out of its ground if it shall
    be; the file is stored while no transaction is open. What waits or hangs already is answered again.

    Raises GarmentUnknown, PhotoUnknown, TooManyPhotos, PhotoUnfit.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    with database.reading() as session:
        garment = garment_of(session, user_id, garment_id)
        if (known := _find_same(session, garment, sha256)) is not None:
            return known
        _check_room(garment, replaces, sha256)
    try:
        check_photo(content, GARMENT)
    except UnreadableImage as error:
        raise PhotoUnfit(str(error)) from error
    photo = GarmentPhoto(id=new_id(), garment_id=garment_id, sha256=sha256, state=PhotoState.WAITING, sizes=[])
    with ExitStack() as undo:
        store.put(_incoming(photo), content)
        undo.callback(store.delete, _incoming(photo))
        with database.transaction() as session:
            garment = garment_of(session, user_id, garment_id, to_change=True)
            if (known := _find_same(session, garment, sha256)) is not None:
                return known  # sent twice at the same moment: this file is not needed
            job = _await_photo(session, garment, photo, replaces, is_cut=is_cut)
        undo.pop_all()
    return photo, job


def read_incoming(store: Store, photo: GarmentPhoto) -> Prepared:
    """What was sent, as an original without metadata and in the sizes of pages. Raises PhotoUnfit, NoSuchFile."""
    try:
        pixels = read_photo(store.read(_incoming(photo)), GARMENT)
    except UnreadableImage as error:
        raise PhotoUnfit(str(error)) from error
    return Prepared(as_webp(pixels, longest=LONGEST), renditions(pixels))


def store_files(store: Store, photo: GarmentPhoto, made: Prepared) -> None:
    """Put the original and the sizes where only signed addresses lead."""
    store.put(original_key(photo), made.original.content)
    for size in made.shown.sizes:
        store.put(size_key(photo, size.width), size.content)


def hang_photo(session: Session, photo_id: uuid.UUID, made: Prepared, *, replaces: uuid.UUID | None) -> GarmentPhoto:
    """Note that a photo's files are there; the one that it replaces goes. Raises PhotoUnknown."""
    garment, photo = locked(session, photo_id)
    old = next((one for one in garment.photos if one.id == replaces), None)
    if old is not None:
        photo.position = old.position
        ask_to_forget(session, folders_of([old]))
        garment.photos.remove(old)
    photo.state, photo.reason = PhotoState.READY, None
    photo.width, photo.height = made.original.width, made.original.height
    photo.sizes = [{"width": size.width, "height": size.height} for size in made.shown.sizes]
    photo.colour, photo.blurhash = made.shown.colour, made.shown.blurhash
    note_change(session, garment)
    return photo


def refuse_photo(session: Session, photo_id: uuid.UUID, reason: str) -> None:
    """Note why a photo cannot be prepared; nothing happens when it is gone, or ready."""
    waits = (GarmentPhoto.id == photo_id, GarmentPhoto.state == PhotoState.WAITING)
    refused = update(GarmentPhoto).where(*waits).values(state=PhotoState.REFUSED, reason=reason[:300])
    session.execute(refused, execution_options={"synchronize_session": False})


def order_photos(session: Session, garment: Garment, photo_ids: Sequence[uuid.UUID]) -> None:
    """Hang the photos of a locked garment in this order. Raises PhotosMoved."""
    by_id = {photo.id: photo for photo in garment.photos}
    if len(photo_ids) != len(by_id) or set(photo_ids) != set(by_id):
        raise PhotosMoved
    for position, photo_id in enumerate(photo_ids):
        by_id[photo_id].position = position
    garment.photos.sort(key=lambda photo: photo.position)
    note_change(session, garment)


def take_photo_down(session: Session, garment: Garment, photo_id: uuid.UUID) -> None:
    """Delete a photo of a locked garment, and its files if this transaction commits. Raises PhotoUnknown."""
    photo = photo_in(garment, photo_id)
    ask_to_forget(session, folders_of([photo]))
    garment.photos.remove(photo)
    note_change(session, garment)


def photo_in(garment: Garment, photo_id: uuid.UUID) -> GarmentPhoto:
    """The garment's photo of this id. Raises PhotoUnknown."""
    found = next((photo for photo in garment.photos if photo.id == photo_id), None)
    if found is None:
        raise PhotoUnknown
    return found


def find_photo(session: Session, photo_id: uuid.UUID) -> GarmentPhoto | None:
    """The photo, whosever it is: for the job that prepares it."""
    return session.get(GarmentPhoto, photo_id)


def folders_of(photos: Iterable[GarmentPhoto]) -> list[str]:
    """The folders in which all files of these photos lie."""
    return [folder_of(photo) for photo in photos]


def ask_to_forget(session: Session, folders: Sequence[str]) -> None:
    """Have everything in these folders deleted, if this transaction commits."""
    for start in range(0, len(folders), FOLDERS_A_JOB):
        later(session, FORGET, folders=list(folders[start : start + FOLDERS_A_JOB]))


def forget_folders(store: Store, folders: Iterable[str]) -> int:
    """Delete every file in these folders; returns how many there were."""
    keys = [key for folder in folders for key in store.list_keys(folder)]
    for key in keys:
        store.delete(key)
    return len(keys)


def forget_incoming(store: Store, photo: GarmentPhoto) -> None:
    """Delete what was sent, once it was prepared or refused."""
    store.delete(_incoming(photo))


def find_original_url(store: Store, photo: GarmentPhoto) -> str | None:
    """Where its owner gets the original for five minutes; None until the photo is ready."""
    return store.url(original_key(photo)) if photo.state == PhotoState.READY else None


def original_key(photo: GarmentPhoto) -> str:
    """Where the original lies, as it is kept."""
    return f"{folder_of(photo)}/original.webp"


def size_key(photo: GarmentPhoto, width: int) -> str:
    """Where one of the sizes of pages lies."""
    return f"{folder_of(photo)}/{width}.webp"


def _await_photo(
    session: Session, garment: Garment, photo: GarmentPhoto, replaces: uuid.UUID | None, *, is_cut: bool
) -> Job:
    _check_room(garment, replaces, photo.sha256)
    failed = next((one for one in garment.photos if one.sha256 == photo.sha256), None)
    if failed is not None:  # perhaps it was the shop's fault: it may be tried again
        ask_to_forget(session, folders_of([failed]))
        garment.photos.remove(failed)
        session.flush()
    photo.position = max((one.position for one in garment.photos), default=-1) + 1
    job = later(
        session,
        PREPARE,
        owner=garment.user_id,
        photo_id=str(photo.id),
        replaces=None if replaces is None else str(replaces),
        is_cut=is_cut,
    )
    photo.job_id = job.id
    garment.photos.append(photo)
    note_change(session, garment)
    return job


def locked(session: Session, photo_id: uuid.UUID) -> tuple[Garment, GarmentPhoto]:
    """A photo, whosever it is, and its garment, locked. Raises PhotoUnknown."""
    found = select(Garment).join(Garment.photos).where(GarmentPhoto.id == photo_id)
    garment = session.scalar(found.options(selectinload(Garment.photos)).with_for_update(of=Garment))
    if garment is None:
        raise PhotoUnknown
    return garment, photo_in(garment, photo_id)


def _find_same(session: Session, garment: Garment, sha256: str) -> tuple[GarmentPhoto, Job | None] | None:
    """The garment's photo of the same file that hangs already, or waits for a job that will come to it."""
    same = next((one for one in garment.photos if one.sha256 == sha256), None)
    if same is None or same.state == PhotoState.READY:
        return None if same is None else (same, None)
    job = session.get(Job, same.job_id)
    return (same, job) if job is not None and job.state in OPEN else None


def _check_room(garment: Garment, replaces: uuid.UUID | None, sha256: str) -> None:
    if replaces is not None:
        photo_in(garment, replaces)
    staying = [one for one in garment.photos if one.id != replaces and one.sha256 != sha256]
    if len(staying) >= MOST_PHOTOS:
        raise TooManyPhotos


def folder_of(photo: GarmentPhoto) -> str:
    """Where everything of a photo lies."""
    return f"{FOLDER}/{photo.garment_id}/{photo.id}"


def _incoming(photo: GarmentPhoto) -> str:
    return f"{folder_of(photo)}/incoming"
