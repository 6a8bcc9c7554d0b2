"""The cut-out that Modiste brings along: GrabCut from several beginnings, one of them a small network of its own.

Nothing is fetched and no photo leaves the machine. A photo of 1,024 pixels takes about a second of one core.
"""

import numpy as np

from modiste.vision.arrays import Pixels, Plane
from modiste.vision.cutout import _consensus, _grabcut, _matte, _net
from modiste.vision.cutout.base import Cutout, checked_photo
from modiste.vision.errors import NoGarment

WORK, LONGEST = 320, 1024  # pixels of the longer side: where outlines are sought, and where their edges are drawn
_LEAST, _MOST = 0.004, 0.97  # of the picture: less is a speck, more leaves no ground to cut off
_DOUBT = 0.45  # with so little of it supported by the network, what was found is part of the ground
NONE = (
    "No garment can be told from its ground in this photo: lay it flat on a plain ground of another colour, and take "
    "the photo from above."
)


class LocalCutout:
    """Finds the garment with what is installed; deterministic, and safe to use from several threads."""

    name = "local-1"

    def cut_out(self, photo: Pixels) -> Cutout:
        """The outline in `photo`, (height, width, 3) bytes, in any size. Raises NoGarment, InvalidImage.

        The alpha is as large as the photo; of one above 1,024 pixels the edges are drawn at that size and enlarged.
        """
        import cv2  # noqa: PLC0415 - heavy: only who cuts out pays for it

        height, width = checked_photo(photo).shape[:2]
        large = _within(photo, LONGEST)
        small = _within(photo, WORK)
        chance = _net.chances(small)
        choice = _consensus.choose(small, outlines(small, chance), chance)
        _check_garment(choice)
        alpha = _matte.matte(large, small, choice.mask)
        if alpha.shape != (height, width):
            alpha = np.asarray(cv2.resize(alpha, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)
        return Cutout(alpha, choice.confidence, self.name)


def outlines(small: Pixels, chance: Plane) -> dict[str, _grabcut.Mask]:
    """Every outline that is sought in a small photo, by how it began; `chance` is the network's."""
    found = _grabcut.classical(small)
    found["network"] = _grabcut.tidied(_grabcut.from_odds(small, chance))
    votes = np.mean([found["rectangle"], found["border"], found["saliency"]], axis=0)
    found["together"] = _grabcut.tidied(_grabcut.from_odds(small, (0.6 * chance + 0.4 * votes).astype(np.float32)))
    found["unaided"] = _grabcut.tidied((chance > 0.5).astype(np.uint8))
    return found


def _check_garment(choice: _consensus.Choice) -> None:
    if not _LEAST <= float(choice.mask.mean()) <= _MOST or choice.facts[1] < _DOUBT:
        raise NoGarment(NONE)


def _within(photo: Pixels, longest: int) -> Pixels:
    """The photo with at most `longest` pixels along a side, and at least 16."""
    import cv2  # noqa: PLC0415

    height, width = photo.shape[:2]
    share = min(1.0, longest / max(height, width))
    size = (max(16, round(width * share)), max(16, round(height * share)))
    return photo if size == (width, height) else np.asarray(cv2.resize(photo, size, interpolation=cv2.INTER_AREA))
