"""The jobs of the wardrobe: preparing a photo that was sent, and deleting files that no photo names any more."""

import json
import tempfile
import uuid
from datetime import timedelta
from typing import Any

from modiste.shop.kit import clock
from modiste.shop.kit.queue.registry import job
from modiste.shop.kit.queue.work import Work
from modiste.shop.kit.storage.base import NoSuchFile, Store
from modiste.shop.kit.storage.choice import open_store
from modiste.shop.wardrobe import archives, cutouts, forgetting, photos, unpacking
from modiste.shop.wardrobe.models import GarmentPhoto, PhotoState
from modiste.vision.errors import NoGarment

KEPT = timedelta(days=1)
PIECE = 1024 * 1024  # bytes of an archive in memory
ATTEMPTS = 40  # with the queue's longest pause: hours without a file store leave no file behind


@job(photos.PREPARE, lease_seconds=30.0)
def prepare_garment_photo(
    work: Work, photo_id: str, replaces: str | None = None, is_cut: bool = False
) -> dict[str, Any]:
    """Make a photo's original and sizes and hang it on its garment; then cut it out, if it shall be."""
    store, number = open_store(work.settings), uuid.UUID(photo_id)
    with work.database.reading() as session:
        photo = photos.find_photo(session, number)
    if photo is None:
        raise photos.PhotoUnknown
    if photo.state != PhotoState.READY:  # otherwise an earlier attempt came to its end, but could not say so
        try:
            made = photos.read_incoming(store, photo)
        except (photos.PhotoUnfit, NoSuchFile) as error:
            with work.transaction() as session:
                photos.refuse_photo(session, number, error.detail)
            photos.forget_incoming(store, photo)
            raise
        work.report(0.4)
        photos.store_files(store, photo, made)
        try:
            with work.transaction() as session:
                photos.hang_photo(session, number, made, replaces=uuid.UUID(replaces) if replaces else None)
        except photos.PhotoUnknown:  # deleted since it was sent
            photos.forget_folders(store, photos.folders_of([photo]))
            raise
    photos.forget_incoming(store, photo)
    if is_cut:
        work.report(0.6)
        _cut_out(work, store, number)
    return {"garment_id": str(photo.garment_id), "photo_id": photo_id}


@job(cutouts.CUT_OUT, lease_seconds=30.0)
def cut_out_garment_photo(work: Work, photo_id: str, by_hand: bool = False) -> dict[str, Any]:
    """Cut the garment out of a photo that hangs already, or take what its owner has drawn."""
    photo = _cut_out(work, open_store(work.settings), uuid.UUID(photo_id), by_hand=by_hand)
    return {"garment_id": str(photo.garment_id), "photo_id": photo_id}


def _cut_out(work: Work, store: Store, photo_id: uuid.UUID, *, by_hand: bool = False) -> GarmentPhoto:
    with work.database.reading() as session:
        photo = photos.find_photo(session, photo_id)
    if photo is None:
        raise photos.PhotoUnknown
    if photo.cutout and photo.cutout["id"] == str(work.job_id):
        return photo  # an earlier attempt came to its end, but could not say so
    try:
        made = cutouts.cut(store, photo, work.job_id, by_hand=by_hand)
    except cutouts.MaskUnfit:
        cutouts.forget_mask(store, photo)
        raise
    except NoGarment as error:
        with work.transaction() as session:
            cutouts.note_fault(session, photo_id, str(error))
        return photo
    cutouts.store_cut(store, photo, made)
    try:
        with work.transaction() as session:
            replaced = cutouts.hang_cut(session, photo_id, made)
    except photos.PhotoUnknown:  # deleted meanwhile
        photos.forget_folders(store, photos.folders_of([photo]))
        raise
    for key in replaced:
        store.delete(key)
    if by_hand:
        cutouts.forget_mask(store, photo)
    return photo


@job(photos.FORGET, attempts=ATTEMPTS)
def forget_garment_photos(work: Work, folders: list[str]) -> dict[str, Any]:
    """Delete the files of photos that are gone."""
    return {"forgotten": photos.forget_folders(open_store(work.settings), folders)}


@job("forget_stray_garment_photos")
def forget_stray_garment_photos(work: Work) -> dict[str, Any]:
    """Refuse photos that were sent a day ago and never prepared, and delete files that belong to no photo."""
    store, before = open_store(work.settings), clock.now() - KEPT
    with work.transaction() as session:
        abandoned = forgetting.refuse_abandoned(session, before=before)
    for photo in abandoned:
        photos.forget_incoming(store, photo)
    with work.database.reading() as session:
        strays = forgetting.list_strays(session, store, before=before)
    for folder in (archives.FOLDER, unpacking.FOLDER):
        strays += archives.list_old(store, folder, before=before)
    for key in strays:
        store.delete(key)
    return {"abandoned": len(abandoned), "strays": len(strays)}


@job(archives.PACK, lease_seconds=60.0)
def pack_wardrobe(work: Work, user_id: int) -> dict[str, Any]:
    """Pack a wardrobe into the file that its owner fetches."""
    store = open_store(work.settings)
    with work.database.reading() as session:
        described, files = archives.describe(session, user_id)
    document = json.dumps(described, default=str, ensure_ascii=False, indent=1).encode()

    def told(done: int) -> None:
        work.report(0.99 * done / len(files), f"{done} of {len(files)} photos")

    with tempfile.TemporaryFile(prefix="modiste-wardrobe-") as file:
        archives.pack(file, store, document, files, told)
        file.seek(0)
        store.put(archives.key_of(user_id, work.job_id), iter(lambda: file.read(PIECE), b""))
    return {"garments": len(described["garments"]), "photos": len(files)}


@job(unpacking.UNPACK, lease_seconds=60.0)
def unpack_wardrobe(work: Work, user_id: int, key: str) -> dict[str, Any]:
    """Keep the garments of an archive that its owner sent."""
    store = open_store(work.settings)
    with tempfile.TemporaryFile(prefix="modiste-wardrobe-") as file:
        for chunk in store.open(key).chunks:
            file.write(chunk)
        done = unpacking.unpack(work, store, user_id, file)
    store.delete(key)
    return done
