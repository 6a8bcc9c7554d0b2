"""Giving garments and photos up: whatever row goes, its files go by a job of the same transaction, and a daily sweep
finds what a crash or a cancelled job left behind."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from itertools import islice

from sqlalchemy import select, update
from sqlalchemy.orm import Session, selectinload

from modiste.shop.kit.queue.models import Job
from modiste.shop.kit.storage.base import Store
from modiste.shop.wardrobe import archives, unpacking
from modiste.shop.wardrobe.models import Garment, GarmentPhoto, PhotoState
from modiste.shop.wardrobe.photos import FOLDER, ask_to_forget, folders_of
from modiste.shop.wardrobe.service import garment_of, note_change

AT_ONCE = 500
ABANDONED = "This photo was never prepared: send it again."


def give_garment_up(session: Session, user_id: int, garment_id: uuid.UUID) -> None:
    """Delete a garment with its photos, their files and its wears. Raises GarmentUnknown."""
    garment = garment_of(session, user_id, garment_id, to_change=True)
    ask_to_forget(session, folders_of(garment.photos))
    session.delete(garment)
    session.flush()


def forget_all_photos(session: Session, user_id: int) -> int:
    """Delete every photo that the shopper took of her garments, originals and all that was made of them; the garments
    stay. Returns how many."""
    query = select(Garment).where(Garment.user_id == user_id, Garment.photos.any()).order_by(Garment.id)
    garments = session.scalars(query.options(selectinload(Garment.photos)).with_for_update(of=Garment)).all()
    photos = [photo for garment in garments for photo in garment.photos]
    ask_to_forget(session, [*folders_of(photos), *_folders_of_archives(session, user_id)])
    for garment in garments:
        garment.photos.clear()
        note_change(session, garment)
    return len(photos)


def forget_wardrobe(session: Session, user_id: int) -> None:
    """Have the files of the shopper's photos deleted; the rows go with the account, if this transaction commits."""
    mine = select(GarmentPhoto).join(Garment, Garment.id == GarmentPhoto.garment_id).where(Garment.user_id == user_id)
    ask_to_forget(session, [*folders_of(session.scalars(mine)), *_folders_of_archives(session, user_id)])


def _folders_of_archives(session: Session, user_id: int) -> list[str]:
    """Archives hold every photo once more; they are gone before the jobs are that packed or unpacked them."""
    asked = select(Job.id).where(Job.owner == user_id, Job.name.in_([archives.PACK, unpacking.UNPACK])).limit(1)
    if session.scalar(asked) is None:
        return []
    return [archives.folder_of_archives(user_id), unpacking.folder_of_imports(user_id)]


def list_strays(session: Session, store: Store, *, before: datetime) -> list[str]:
    """Files older than that moment that belong to no photo: of an account that was erased while a job worked, say."""
    strays: list[str] = []
    listed = store.list_keys(FOLDER)
    while keys := list(islice(listed, AT_ONCE)):
        named = {key: _photo_id(key) for key in keys}
        known = _known(session, [photo_id for photo_id in named.values() if photo_id is not None])
        lost = [key for key, photo_id in named.items() if photo_id not in known]
        strays += [key for key in lost if store.facts_of(key).changed_at < before]
    return strays


def refuse_abandoned(session: Session, *, before: datetime) -> list[GarmentPhoto]:
    """Refuse photos that were sent before that moment and still wait: their job was cancelled, or failed. Returns
    them; what was sent is to be deleted."""
    waits = (GarmentPhoto.state == PhotoState.WAITING, GarmentPhoto.created_at < before)
    refused = update(GarmentPhoto).where(*waits).values(state=PhotoState.REFUSED, reason=ABANDONED)
    found = session.scalars(refused.returning(GarmentPhoto), execution_options={"synchronize_session": False})
    return list(found)


def _known(session: Session, photo_ids: Sequence[uuid.UUID]) -> set[uuid.UUID | None]:
    return set(session.scalars(select(GarmentPhoto.id).where(GarmentPhoto.id.in_(photo_ids))))


def _photo_id(key: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(key.split("/")[2])
    except (IndexError, ValueError):
        return None
