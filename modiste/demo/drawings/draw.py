"""One item in, one scene out."""

from collections.abc import Callable

from modiste.demo.drawings.bags import draw_bag
from modiste.demo.drawings.dresses import draw_dress, draw_skirt
from modiste.demo.drawings.hats import draw_hat
from modiste.demo.drawings.outerwear import draw_outerwear
from modiste.demo.drawings.shoes import draw_shoes
from modiste.demo.drawings.sketch import Sketch
from modiste.demo.drawings.tops import draw_top
from modiste.demo.drawings.trousers import draw_trousers
from modiste.demo.item import DemoItem
from modiste.demo.studio.scene import Scene

_DRAWERS: dict[str, Callable[[Sketch], None]] = {
    "dress": draw_dress,
    "shirt": draw_top,
    "blouse": draw_top,
    "t-shirt": draw_top,
    "knit": draw_top,
    "jacket": draw_outerwear,
    "coat": draw_outerwear,
    "trousers": draw_trousers,
    "jeans": draw_trousers,
    "shorts": draw_trousers,
    "skirt": draw_skirt,
    "shoes": draw_shoes,
    "bag": draw_bag,
    "hat": draw_hat,
}


def sketch_of(item: DemoItem) -> Scene:
    """The item as it lies before the camera."""
    sketch = Sketch(item)
    _DRAWERS[item.category](sketch)
    return sketch.scene()
