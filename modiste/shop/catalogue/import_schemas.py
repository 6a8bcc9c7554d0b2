"""A boutique's uploads over the wire."""

import uuid
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from sqlalchemy.orm import Session

from modiste.shop.catalogue import batch_states
from modiste.shop.catalogue.batch_states import BatchState
from modiste.shop.catalogue.dialects import DIALECTS, fields_of
from modiste.shop.catalogue.models import ImportBatch
from modiste.shop.catalogue.uploads import Look
from modiste.shop.kit.money import Currency
from modiste.shop.kit.web.fields import PRINTED, Body

MEANINGS = {
    "id": "What the boutique calls the item; sizes of one item may share it.",
    "item_group_id": "What the sizes and colours of one item have in common, where each has an id of its own.",
    "title": "The item's name.",
    "brand": "Who made it; the boutique's name where it is silent.",
    "description": "A few sentences; HTML becomes plain text.",
    "price": "What it costs, as 49.90 or 49.90 EUR.",
    "sale_price": "What it costs now; taken where it is lower than the price.",
    "currency": "The price's currency (ISO 4217), where the price does not name it.",
    "product_type": "The kind of clothes, as Dress, or a path whose last part is taken.",
    "color": "The colour.",
    "size": "The size.",
    "quantity": "How many there are.",
    "availability": "Whether there is any, where no quantity is given.",
    "image_link": "The address of the picture.",
    "additional_image_link": "Addresses of further pictures, with commas between.",
    "pattern": "Plain, striped, floral and so on.",
    "material": "Linen, wool and so on.",
    "gtin": "The number under the bar code.",
    "season": "Seasons, with | between.",
    "formality": "From 0 (casual) to 1 (formal).",
    "tags": "Further words, with commas or | between.",
    "status": "active, or draft where shoppers may not see it yet.",
}
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=PRINTED)]
Key = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[a-z_]+$")]


class CheckIn(Body):
    """How the file is to be understood; a field that the mapping does not name is not read."""

    mapping: Annotated[dict[Key, Annotated[list[Name], Field(max_length=20)]], Field(max_length=40)] | None = Field(
        None, description="Field → columns; left out: as proposed."
    )
    currency: Currency | None = Field(None, description="Where a price names none; left out: the boutique's.")
    default_price: Annotated[str, StringConstraints(pattern=r"^\d{1,9}(\.\d{1,4})?$")] | None = Field(
        None, description="Major units, such as 19.90: where a row has no price."
    )
    dialect: Key | None = Field(None, description="Left out: as found.")


class FieldOut(BaseModel):
    """A field that a column can feed."""

    name: str
    means: str
    is_required: bool
    takes_many: bool


class DialectOut(BaseModel):
    """A way in which files are written."""

    name: str
    label: str


class CountsOut(BaseModel):
    """What a check found, or what was applied: rows that were read and left out, items by what became of them."""

    read: int
    rejected: int
    new: int
    changed: int
    unchanged: int


class FaultOut(BaseModel):
    """What is wrong in one line of the file."""

    line: int
    column: str
    value: str
    message: str


class UndoOut(BaseModel):
    """What undoing did: items put back whole and in part, new ones removed, and hidden because an order names them."""

    restored: int = 0
    kept_in_part: int = 0
    removed: int = 0
    hidden: int = 0


class UploadOut(BaseModel):
    """An upload and where it stands; `may` lists what can be asked for now: check, apply, undo, forget."""

    model_config = ConfigDict(from_attributes=True)

    id: uuid.UUID
    file_name: str
    size: int
    dialect: DialectOut
    format: str
    encoding: str
    state: BatchState
    failed_in: BatchState | None
    may: list[str]
    counts: CountsOut
    undone: UndoOut
    has_file: bool
    has_faults: bool
    job_id: uuid.UUID | None
    created_at: datetime
    applied_at: datetime | None
    undone_at: datetime | None


class ColumnsOut(BaseModel):
    """The file's columns as a dialect sees them, which of them feed which field, and the first rows."""

    dialect: DialectOut
    columns: list[str]
    mapping: dict[str, list[str]]
    fields: list[FieldOut]
    samples: list[dict[str, Any]]


class UploadDetailOut(UploadOut):
    """An upload with how it is understood and the first of its faults."""

    columns: ColumnsOut
    dialects: list[DialectOut]
    currency: str
    default_price: str | None
    faults: list[FaultOut]


STEPS = {"check": BatchState.CHECKING, "apply": BatchState.APPLYING, "undo": BatchState.UNDOING}
WITHOUT_FILE = {"undo"}


def upload_out(session: Session, batch: ImportBatch) -> UploadOut:
    """The upload as a list shows it; a step whose job has ended without an end of its own has failed."""
    return UploadOut(**_common(session, batch))


def upload_detail_out(session: Session, batch: ImportBatch) -> UploadDetailOut:
    """The whole upload."""
    columns = columns_out(batch.dialect, batch.columns, batch.mapping, batch.samples)
    return UploadDetailOut(
        **_common(session, batch),
        columns=columns,
        dialects=[_dialect(name) for name in DIALECTS],
        currency=batch.currency,
        default_price=batch.default_price,
        faults=[FaultOut(**fault) for fault in batch.faults],
    )


def columns_out(
    dialect: str, columns: list[str], mapping: dict[str, list[str]], samples: list[dict[str, Any]]
) -> ColumnsOut:
    """Columns, the fields there are, and rows to look at."""
    fields = [
        FieldOut(name=f.name, means=MEANINGS[f.name], is_required=f.is_required, takes_many=f.takes_many)
        for f in fields_of(dialect)
    ]
    return ColumnsOut(dialect=_dialect(dialect), columns=columns, mapping=mapping, fields=fields, samples=samples)


def look_out(look: Look) -> ColumnsOut:
    """What a look saw."""
    return columns_out(look.kind.dialect, look.columns, look.mapping, look.samples)


def _common(session: Session, batch: ImportBatch) -> dict[str, Any]:
    has_stopped = batch_states.has_stopped(session, batch)
    state, failed_in = (BatchState.FAILED, batch.state) if has_stopped else (batch.state, batch.failed_in)
    following = batch_states.next_states(batch)
    if has_stopped:
        following = batch_states.AFTER_FAILURE[BatchState(batch.state)]
    may = [step for step, to in STEPS.items() if to in following and (batch.stored_key or step in WITHOUT_FILE)]
    if state not in batch_states.UNDER_WAY and (batch.stored_key or batch.position == 0):
        may.append("forget")
    counts = {"read": batch.rows_read, "rejected": batch.rows_rejected, "new": batch.items_new}
    counts |= {"changed": batch.items_changed, "unchanged": batch.items_unchanged}
    shown = ("id", "file_name", "size", "format", "encoding", "job_id", "created_at", "applied_at", "undone_at")
    return {name: getattr(batch, name) for name in shown} | {
        "dialect": _dialect(batch.dialect),
        "state": state,
        "failed_in": failed_in,
        "may": may,
        "counts": CountsOut(**counts),
        "undone": UndoOut(**batch.undo_report),
        "has_file": batch.stored_key is not None,
        "has_faults": batch.faults_key is not None and bool(batch.faults),
    }


def _dialect(name: str) -> DialectOut:
    return DialectOut(name=name, label=DIALECTS[name].LABEL if name in DIALECTS else name)
