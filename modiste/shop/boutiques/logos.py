"""The logo of a boutique: any picture that somebody sends, made into files of our own."""

import secrets

from sqlalchemy.orm import Session

from modiste.shop.boutiques.models import Boutique
from modiste.shop.boutiques.sellers import Seller, boutique_of_seller
from modiste.shop.kit.db import Database
from modiste.shop.kit.errors import Invalid
from modiste.shop.kit.queue.later import later
from modiste.shop.kit.storage.base import PUBLIC, Store
from modiste.vision.errors import UnreadableImage
from modiste.vision.images import renditions
from modiste.vision.limits import Limits
from modiste.vision.photos import read_photo

FORGET = "forget_boutique_logo"  # the job in jobs.py, which this floor may not import
LARGEST_FILE = 8 * 1024 * 1024
LARGE, SMALL = 512, 128  # pixels along the longer side
LOGO = Limits(LARGEST_FILE, shortest=32, most_slender=8, widest=LARGE)
NAMES = ("large.webp", "small.webp")


class BadPicture(Invalid):
    """The file is no picture that makes a logo."""

    title = "This file cannot be a logo"


def hang_logo(database: Database, store: Store, seller: Seller, content: bytes) -> Boutique:
    """Make a picture the logo of a boutique, and have the files of the one before deleted.

    The picture is read and stored before the transaction begins: neither may hold a lock. Files that no boutique names
    in the end are deleted again. Raises BadPicture, NoBoutiqueYet, StorageUnavailable.
    """
    files = _drawn(content)
    key = f"{PUBLIC}boutiques/{seller.boutique_id}-{secrets.token_hex(8)}"
    try:
        for name, file in zip(NAMES, files, strict=True):
            store.put(f"{key}/{name}", file)
        with database.transaction() as session:
            boutique = boutique_of_seller(session, seller, to_change=True)
            forget_logo_files(session, boutique)
            boutique.logo_key = key
            boutique.logo_url, boutique.logo_small_url = (store.url(f"{key}/{name}") for name in NAMES)
            session.flush()
            return boutique
    except BaseException:
        delete_logo_files(store, key)
        raise


def take_logo_down(session: Session, seller: Seller) -> Boutique:
    """A boutique has no logo any more; its files are deleted if this transaction commits. Raises NoBoutiqueYet."""
    boutique = boutique_of_seller(session, seller, to_change=True)
    forget_logo_files(session, boutique)
    boutique.logo_key = boutique.logo_url = boutique.logo_small_url = None
    session.flush()
    return boutique


def forget_logo_files(session: Session, boutique: Boutique) -> None:
    """Have the files of a boutique's uploaded logo deleted, if this transaction commits."""
    if boutique.logo_key is not None:
        later(session, FORGET, key=boutique.logo_key)


def delete_logo_files(store: Store, key: str) -> None:
    """Delete the files of a logo; what is not there does no harm. Raises StorageUnavailable."""
    for name in NAMES:
        store.delete(f"{key}/{name}")


def _drawn(content: bytes) -> tuple[bytes, bytes]:
    """A picture's two WebP files, the larger first."""
    if not content:
        raise BadPicture("Send the bytes of the picture as the body of the request.")
    try:
        picture = read_photo(content, LOGO)
    except UnreadableImage as error:
        raise BadPicture(str(error)) from error
    height, width = picture.shape[:2]
    narrow, wide = (max(1, round(width * min(1.0, side / max(height, width)))) for side in (SMALL, LARGE))
    sizes = renditions(picture, (narrow, wide)).sizes
    return sizes[-1].content, sizes[0].content
