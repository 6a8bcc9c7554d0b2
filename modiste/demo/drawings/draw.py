"""One item in, one SVG out."""

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


def draw_garment(item: DemoItem, *, width: int = 600, height: int = 800, ground: bool = True) -> str:
    """The item as a self-contained SVG; without `ground` it lies on nothing and casts no shadow."""
    sketch = Sketch(item)
    _DRAWERS[item.category](sketch)
    return sketch.sheet(width, height, ground=ground)
