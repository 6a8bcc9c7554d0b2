"""A boutique's uploads: taken in, looked at and sent on their way; the rest is in checking, applying, undoing."""

import hashlib
import re
import tempfile
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from modiste.shop.boutiques.models import Boutique
from modiste.shop.boutiques.sellers import Seller, boutique_of_seller
from modiste.shop.catalogue import batch_states
from modiste.shop.catalogue.batch_states import BatchState, NotNow
from modiste.shop.catalogue.dialects import DIALECTS, chosen_columns
from modiste.shop.catalogue.goods import Terms
from modiste.shop.catalogue.models import ImportBatch, ImportChange
from modiste.shop.catalogue.uploads import DialectUnknown, Look, look_at
from modiste.shop.kit import paging
from modiste.shop.kit.errors import Conflict, Invalid, NotFound
from modiste.shop.kit.queue.later import later
from modiste.shop.kit.storage.base import Store
from modiste.shop.kit.tokens import new_id

CHUNK = 1024 * 1024
FOLDER = "imports"


class BatchUnknown(NotFound):
    """There is no such upload of this boutique."""

    title = "There is no such upload"


class FileForgotten(Conflict):
    """The uploaded file was deleted."""

    title = "The file of this upload has been deleted: upload it again"


class OtherUnderWay(Conflict):
    """Another upload of the boutique is being applied or undone."""

    title = "Another upload of yours is being written: wait until it is done, or cancel it"


class TooOld(Conflict):
    """What stood before is not known any more."""

    title = "This upload is too old to be undone"


class BadTerms(Invalid):
    """The currency or the default price makes no sense."""

    title = "The currency or the default price makes no sense"


@dataclass(frozen=True, slots=True)
class Received:
    """A file that arrived, in a folder of ours for the length of the request."""

    path: Path
    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Understanding:
    """Which columns feed which field (None: as proposed), and what stands in where the file is silent."""

    mapping: Mapping[str, Sequence[str]] | None
    currency: str
    default_price: str | None


def keep_upload(session: Session, seller: Seller, file: Received, store: Store) -> ImportBatch:
    """Keep a file and say what it seems to be. Raises UnreadableFeed, NoBoutiqueYet.

    Looking and storing come first, so that no lock is held for as long as they take.
    """
    look = look_at(file.path)
    batch_id = new_id()
    key = f"{FOLDER}/{batch_id}/{'upload' if look.kind.format != 'csv' else 'upload.csv'}"
    store.put(key, _chunks(file.path))
    try:
        boutique = boutique_of_seller(session, seller)
        batch = ImportBatch(
            id=batch_id,
            boutique_id=boutique.id,
            asked_by=seller.user_id,
            file_name=file_name(file.name),
            size=file.size,
            sha256=file.sha256,
            stored_key=key,
            currency=boutique.currency,
            state=BatchState.UPLOADED,
            **_seen(look),
        )
        session.add(batch)
        session.flush()
    except BaseException:
        store.delete(key)
        raise
    return batch


def batch_of(session: Session, boutique: Boutique, batch_id: uuid.UUID) -> ImportBatch:
    """An upload of this boutique. Raises BatchUnknown."""
    query = select(ImportBatch).where(ImportBatch.id == batch_id, ImportBatch.boutique_id == boutique.id)
    found = session.scalar(query)
    if found is None:
        raise BatchUnknown
    return found


def list_batches(
    session: Session, boutique: Boutique, *, cursor: str | None = None, limit: int = 20
) -> tuple[Sequence[ImportBatch], str | None]:
    """The boutique's uploads, the newest first, and the cursor of the next page. Raises BadCursor."""
    query = select(ImportBatch).where(ImportBatch.boutique_id == boutique.id)
    if cursor is not None:
        [last] = paging.decode(cursor, str)
        try:
            query = query.where(ImportBatch.id < uuid.UUID(last))
        except ValueError as error:
            raise paging.BadCursor from error
    rows = session.scalars(query.order_by(ImportBatch.id.desc()).limit(limit + 1)).all()
    following = paging.encode(str(rows[limit - 1].id)) if len(rows) > limit else None
    return rows[:limit], following


def look_again(batch: ImportBatch, store: Store, dialect: str) -> Look:
    """The batch's file as another dialect would read it. Raises DialectUnknown, FileForgotten."""
    if dialect not in DIALECTS:
        raise DialectUnknown(f"There is no dialect {dialect!r}: choose one of {', '.join(DIALECTS)}")
    with tempfile.TemporaryDirectory(prefix="modiste-look-") as folder:
        return look_at(fetch_file(batch, store, Path(folder)), dialect=dialect)


