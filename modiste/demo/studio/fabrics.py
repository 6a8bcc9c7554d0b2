"""What fabrics do before a camera: how they fold, shine and stand, and which weave is seen from near."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fabric:
    """`soft`, `drape`, `crumple` and `crinkle` are the heights of its folds in units, from wide to narrow.

    `gloss` is the strength of its highlights and `polish` how small they are; `lift` is the light that a nap or sheen
    adds where folds face it, without which black would stay black; `thick` is how far an edge stands up.
    """

    weave: str
    soft: float = 3.0
    drape: float = 1.0
    crumple: float = 1.0
    crinkle: float = 0.1
    gloss: float = 0.02
    polish: int = 8
    lift: float = 0.05
    thick: float = 0.9


FABRICS = {
    "cotton": Fabric("plain", 3.4, 1.3, 0.75, 0.08),
    "poplin": Fabric("plain", 2.8, 1.0, 1.25, 0.16, 0.03, 12),
    "linen": Fabric("linen", 2.8, 1.0, 1.9, 0.3, thick=1.0),
    "canvas": Fabric("canvas", 2.4, 0.5, 0.9, 0.12, thick=1.4),
    "viscose": Fabric("plain", 3.6, 2.0, 0.7, 0.05, 0.04, 8),
    "crepe": Fabric("crepe", 3.6, 1.7, 0.45, 0.04, 0.03, 6),
    "silk": Fabric("fine", 4.0, 2.7, 0.8, 0.05, 0.22, 10, 0.07, 0.6),
    "satin": Fabric("fine", 4.4, 2.9, 0.6, 0.03, 0.34, 12, 0.07, 0.7),
    "velvet": Fabric("velvet", 3.6, 2.2, 0.4, 0.0, 0.1, 4, 0.1, 1.2),
    "jersey": Fabric("jersey", 3.8, 1.7, 0.55, 0.03),
    "fleece": Fabric("jersey", 4.2, 0.8, 0.75, 0.05, thick=1.6),
    "fine knit": Fabric("fine knit", 3.8, 1.0, 0.5, 0.0, thick=1.4),
    "knit": Fabric("knit", 4.2, 0.7, 0.45, 0.0, thick=1.9),
    "mohair": Fabric("mohair", 4.2, 0.6, 0.4, 0.0, 0.02, 3, 0.1, 1.9),
    "rib": Fabric("rib", 1.6, 0.2, 0.15, 0.0, thick=1.6),
    "wool": Fabric("wool", 3.6, 0.7, 0.4, 0.0, thick=2.0),
    "twill": Fabric("twill", 3.0, 0.8, 0.8, 0.06, 0.03, 8, thick=1.2),
    "nylon": Fabric("ripstop", 2.6, 0.7, 1.4, 0.25, 0.18, 10, 0.06, 0.8),
    "cord": Fabric("cord", 2.8, 0.6, 0.6, 0.0, 0.03, 5, 0.07, 1.6),
    "denim": Fabric("denim", 2.6, 0.6, 1.0, 0.2, thick=1.6),
    "leather": Fabric("leather", 2.6, 0.5, 0.8, 0.06, 0.17, 14, 0.05, 1.5),
    "nappa": Fabric("nappa", 2.6, 0.5, 0.8, 0.06, 0.2, 16, 0.05, 1.4),
    "suede": Fabric("suede", 2.6, 0.5, 0.6, 0.0, 0.0, 4, 0.09, 1.6),
    "straw": Fabric("straw", 1.2, 0.0, 0.2, 0.0, 0.05, 8, 0.04, 2.0),
    "felt": Fabric("wool", 1.4, 0.0, 0.12, 0.0, 0.0, 4, 0.08, 2.0),
    "metal": Fabric("none", 0, 0, 0, 0, 0.9, 10, 0.12, 1.2),
    "rubber": Fabric("none", 0.6, 0, 0.06, 0, 0.05, 8, 0.05, 2.0),
    "horn": Fabric("none", 0, 0, 0, 0, 0.4, 14, 0.06, 1.6),
    "thread": Fabric("none", 0, 0, 0, 0, 0.02, 6, 0.04, 0.5),
    "paper": Fabric("plain", 0, 0, 0, 0, 0.0, 4, 0.04, 0.4),
}

_BY_MATERIAL = {
    "organic cotton": "cotton", "tencel": "viscose", "crêpe": "crepe", "merino": "fine knit", "cashmere": "fine knit",
    "lambswool": "knit", "cotton knit": "knit", "mohair blend": "mohair", "boiled wool": "wool", "wool twill": "twill",
    "gabardine": "twill", "cotton twill": "twill", "recycled nylon": "nylon", "corduroy": "cord",
    "stretch denim": "denim", "organic denim": "denim", "nappa leather": "nappa", "raffia": "straw", "mesh": "nylon",
}  # fmt: skip


def fabric_key(material: str) -> str:
    """The fabric that a material of the demo shop behaves as."""
    return _BY_MATERIAL.get(material, material)
