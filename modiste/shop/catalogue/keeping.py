"""How long uploads are kept: their files and what could be undone for thirty days, what became of them for good."""

import uuid
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from modiste.shop.catalogue.batch_states import UNDER_WAY
from modiste.shop.catalogue.batches import FOLDER
from modiste.shop.catalogue.models import ImportBatch, ImportChange
from modiste.shop.kit import clock
from modiste.shop.kit.storage.base import Store

KEPT_DAYS = 30
YOUNG = timedelta(hours=1)  # a file may be stored a moment before its row is


def forget_old_uploads(session: Session) -> list[str]:
    """Forget files and changes of batches that are thirty days old; returns what is to be deleted from the store."""
    is_old = ImportBatch.created_at < clock.now() - timedelta(days=KEPT_DAYS)
    query = select(ImportBatch).where(is_old, ImportBatch.stored_key.is_not(None), ImportBatch.state.not_in(UNDER_WAY))
    keys: list[str] = []
    for batch in session.scalars(query):
        keys += [key for key in (batch.stored_key, batch.faults_key) if key is not None]
        batch.stored_key = batch.faults_key = None
        batch.samples, batch.faults = [], []
    session.flush()
    old = select(ImportBatch.id).where(is_old, ImportBatch.state.not_in(UNDER_WAY))
    session.execute(delete(ImportChange).where(ImportChange.batch_id.in_(old)))
    return keys


def list_strays(session: Session, store: Store) -> list[str]:
    """Stored files of batches that there are not (any more): an upload that failed at its last step leaves one."""
    long_ago = clock.now() - YOUNG
    keys = [key for key in store.list_keys(FOLDER) if store.facts_of(key).changed_at < long_ago]
    named = {key: _id_in(key) for key in keys}
    ids = [found for found in named.values() if found is not None]
    known = set(session.scalars(select(ImportBatch.id).where(ImportBatch.id.in_(ids))))
    return [key for key, found in named.items() if found is not None and found not in known]


def _id_in(key: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(key.split("/")[1])
    except (IndexError, ValueError):
        return None
