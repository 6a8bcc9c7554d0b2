"""Photos of a boutique's own items: taken in, made into the sizes that cards and pages use, hung, put in order.

A photo is looked at before it is taken, and kept where nobody can open it; reading and writing it anew takes 0.2 to
1.1 s of one core (`benchmarks/photos.py`), so a job does that. The job's files are named after the upload: done twice,
it writes the same files again and hangs them once.
"""

import re
import uuid
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from datetime import datetime

from sqlalchemy.orm import Session

from modiste.shop.boutiques.sellers import Seller
from modiste.shop.catalogue.boutique_schemas import MOST_PHOTOS
from modiste.shop.catalogue.models import Item, Picture
from modiste.shop.catalogue.own_items import note_change, own_item_of
from modiste.shop.catalogue.stocking import Photo
from modiste.shop.kit.db import Database
from modiste.shop.kit.errors import Conflict, Invalid, NotFound
from modiste.shop.kit.queue.later import later
from modiste.shop.kit.queue.models import Job
from modiste.shop.kit.storage.base import PUBLIC, Store
from modiste.vision import photos
from modiste.vision.errors import UnreadableImage
from modiste.vision.images import Renditions, renditions

INCOMING = "incoming/photos"  # where nobody can open it
PREPARE, FORGET = "prepare_photo", "forget_photos"
OWN_NAME = re.compile(r"[0-9a-f]{32}-\d+\.webp")
MIDDLE = 640  # the width that those see who do not choose


class PhotoUnfit(Invalid):
    """What was sent is no photo that we take."""

    title = "This is no photo that can be taken"


class PhotoUnknown(NotFound):
    """The item has no such photo."""

    title = "This item has no such photo"


class TooManyPhotos(Conflict):
    """The item has as many photos as one may have."""

    title = f"An item has {MOST_PHOTOS} photos at most: delete one first"


class PhotosMoved(Conflict):
    """The order does not name the photos that there are."""

    title = "These are not the photos that the item has now: read them again, then put them in order"


def take_photo(database: Database, store: Store, seller: Seller, item_id: int, *, content: bytes) -> Job:
    """Keep a photo and have it prepared; the file is stored while no transaction is open.

    Raises OwnItemUnknown, TooManyPhotos, PhotoUnfit.
    """
    with database.reading() as session:
        _check_room(own_item_of(session, seller.boutique_id, item_id))
    try:
        photos.check_photo(content)
    except UnreadableImage as error:
        raise PhotoUnfit(str(error)) from error
    number = uuid.uuid4().hex
    with ExitStack() as undo:
        store.put(_incoming(number), content)
        undo.callback(store.delete, _incoming(number))
        with database.transaction() as session:
            job = later(
                session,
                PREPARE,
                owner=seller.user_id,
                boutique_id=seller.boutique_id,
                item_id=item_id,
                number=number,
            )
        undo.pop_all()
    return job


def read_incoming(store: Store, number: str) -> Renditions:
    """The photo of this upload in the shop's sizes. Raises PhotoUnfit, NoSuchFile."""
    try:
        return renditions(photos.read_photo(store.read(_incoming(number))))
    except UnreadableImage as error:
        raise PhotoUnfit(str(error)) from error


def store_sizes(store: Store, boutique_id: int, number: str, made: Renditions) -> Photo:
    """Put the sizes where everybody may see them; what the catalogue is to be told of them."""
    urls = {}
    for size in made.sizes:
        key = f"{_folder(boutique_id)}{number}-{size.width}.webp"
        store.put(key, size.content)
        urls[size.width] = store.url(key)
    middle = next((size for size in made.sizes if size.width == MIDDLE), made.sizes[-1])
    srcset = ", ".join(f"{url} {width}w" for width, url in urls.items())
    return Photo(urls[middle.width], middle.width, middle.height, srcset, made.colour, made.blurhash)


