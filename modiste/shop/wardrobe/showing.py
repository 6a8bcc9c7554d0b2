"""Garments as they go over the wire: with addresses of photos that hold for five minutes, and what a wear cost."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from modiste.shop.accounts.schemas import BackgroundPreference
from modiste.shop.catalogue.schemas import PictureOut
from modiste.shop.kit.money import Money
from modiste.shop.kit.storage.base import Store
from modiste.shop.wardrobe import cutouts
from modiste.shop.wardrobe.models import Garment, GarmentPhoto, Laundry, PhotoState
from modiste.shop.wardrobe.photos import find_original_url, size_key
from modiste.shop.wardrobe.schemas import CutoutOut, GarmentCard, GarmentOut, GarmentPhotoOut
from modiste.shop.wardrobe.wears import Worn, worn_of

MIDDLE = 640  # the width that those see who do not choose
SHOWN = ("sizes", "colour", "blurhash")  # of what pages show
AS_THEY_ARE = ("id", "name", "colours", "brand", "size", "quantity", "folder_id", "created_at")
AS_THEY_ARE_TOO = (
    *("pattern", "formality", "season", "material", "notes", "bought_on", "item_id", "order_line_id", "updated_at"),
)


def show_cards(session: Session, store: Store, garments: Sequence[Garment]) -> list[GarmentCard]:
    """Garments as a list shows them; one query."""
    worn = worn_of(session, [garment.id for garment in garments])
    return [GarmentCard(**_card(store, garment, worn.get(garment.id, Worn()))) for garment in garments]


def show_garments(session: Session, store: Store, garments: Sequence[Garment]) -> list[GarmentOut]:
    """Garments with everything that is known of them; one query."""
    worn = worn_of(session, [garment.id for garment in garments])
    return [_shown(store, garment, worn.get(garment.id, Worn())) for garment in garments]


def show_garment(session: Session, store: Store, garment: Garment) -> GarmentOut:
    """A garment with everything that is known of it; one query."""
    [shown] = show_garments(session, store, [garment])
    return shown


def show_photo(store: Store, photo: GarmentPhoto) -> GarmentPhotoOut:
    """A photo with addresses, once it is ready."""
    picture = _picture(store, photo) if photo.state == PhotoState.READY else None
    return GarmentPhotoOut(
        id=photo.id,
        state=PhotoState(photo.state),
        reason=photo.reason,
        job_id=photo.job_id,
        url=picture and picture.url,
        srcset=picture and picture.srcset,
        original_url=find_original_url(store, photo),
        width=photo.width,
        height=photo.height,
        colour=photo.colour,
        blurhash=photo.blurhash,
        background=BackgroundPreference(photo.background),
        cutout=_cutout(store, photo),
        cutout_fault=photo.cutout_fault,
    )


def cost_per_wear(garment: Garment, times: int) -> Money | None:
    """What all pieces of a garment cost, by the times it was worn, in whole minor units, a half rounded up."""
    if garment.price is None or garment.currency is None or times == 0:
        return None
    total = garment.price * garment.quantity
    return Money(amount=(2 * total + times) // (2 * times), currency=garment.currency)


def _shown(store: Store, garment: Garment, worn: Worn) -> GarmentOut:
    return GarmentOut(
        price=_money(garment.price, garment.currency),
        cost_per_wear=cost_per_wear(garment, worn.times),
        photos=[show_photo(store, photo) for photo in garment.photos],
        **_card(store, garment, worn),
        **{name: getattr(garment, name) for name in AS_THEY_ARE_TOO},
    )


def _card(store: Store, garment: Garment, worn: Worn) -> dict[str, Any]:
    return {name: getattr(garment, name) for name in AS_THEY_ARE} | {
        "category": garment.category and garment.category.slug,
        "laundry": Laundry(garment.laundry),
        "is_archived": garment.archived_at is not None,
        "picture": _first_picture(store, garment),
        "wears": worn.times,
        "last_worn_on": worn.last_on,
    }


def _first_picture(store: Store, garment: Garment) -> PictureOut | None:
    first = next((photo for photo in garment.photos if photo.state == PhotoState.READY), None)
    if first is not None:
        return _picture(store, first)
    bought = garment.picture_url
    if not bought:
        return None
    return PictureOut(url=bought, width=None, height=None, srcset=None, colour=None, blurhash=None)


def _cutout(store: Store, photo: GarmentPhoto) -> CutoutOut | None:
    if photo.cutout is None:
        return None
    return CutoutOut(
        url=store.url(cutouts.whole_key(photo)),
        flat_url=store.url(cutouts.flat_key(photo)),
        model=photo.cutout["model"],
        confidence=photo.cutout["confidence"],
        is_doubtful=cutouts.is_doubtful(photo.cutout),
    )


def _picture(store: Store, photo: GarmentPhoto) -> PictureOut:
    is_cut = photo.cutout is not None and photo.background == BackgroundPreference.CLEAN
    shown: dict[str, Any] = photo.cutout if is_cut and photo.cutout else {name: getattr(photo, name) for name in SHOWN}
    key_of = cutouts.size_key if is_cut else size_key
    urls = {size["width"]: store.url(key_of(photo, size["width"])) for size in shown["sizes"]}
    middle = next((size for size in shown["sizes"] if size["width"] == MIDDLE), shown["sizes"][-1])
    return PictureOut(
        url=urls[middle["width"]],
        width=middle["width"],
        height=middle["height"],
        srcset=", ".join(f"{url} {width}w" for width, url in urls.items()),
        colour=shown["colour"],
        blurhash=shown["blurhash"],
    )


def _money(amount: int | None, currency: str | None) -> Money | None:
    return None if amount is None or currency is None else Money(amount=amount, currency=currency)
