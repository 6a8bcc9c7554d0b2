"""The jobs of catalogue: preparing a photo that a boutique sent, checking, applying and undoing its uploads (each in a
process of its own), and deleting files that nothing names any more."""

import uuid
from datetime import timedelta
from typing import Any

from modiste.shop.catalogue import applying, checking, keeping, photos, undoing
from modiste.shop.catalogue.own_items import OwnItemUnknown, own_item_of
from modiste.shop.kit import clock
from modiste.shop.kit.queue.registry import job
from modiste.shop.kit.queue.work import Work
from modiste.shop.kit.storage.base import NoSuchFile
from modiste.shop.kit.storage.choice import open_store

KEPT = timedelta(days=1)


@job(photos.PREPARE, lease_seconds=30.0)
def prepare_photo(work: Work, boutique_id: int, item_id: int, number: str) -> dict[str, Any]:
    """Make a photo's sizes and hang it on its item."""
    store = open_store(work.settings)
    try:
        made = photos.read_incoming(store, number)
    except (photos.PhotoUnfit, NoSuchFile):  # the second: an earlier attempt came to its end, but could not say so
        photos.forget_incoming(store, number)
        raise
    work.report(0.7)
    photo = photos.store_sizes(store, boutique_id, number, made)
    try:
        with work.transaction() as session:
            item = own_item_of(session, boutique_id, item_id, to_change=True)
            photo_id = photos.hang_photo(session, item, photo).id
    except (OwnItemUnknown, photos.TooManyPhotos):  # deleted, or filled up, since the photo was sent
        photos.forget_files(store, boutique_id, [entry.split()[0] for entry in str(photo.srcset).split(", ")])
        photos.forget_incoming(store, number)
        raise
    photos.forget_incoming(store, number)
    return {"photo_id": photo_id}


@job(photos.FORGET)
def forget_photos(work: Work, boutique_id: int, addresses: list[str]) -> dict[str, Any]:
    """Delete the files of photos that hang nowhere any more."""
    return {"forgotten": photos.forget_files(open_store(work.settings), boutique_id, addresses)}


@job("forget_stranded_photos")
def forget_stranded_photos(work: Work) -> dict[str, Any]:
    """Delete photos that were sent a day ago and that no job prepared."""
    before = clock.now() - KEPT
    return {"forgotten": photos.forget_stranded(open_store(work.settings), before=before)}


@job("check_import", apart=True, lease_seconds=30.0)
def check_import(work: Work, batch: str) -> dict[str, Any]:
    """Count what applying an upload would do."""
    return checking.check_batch(work, uuid.UUID(batch))


@job("apply_import", apart=True, lease_seconds=30.0)
def apply_import(work: Work, batch: str) -> dict[str, Any]:
    """Put an upload's items on the shelf."""
    return applying.apply_batch(work, uuid.UUID(batch))


@job("undo_import", apart=True, lease_seconds=30.0)
def undo_import(work: Work, batch: str) -> dict[str, Any]:
    """Take back what an upload did."""
    return undoing.undo_batch(work, uuid.UUID(batch))


@job("forget_old_uploads")
def forget_old_uploads(work: Work) -> dict[str, Any]:
    """Delete the files of uploads after thirty days, and files that no upload names."""
    store = open_store(work.settings)
    with work.transaction() as session:
        keys = keeping.forget_old_uploads(session)
    for key in keys:
        store.delete(key)
    with work.database.reading() as session:
        strays = keeping.list_strays(session, store)
    for key in strays:
        store.delete(key)
    return {"forgotten": len(keys), "strays": len(strays)}
