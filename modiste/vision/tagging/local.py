"""Tags without anybody's help: linear models of the garment's looks, taught on CC0 photos and drawn garments.

`python -m benchmarks.teach_looks` writes the weights. Category and pattern are seen; formality and season are what is
usual for such a garment and no more, which their confidence says.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from modiste.vision.arrays import Pixels
from modiste.vision.linear import Linear
from modiste.vision.looks import Seen, looks_of, seen
from modiste.vision.tagging._cloth import cloth_of
from modiste.vision.tagging._colours import certainty_of, colours_of
from modiste.vision.tagging.base import CATEGORIES, PATTERNS, SEASONS, Guess, Tags, checked_tags

WEIGHTS = Path(__file__).with_name("weights.npz")
NEAR = 0.15  # a formality that is at most so far off is let stand

Arrays = Mapping[str, npt.NDArray[np.float32]]


class LocalTagger:
    """Tags in about a tenth of a CPU second; `weights` are a file's arrays, by default those that ship."""

    name = "modiste-looks-1"

    def __init__(self, weights: Arrays | None = None) -> None:
        arrays = shipped_weights() if weights is None else weights
        self._category = Linear.from_arrays(arrays, "category")
        self._pattern = Linear.from_arrays(arrays, "pattern")
        self._formality = arrays["formality"]  # (categories, steps): how often such a garment is so formal
        self._season = arrays["season"]  # (categories, seasons): how often it is worn then

    def tag(self, photo: Pixels) -> Tags:
        """Tags of the garment in `photo`; raises InvalidImage, NoGarment."""
        views = both_ways(photo)
        category = self._category.probabilities(*(looks_of(garment) for _, garment in views))
        pattern = self._pattern.probabilities(*(cloth_of(pixels, garment) for pixels, garment in views))
        colours = colours_of(views[0][1])
        return checked_tags(
            Tags(
                Guess(CATEGORIES[int(category.argmax())], float(category.max())),
                Guess(colours, certainty_of(colours)),
                Guess(PATTERNS[int(pattern.argmax())], float(pattern.max())),
                self._formality_of(category),
                self._season_of(category),
                self.name,
            )
        )

    def _formality_of(self, category: npt.NDArray[np.float64]) -> Guess[float]:
        """The value near which most garments of these categories lie, and the share that lies near it."""
        usual = category @ self._formality
        steps = np.linspace(0, 1, len(usual))
        near = np.abs(steps[:, None] - steps) <= NEAR + 1e-9
        share = near @ usual
        # Where several values are as good, the middle of what lies near the best of them.
        best = near[int(share.argmax())] * usual
        return Guess(float(np.round(best @ steps / best.sum(), 2)), float(min(1.0, share.max())))

    def _season_of(self, category: npt.NDArray[np.float64]) -> Guess[tuple[str, ...]]:
        """The seasons in which more such garments are worn than not; how far each of the four is certain."""
        often = np.clip(category @ self._season, 0, 1)
        chosen = (often >= 0.5) | (often == often.max())
        found = tuple(season for season, is_chosen in zip(SEASONS, chosen, strict=True) if is_chosen)
        return Guess(found, float(np.maximum(often, 1 - often).mean()))


def both_ways(photo: Pixels) -> list[tuple[Pixels, Seen]]:
    """The photo as it is and in the mirror, each as it is measured: a garment has no left and right."""
    garment = seen(photo)
    mirrored = Seen(garment.lab[:, ::-1], garment.mask[:, ::-1])
    return [(photo, garment), (np.ascontiguousarray(photo[:, ::-1]), mirrored)]


@cache
def shipped_weights() -> Arrays:
    """The arrays of the weights in the package."""
    with np.load(WEIGHTS) as file:
        return {name: file[name].astype(np.float32) for name in file.files}
