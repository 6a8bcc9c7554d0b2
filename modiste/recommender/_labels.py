"""From the caller's ids to rows and columns."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from modiste.recommender.arrays import IntArray
from modiste.recommender.errors import BadInteractions

Labels = npt.NDArray[Any]


def position(index: dict[Any, int], labels: Labels | None, label: Any) -> int | None:
    """Return the number of a label, or None; `index` is filled when first asked."""
    if not index and labels is not None:
        index.update(zip(labels.tolist(), range(len(labels)), strict=True))
    return index.get(label)


def as_labels(given: Sequence[Any] | Labels) -> Labels:
    """Return labels as one array; mixed or composite ids become an object array instead of being turned into text."""
    if isinstance(given, np.ndarray):
        return given
    if len({type(label) for label in given}) == 1 and isinstance(given[0], int | str | float):
        return np.asarray(given)
    labels = np.empty(len(given), dtype=object)
    labels[:] = given
    return labels


def numbered(given: Sequence[Any] | Labels) -> tuple[Labels, IntArray]:
    """Return the different labels (sorted; objects in order of first sight) and the number of each event's label."""
    labels = as_labels(given)
    if labels.dtype != object:
        different, numbers = np.unique(labels, return_inverse=True)
        return different, numbers
    number: dict[Any, int] = {}
    numbers = np.fromiter((number.setdefault(label, len(number)) for label in labels), np.int64, len(labels))
    return as_labels(list(number)), numbers


def looked_up(given: Sequence[Any] | Labels, universe: Sequence[Any] | Labels) -> tuple[Labels, IntArray]:
    """Return the universe and each event's position in it."""
    labels = as_labels(universe)
    number = dict(zip(labels.tolist(), range(len(labels)), strict=True))
    if len(number) != len(labels):
        raise BadInteractions("all_items names an item twice: give every item once.")
    numbers = np.fromiter((number.get(label, -1) for label in as_labels(given).tolist()), np.int64, len(given))
    if (numbers < 0).any():
        unknown = as_labels(given).tolist()[int(np.argmax(numbers < 0))]
        raise BadInteractions(f"Item {unknown!r} is in the log but not in all_items: add it or drop its events.")
    return labels, numbers