def hang_photo(session: Session, item: Item, photo: Photo) -> Picture:
    """Hang a photo behind the others, once. `item` is locked. Raises TooManyPhotos."""
    known = next((picture for picture in item.pictures if picture.url == photo.url), None)
    if known is not None:
        return known
    _check_room(item)
    position = max((picture.position for picture in item.pictures), default=-1) + 1
    picture = Picture(
        position=position,
        url=photo.url,
        width=photo.width,
        height=photo.height,
        srcset=photo.srcset,
        colour=photo.colour,
        blurhash=photo.blurhash,
    )
    item.pictures.append(picture)
    _note_first(session, item)
    return picture


def order_photos(session: Session, item: Item, photo_ids: Sequence[int]) -> None:
    """Hang the photos of a locked item in this order. Raises PhotosMoved."""
    by_id = {picture.id: picture for picture in item.pictures}
    if len(photo_ids) != len(by_id) or set(photo_ids) != set(by_id):
        raise PhotosMoved
    if [picture.id for picture in item.pictures] == list(photo_ids):
        return
    for number, picture in enumerate(item.pictures):
        picture.position = -1 - number  # out of the way: no two may hang in the same place, not even for a moment
    session.flush()
    for number, photo_id in enumerate(photo_ids):
        by_id[photo_id].position = number
    item.pictures.sort(key=lambda picture: picture.position)
    _note_first(session, item)


def take_down_photo(session: Session, item: Item, photo_id: int) -> list[str]:
    """Take a photo of a locked item down; returns the addresses that it had. Raises PhotoUnknown."""
    picture = next((one for one in item.pictures if one.id == photo_id), None)
    if picture is None:
        raise PhotoUnknown
    item.pictures.remove(picture)
    _note_first(session, item)
    return addresses_of([picture])


def addresses_of(pictures: Iterable[Picture]) -> list[str]:
    """Every address under which these pictures, in any size, are to be had."""
    listed = [entry.split()[0] for picture in pictures for entry in (picture.srcset or "").split(",") if entry.strip()]
    return list(dict.fromkeys([*(picture.url for picture in pictures), *listed]))


def ask_to_forget(session: Session, boutique_id: int, addresses: Sequence[str]) -> None:
    """Have the files at these addresses deleted, if they are the boutique's own."""
    if addresses:
        later(session, FORGET, boutique_id=boutique_id, addresses=list(addresses))


def forget_files(store: Store, boutique_id: int, addresses: Iterable[str]) -> int:
    """Delete the files at these addresses; what lies elsewhere, or is another boutique's, stays. Returns how many."""
    folder = _folder(boutique_id)
    named = [
        (folder + name, address) for address in addresses if OWN_NAME.fullmatch(name := address.rpartition("/")[2])
    ]
    own = [key for key, address in named if store.url(key) == address]
    for key in own:
        store.delete(key)
    return len(own)


def forget_incoming(store: Store, number: str) -> None:
    """Delete what was sent, once it was prepared or refused."""
    store.delete(_incoming(number))


def forget_stranded(store: Store, *, before: datetime) -> int:
    """Delete what was sent before that moment and never prepared: its job was cancelled, or erased with its account.

    Returns how many.
    """
    old = [key for key in store.list_keys(INCOMING) if store.facts_of(key).changed_at < before]
    for key in old:
        store.delete(key)
    return len(old)


def _check_room(item: Item) -> None:
    if len(item.pictures) >= MOST_PHOTOS:
        raise TooManyPhotos


def _note_first(session: Session, item: Item) -> None:
    """Repeat the first picture in the item's own row, where cards read it."""
    first = next(iter(item.pictures), None)
    item.image_url = first.url if first else None
    item.image_srcset = first.srcset if first else None
    item.image_colour = first.colour if first else None
    item.image_blurhash = first.blurhash if first else None
    note_change(session, item)


def _incoming(number: str) -> str:
    return f"{INCOMING}/{number}"


def _folder(boutique_id: int) -> str:
    return f"{PUBLIC}boutiques/{boutique_id}/"
