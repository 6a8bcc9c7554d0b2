"""The colours of a garment: clusters in L*a*b*, named by the nearest word of the shop's."""

import numpy as np
import numpy.typing as npt

from modiste.vision.lab import lab_of_hex
from modiste.vision.looks import Seen
from modiste.vision.tagging.base import MOST_COLOURS, Colour

_HEX = {  # the catalogue's words, and what clothes of real people have besides
    **{"white": "#f6f3ec", "ecru": "#e6dbc4", "pearl grey": "#cbcac5", "sand": "#d3bd98", "camel": "#b98c5a"},
    **{"cognac": "#94562f", "chocolate": "#553a2e", "stone": "#a29c90", "grey": "#85868a", "charcoal": "#4a4b50"},
    **{"black": "#1d1c1f", "navy": "#28334d", "indigo": "#3c4f74", "washed blue": "#7f9ab8", "sky": "#adc7dc"},
    **{"cobalt": "#34589f", "turquoise": "#3fa6a8", "teal": "#2f686b", "sage": "#a5b39a", "olive": "#6c6c46"},
    **{"forest": "#31503f", "green": "#3d9a50", "butter": "#efdc9f", "yellow": "#ecc92f", "ochre": "#cb983c"},
    **{"orange": "#e07a2c", "terracotta": "#bf6d4c", "poppy": "#c0423a", "red": "#c4202c", "burgundy": "#6c2936"},
    **{"blush": "#e7c5bc", "rose": "#c7838a", "pink": "#d84c92", "lilac": "#b9aacc", "purple": "#74489c"},
    **{"plum": "#5e4059"},
}
NAMES = tuple(_HEX)
_LABS = np.array([lab_of_hex(colour) for colour in _HEX.values()])

_CLUSTERS, _ROUNDS = 6, 12
_LIGHT = 0.6  # how much a difference of lightness counts beside one of hue: folds and shadows are of one colour
_SAME = 13.0  # ΔE, weighed so, between clusters that are one colour
_EDGE = 8.0  # ΔE from the way between two colours
_LEAST_SHARE = 0.07  # of the garment: what is smaller is a button, a label or a shadow
_SURE, _UNSURE = 4.0, 16.0  # ΔE to the nearest word: certainly it, hardly it

Cluster = tuple[float, npt.NDArray[np.float64]]  # its share and its L*a*b*


def colours_of(garment: Seen) -> tuple[Colour, ...]:
    """One to four colours, the largest first; shadows are counted to what they fall on."""
    weight = np.where(garment.mask > 0.5, garment.mask, 0).ravel().astype(np.float64)
    if weight.sum() < 12:
        weight = np.ones_like(weight)
    labs, weights = garment.lab.reshape(-1, 3)[weight > 0].astype(np.float64), weight[weight > 0]
    nearest = _cluster(labs * (_LIGHT, 1, 1), weights)
    shares = np.array([weights[nearest == place].sum() for place in range(_CLUSTERS)]) / weights.sum()
    middles = np.array([_middle(labs, weights * (nearest == place)) for place in range(_CLUSTERS)])
    found = sorted(_merged(shares, middles), key=lambda one: -one[0])
    found = [one for one in found if one[0] >= _LEAST_SHARE and not _is_edge(one, found)][:MOST_COLOURS]
    total = sum(share for share, _ in found)
    named = [Colour(name_of(lab), _triple(lab), share / total) for share, lab in found]
    return _joined(named)


def name_of(lab: npt.ArrayLike) -> str:
    """The nearest word for a colour."""
    return NAMES[int(_distances(np.asarray(lab, dtype=np.float64)).argmin())]


def certainty_of(colours: tuple[Colour, ...]) -> float:
    """How surely the words fit, 0 to 1: how near each colour lies to its word, and whether another lies as near."""
    sure = 0.0
    for colour in colours:
        near, next_near = np.sort(_distances(np.array(colour.lab)))[:2]
        fits = np.clip((_UNSURE - near) / (_UNSURE - _SURE), 0.1, 1)
        sure += colour.share * float(fits * (0.5 + 0.5 * min(1.0, (next_near - near) / 8)))
    return min(sure, 1.0)


def _distances(lab: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """ΔE to each word's colour, where saturated colours may stray further (as CIE94 has it)."""
    away = lab - _LABS
    chroma = np.hypot(lab[1], lab[2])
    return np.sqrt(away[:, 0] ** 2 + ((away[:, 1:] / (1 + 0.02 * chroma)) ** 2).sum(axis=1))


def _cluster(points: npt.NDArray[np.float64], weights: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """k-means by weight, begun at the points farthest from one another: the same points, the same clusters."""
    centres = [np.average(points, axis=0, weights=weights)]
    away = ((points - centres[0]) ** 2).sum(axis=1)
    for _ in range(_CLUSTERS - 1):
        centres.append(points[(away * weights).argmax()])
        away = np.minimum(away, ((points - centres[-1]) ** 2).sum(axis=1))
    middles = np.array(centres)
    for _ in range(_ROUNDS):
        nearest = ((points[:, None] - middles) ** 2).sum(axis=2).argmin(axis=1)
        for place in range(_CLUSTERS):
            mine = weights * (nearest == place)
            if mine.sum() > 0:
                middles[place] = np.average(points, axis=0, weights=mine)
    return nearest


def _middle(labs: npt.NDArray[np.float64], weights: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.average(labs, axis=0, weights=weights) if weights.sum() > 0 else labs.mean(axis=0)


def _merged(shares: npt.NDArray[np.float64], middles: npt.NDArray[np.float64]) -> list[Cluster]:
    """Clusters as colours: the two that are nearest become one for as long as they are one colour."""
    left = [(float(share), lab) for share, lab in zip(shares, middles, strict=True) if share > 0]
    while len(left) > 1:
        pairs = [(one, two) for one in range(len(left)) for two in range(one)]
        gaps = [float(np.linalg.norm((left[one][1] - left[two][1]) * (_LIGHT, 1, 1))) for one, two in pairs]
        if min(gaps) > _SAME:
            break
        one, two = pairs[int(np.argmin(gaps))]
        (share, lab), (other_share, other_lab) = left[one], left[two]
        total = share + other_share
        kept = [place for number, place in enumerate(left) if number not in (one, two)]
        left = [*kept, (total, (share * lab + other_share * other_lab) / total)]
    return left


def _is_edge(one: Cluster, all_of_them: list[Cluster]) -> bool:
    """Whether a colour lies on the way from one larger one to another: where these meet, pixels hold both."""
    larger = [lab for share, lab in all_of_them if share > one[0]]
    for number, end in enumerate(larger):
        for start in larger[:number]:
            way, along = end - start, one[1] - start
            place = float(along @ way / (way @ way))
            if 0.2 < place < 0.8 and np.linalg.norm(along - place * way) < _EDGE:
                return True
    return False


def _joined(colours: list[Colour]) -> tuple[Colour, ...]:
    """Colours of one name as one, where its largest part lies."""
    shares: dict[str, float] = {}
    for colour in colours:
        shares[colour.name] = shares.get(colour.name, 0.0) + colour.share
    first = {colour.name: colour for colour in reversed(colours)}
    found = [Colour(name, first[name].lab, share) for name, share in shares.items()]
    return tuple(sorted(found, key=lambda colour: -colour.share))


def _triple(lab: npt.NDArray[np.float64]) -> tuple[float, float, float]:
    return float(lab[0]), float(lab[1]), float(lab[2])
