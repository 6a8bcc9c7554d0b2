"""The garment in a photo, cut out by a model or as its owner has drawn it, and whether the photo is shown that way.

A cut-out lies beside the original in the photo's folder: transparent (PNG, as large as the original), on white (JPEG,
cut to the garment) and in the sizes of pages. Its files are named after the job that made it: done twice, it writes the
same ones again, and nobody sees half an old one.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from modiste.shop.accounts.models import User
from modiste.shop.accounts.schemas import BackgroundPreference
from modiste.shop.kit.db import Database
from modiste.shop.kit.errors import Conflict, Invalid
from modiste.shop.kit.queue.later import later
from modiste.shop.kit.queue.models import Job
from modiste.shop.kit.storage.base import Store
from modiste.shop.wardrobe import photos
from modiste.shop.wardrobe.models import Garment, GarmentPhoto, PhotoState
from modiste.shop.wardrobe.service import garment_of, note_change
from modiste.shop.wardrobe.settings import WardrobeSettings
from modiste.vision.arrays import Pixels
from modiste.vision.cutout.base import Cutout, CutoutModel
from modiste.vision.cutout.keeping import alpha_of_mask, crop_box, flatten, in_card, transparent
from modiste.vision.cutout.local import LocalCutout
from modiste.vision.cutout.onnx_file import OnnxFileCutout
from modiste.vision.errors import UnreadableImage
from modiste.vision.images import as_jpeg, as_png, read_image, renditions
from modiste.vision.limits import Limits
from modiste.vision.photos import check_photo, read_photo

CUT_OUT = "cut_out_garment_photo"
BY_HAND, AS_SENT = "by hand", "as sent"
MASK = Limits(4 * 1024 * 1024, shortest=16, most_slender=8, widest=photos.LONGEST)
SAME_SHAPE = 0.02  # by how much the proportions of a mask may differ from the photo's
SURE = 0.5  # below it a cut-out is not shown before its owner has looked at it
OPAQUE = 0.98  # of a picture with at least so much opacity nothing was cut out


class MaskUnfit(Invalid):
    """What was sent is no mask of this photo."""

    title = "This is no mask of this photo"


class PhotoNotReady(Conflict):
    """The photo is being prepared, or was refused."""

    title = "This photo is not ready: wait for its job, or send another one"


@dataclass(frozen=True, slots=True)
class Cut:
    """A cut-out that is not stored yet: what is noted of it, and its files by the end of their names."""

    noted: dict[str, Any]
    files: dict[str, bytes]


def preference_of(session: Session, user_id: int) -> BackgroundPreference:
    """What the shopper once chose for the ground of her photos."""
    kept = session.scalars(select(User.preferences).where(User.id == user_id)).one()
    return BackgroundPreference(kept.get("background_preference", BackgroundPreference.CLEAN))


def choose_background(
    session: Session, garment: Garment, photo_id: uuid.UUID | None, wanted: BackgroundPreference
) -> tuple[GarmentPhoto, Job | None]:
    """Show a photo of a locked garment (None: the first one) with or without its ground; the job that cuts it out, if
    that is to be done first. Raises PhotoUnknown, PhotoNotReady."""
    if photo_id is None:
        photo_id = next((one.id for one in garment.photos if one.state == PhotoState.READY), uuid.UUID(int=0))
    photo = _ready(garment, photo_id)
    if wanted == BackgroundPreference.CLEAN and photo.cutout is None:
        return photo, _ask(session, garment, photo)
    if photo.background != wanted:
        photo.background = wanted.value
        note_change(session, garment)
    return photo, None


def take_mask(
    database: Database, store: Store, user_id: int, garment_id: uuid.UUID, photo_id: uuid.UUID, content: bytes
) -> Job:
    """Have a photo cut out as its owner has drawn it: white, or opaque, is garment.

    Raises GarmentUnknown, PhotoUnknown, PhotoNotReady, MaskUnfit.
    """
    with database.reading() as session:
        photo = _ready(garment_of(session, user_id, garment_id), photo_id)
    try:
        facts = check_photo(content, MASK)
    except UnreadableImage as error:
        raise MaskUnfit(str(error)) from error
    assert photo.width and photo.height
    if abs(facts.width * photo.height / (facts.height * photo.width) - 1) > SAME_SHAPE:
        raise MaskUnfit(
            f"The mask has {facts.width} × {facts.height} pixels, the photo {photo.width} × {photo.height}: send one "
            "of the same proportions."
        )
    store.put(_mask_key(photo), content)
    with database.transaction() as session:
        garment = garment_of(session, user_id, garment_id, to_change=True)
        return _ask(session, garment, _ready(garment, photo_id), by_hand=True)


def cut(store: Store, photo: GarmentPhoto, job_id: uuid.UUID, *, by_hand: bool = False) -> Cut:
    """Cut the garment out of a photo's original. Raises NoGarment, MaskUnfit, NoSuchFile."""
    pixels = read_image(store.read(photos.original_key(photo)))
    if by_hand:
        found = _drawn(store.read(_mask_key(photo)), pixels)
    elif pixels.shape[2] == 4 and (opacity := np.asarray(pixels[..., 3], np.float32) / np.float32(255)).mean() < OPAQUE:
        found = Cutout(opacity, 1.0, AS_SENT)
    else:
        found = cutout_model().cut_out(np.ascontiguousarray(pixels[..., :3]))
    colours = pixels[..., :3]
    top, bottom, left, right = crop_box(found.alpha)
    place = (slice(top, bottom), slice(left, right))
    whole = transparent(colours, found.alpha)
    shown = renditions(in_card(whole[place]))
    files = {".png": as_png(whole), ".jpg": as_jpeg(flatten(colours, found.alpha)[place])}
    files |= {f"-{size.width}.webp": size.content for size in shown.sizes}
    noted = {
        "id": str(job_id),
        "model": found.model,
        "confidence": None if by_hand else round(found.confidence, 3),
        "sizes": [{"width": size.width, "height": size.height} for size in shown.sizes],
        "colour": shown.colour,
        "blurhash": shown.blurhash,
    }
    return Cut(noted, files)


