"""Where the demo shop's pictures are kept, and what the catalogue is told of them."""

from dataclasses import replace

from modiste.demo.item import DemoItem
from modiste.shop.catalogue.stocking import Photo
from modiste.shop.kit.storage.base import Store
from modiste.vision.images import Renditions

MIDDLE = 640  # the width that those see who do not choose


def store_picture(store: Store, item: DemoItem, number: int, made: Renditions) -> Photo:
    """Put the sizes of an item's first or second picture into the store; what the catalogue is to be told of it."""
    urls = {}
    for size in made.sizes:
        key = picture_key(item, number, size.width)
        store.put(key, size.content)
        urls[size.width] = store.url(key)
    middle = next((size for size in made.sizes if size.width == MIDDLE), made.sizes[-1])
    srcset = ", ".join(f"{url} {width}w" for width, url in urls.items())
    return Photo(urls[middle.width], middle.width, middle.height, srcset, made.colour, made.blurhash)


def picture_key(item: DemoItem, number: int, width: int) -> str:
    """Where the store keeps one size of a picture."""
    return f"public/items/{item.external_id.lower()}-{number}-{width}.webp"


def with_larger(small: Photo, large: Photo) -> Photo:
    """The photo of a picture whose larger sizes came later."""
    return replace(small, srcset=f"{small.srcset}, {large.srcset}")
