"""A library of recommendation models: NumPy in, NumPy out; knows no web, no SQL, no shop.

`from modiste.recommender import ALS, Interactions` is enough to begin; each name is loaded when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from modiste.recommender.als import ALS, ExplicitALS, ImplicitALS
    from modiste.recommender.content import ContentProfile
    from modiste.recommender.errors import BadInteractions
    from modiste.recommender.interactions import Interactions
    from modiste.recommender.popularity import Popularity

_HOME = {
    "ALS": "als",
    "BadInteractions": "errors",
    "ContentProfile": "content",
    "ExplicitALS": "als",
    "ImplicitALS": "als",
    "Interactions": "interactions",
    "Popularity": "popularity",
}
__all__ = [
    "ALS",
    "BadInteractions",
    "ContentProfile",
    "ExplicitALS",
    "ImplicitALS",
    "Interactions",
    "Popularity",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