def store_cut(store: Store, photo: GarmentPhoto, made: Cut) -> None:
    """Put the files of a cut-out where only signed addresses lead."""
    for ending, content in made.files.items():
        store.put(_key(photo, made.noted["id"], ending), content)


def hang_cut(session: Session, photo_id: uuid.UUID, made: Cut) -> list[str]:
    """Note a cut-out, and show the photo with it unless it is doubtful; the files that it replaces. Raises
    PhotoUnknown."""
    garment, photo = photos.locked(session, photo_id)
    old = list(_keys(photo)) if photo.cutout and photo.cutout["id"] != made.noted["id"] else []
    photo.cutout, photo.cutout_fault = made.noted, None
    if not is_doubtful(made.noted):
        photo.background = BackgroundPreference.CLEAN.value
    note_change(session, garment)
    return old


def note_fault(session: Session, photo_id: uuid.UUID, fault: str) -> None:
    """Note why a photo was not cut out; it is shown as it is. Raises PhotoUnknown."""
    garment, photo = photos.locked(session, photo_id)
    photo.cutout_fault = fault[:300]
    note_change(session, garment)


def is_doubtful(noted: dict[str, Any]) -> bool:
    """Whether somebody ought to look at a cut-out."""
    return noted["confidence"] is not None and noted["confidence"] < SURE


def forget_mask(store: Store, photo: GarmentPhoto) -> None:
    """Delete a drawn mask, once it was used."""
    store.delete(_mask_key(photo))


def size_key(photo: GarmentPhoto, width: int) -> str:
    """Where one of the sizes of a photo's cut-out lies."""
    assert photo.cutout
    return _key(photo, photo.cutout["id"], f"-{width}.webp")


def whole_key(photo: GarmentPhoto) -> str:
    """Where the transparent cut-out lies, as large as the original."""
    assert photo.cutout
    return _key(photo, photo.cutout["id"], ".png")


def flat_key(photo: GarmentPhoto) -> str:
    """Where the cut-out on white lies."""
    assert photo.cutout
    return _key(photo, photo.cutout["id"], ".jpg")


@cache
def cutout_model() -> CutoutModel:
    """The model that the settings name, opened once in a process. Raises VisionError."""
    file = WardrobeSettings().file
    return LocalCutout() if file is None else OnnxFileCutout(file)


def _drawn(content: bytes, pixels: Pixels) -> Cutout:
    try:
        mask = read_photo(content, MASK)
    except UnreadableImage as error:
        raise MaskUnfit(str(error)) from error
    alpha = alpha_of_mask(mask, *pixels.shape[:2])
    if not (alpha > 0.5).any():
        raise MaskUnfit("Nothing in the mask is white: paint where the garment is.")
    return Cutout(alpha, 1.0, BY_HAND)


def _ask(session: Session, garment: Garment, photo: GarmentPhoto, *, by_hand: bool = False) -> Job:
    once = f"{CUT_OUT}:{photo.id}:{by_hand}"
    return later(session, CUT_OUT, owner=garment.user_id, only_once=once, photo_id=str(photo.id), by_hand=by_hand)


def _ready(garment: Garment, photo_id: uuid.UUID) -> GarmentPhoto:
    photo = photos.photo_in(garment, photo_id)
    if photo.state != PhotoState.READY:
        raise PhotoNotReady
    return photo


def _keys(photo: GarmentPhoto) -> Iterator[str]:
    assert photo.cutout
    yield from (whole_key(photo), flat_key(photo))
    yield from (size_key(photo, size["width"]) for size in photo.cutout["sizes"])


def _key(photo: GarmentPhoto, cut_id: str, ending: str) -> str:
    return f"{photos.folder_of(photo)}/cutout-{cut_id}{ending}"


def _mask_key(photo: GarmentPhoto) -> str:
    return f"{photos.folder_of(photo)}/mask"
