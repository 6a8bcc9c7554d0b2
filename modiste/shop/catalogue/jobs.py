"""The jobs of the catalogue: checking, applying and undoing a boutique's upload, each in a process of its own."""

import uuid
from typing import Any

from modiste.shop.catalogue import applying, checking, keeping, undoing
from modiste.shop.kit.queue.registry import job
from modiste.shop.kit.queue.work import Work
from modiste.shop.kit.storage.choice import open_store


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