def fetch_file(batch: ImportBatch, store: Store, folder: Path) -> Path:
    """The batch's file in `folder`. Raises FileForgotten."""
    if batch.stored_key is None:
        raise FileForgotten
    path = folder / "upload"
    with path.open("wb") as file:
        for chunk in store.open(batch.stored_key).chunks:
            file.write(chunk)
    return path


def start_check(
    session: Session, seller: Seller, batch: ImportBatch, terms: Understanding, look: Look | None
) -> ImportBatch:
    """Have the file read and compared, without writing anything; `look` is what another dialect sees in it.

    Raises NotNow, FileForgotten, MissingColumns, UnknownMapping, BadTerms.
    """
    batch_states.settle(session, batch)
    if batch.stored_key is None:
        raise FileForgotten
    seen: dict[str, Any] = _seen(look) if look is not None else {"mapping": batch.mapping}
    mapping = seen["mapping"] if terms.mapping is None else {name: list(c) for name, c in terms.mapping.items() if c}
    dialect = batch.dialect if look is None else look.kind.dialect
    columns = batch.columns if look is None else look.columns
    try:
        chosen_columns(dialect, columns, mapping, Terms(terms.currency, terms.default_price))
    except ValueError as error:
        raise BadTerms(str(error)) from error
    asked = {"mapping": mapping, "currency": terms.currency, "default_price": terms.default_price}
    job = later(session, "check_import", owner=seller.user_id, only_once=f"check-{batch.id}", batch=str(batch.id))
    batch_states.move(session, batch, BatchState.CHECKING, **(seen | asked), job_id=job.id, failed_in=None)
    return batch


def start_applying(session: Session, seller: Seller, batch: ImportBatch) -> ImportBatch:
    """Have the file put on the shelf, or go on where that stopped. Raises NotNow, OtherUnderWay, FileForgotten."""
    if batch.stored_key is None:
        raise FileForgotten
    is_new = batch.state == BatchState.CHECKED
    counts = dict.fromkeys(("rows_read", "rows_rejected", "items_new", "items_changed", "items_unchanged"), 0)
    return _start_writing(session, seller, batch, BatchState.APPLYING, counts if is_new else {})


def start_undoing(session: Session, seller: Seller, batch: ImportBatch) -> ImportBatch:
    """Have taken back what this batch did. Raises NotNow, OtherUnderWay, TooOld."""
    mine = select(ImportChange.item_id).where(ImportChange.batch_id == batch.id).limit(1)
    did_something = batch.items_new + batch.items_changed > 0
    if did_something and batch.state == BatchState.APPLIED and session.scalar(mine) is None:
        raise TooOld
    return _start_writing(session, seller, batch, BatchState.UNDOING, {})


def forget_batch(session: Session, batch: ImportBatch) -> list[str]:
    """Forget the file; a batch that changed nothing goes with it. Returns what is to be deleted from the store.

    Raises NotNow while something is under way.
    """
    batch_states.settle(session, batch)
    if batch.state in batch_states.UNDER_WAY:
        raise NotNow(f"The upload is {batch.state}: cancel that first", state=batch.state)
    keys = [key for key in (batch.stored_key, batch.faults_key) if key is not None]
    if batch.position == 0:
        session.execute(delete(ImportChange).where(ImportChange.batch_id == batch.id))
        session.delete(batch)
    else:
        batch.stored_key = batch.faults_key = None
        batch.samples, batch.faults = [], []
    session.flush()
    return keys


def file_name(name: str) -> str:
    """A name that can be shown and stored: the last part of a path, without what is not printed."""
    last = re.split(r"[\\/]", name)[-1]
    printed = "".join(sign for sign in last if sign.isprintable()).encode("utf-8", "ignore").decode()
    return printed.strip()[:200] or "upload"


def digest_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _start_writing(
    session: Session, seller: Seller, batch: ImportBatch, to: BatchState, values: dict[str, Any]
) -> ImportBatch:
    batch_states.settle(session, batch)
    if to not in batch_states.next_states(batch):
        raise NotNow(f"The upload is {batch.state}", state=batch.state)
    work = {BatchState.APPLYING: "apply_import", BatchState.UNDOING: "undo_import"}[to]
    job = later(session, work, owner=seller.user_id, only_once=f"import-{batch.boutique_id}", batch=str(batch.id))
    if job.arguments.get("batch") != str(batch.id) or job.name != work:
        raise OtherUnderWay
    batch_states.move(session, batch, to, **values, job_id=job.id, failed_in=None)
    return batch


def _seen(look: Look) -> dict[str, Any]:
    kind = {"format": look.kind.format, "encoding": look.kind.encoding, "dialect": look.kind.dialect}
    return kind | {"columns": look.columns, "samples": look.samples, "mapping": look.mapping}


def _chunks(path: Path) -> Any:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk
