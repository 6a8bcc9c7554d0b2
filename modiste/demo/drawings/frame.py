"""The measurements of an upper body on the sheet, and how fit and length change them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Frame:
    """Half widths (x) and heights (y) of a top, from neck point to hem.

    `hip` is set on one-piece dresses; `tail` is how much higher a shirt's hem is at its sides.
    """

    top: float
    neck: float
    shoulder: float
    shoulder_y: float
    chest: float
    armpit_y: float
    waist: float
    waist_y: float
    hem: float
    hem_y: float
    scale: float
    hip: float = 0
    tail: float = 0

    def neck_depth(self, depth: float) -> float:
        """The y of a neckline `depth` below the neck point, at this frame's scale."""
        return self.top + depth * self.scale


_EASE = {"slim": -10, "regular": 0, "straight": 0, "relaxed": 12, "oversized": 24}
_TAPER = {"slim": 14, "regular": 5, "straight": 3, "relaxed": 0, "oversized": -2}


def top_frame(fit: str, hem_y: float, *, top: float = 165, flare: float = 0) -> Frame:
    """A frame for shirts, knitwear, jackets and coats."""
    ease = _EASE.get(fit, 0)
    chest = 122 + ease
    waist = chest - _TAPER.get(fit, 3)
    return Frame(
        top=top,
        neck=54,
        shoulder=130 + ease,
        shoulder_y=top + 32 + ease * 0.2,
        chest=chest,
        armpit_y=top + 148 + ease * 0.8,
        waist=waist,
        waist_y=top + 285,
        hem=chest - 2 + flare,
        hem_y=hem_y,
        scale=1.0,
    )


def dress_frame(fit: str, length: float, *, top: float = 105) -> Frame:
    """A smaller frame that leaves the sheet to the skirt.

    Slim and straight dresses are cut in one piece, `length` below the waist; else the frame ends there.
    """
    ease = {"slim": -4, "straight": 8, "tiered": 6}.get(fit, 0)
    waist_y = top + 205
    waist = (86 if fit == "straight" else 68) + ease
    is_whole = fit in ("slim", "straight")
    hip = (98 if fit == "straight" else 94) + ease
    return Frame(
        top=top,
        neck=43,
        shoulder=96 + ease,
        shoulder_y=top + 23,
        chest=87 + ease,
        armpit_y=top + 112,
        waist=waist,
        waist_y=waist_y,
        hem=hip + (8 if fit == "straight" else -2) if is_whole else waist,
        hem_y=waist_y + length if is_whole else waist_y,
        scale=0.78,
        hip=hip if is_whole else 0,
    )
