"""Edges: ruffles, and hems left raw."""

from modiste.demo.drawings.outline import flattened, symmetric
from modiste.demo.drawings.sketch import Sketch
from modiste.demo.drawings.tones import lighter
from modiste.demo.studio.scene import Stuff


def ruffle(sketch: Sketch, half_width: float, side_y: float, middle_y: float, depth: float) -> None:
    """A gathered strip along a hem that is `half_width` to each side: waves below, gathers above."""
    w, waves = half_width + 12, 7
    edge = "".join(
        f" Q{w * (1 - (n + 0.5) / waves)} {side_y + depth + (16 if n % 2 else 2)} "
        f"{w * (1 - (n + 1) / waves)} {side_y + (middle_y - side_y) * (n + 1) / waves + depth + (2 if n % 2 else 8)}"
        for n in range(waves)
    )
    sketch.panel(
        symmetric(
            f"M0 {middle_y - 4} Q{half_width * 0.6} {middle_y - 4} {half_width} {side_y - 4} "
            f"Q{w + 2} {side_y + depth * 0.5} {w} {side_y + depth}{edge}"
        ),
        "sleeve",
        puff=(6, 1.5),
    )
    chance = sketch.chance
    for number in range(-18, 19):
        share = number / 18.5
        top = middle_y + (side_y - middle_y) * share * share
        long = depth * chance.uniform(0.4, 0.95)
        x = half_width * share
        sketch.crease(
            f"M{x} {top} Q{x * 1.03 + chance.uniform(-3, 3)} {top + long * 0.5} {x * 1.07} {top + long}", 6, 2.0
        )
    sketch.seam(f"M{-half_width} {side_y - 3} Q0 {2 * middle_y - side_y - 3} {half_width} {side_y - 3}", depth=1.4)


def fray(sketch: Sketch, d: str) -> None:
    """Threads that hang from a raw hem."""
    threads = []
    chance = sketch.chance
    for line in flattened(d):
        for (x, y), (next_x, next_y) in zip(line.tolist(), line[1:].tolist(), strict=False):
            for share in (0.0, 0.2, 0.4, 0.6, 0.8):
                tx, ty = x + (next_x - x) * share, y + (next_y - y) * share
                threads.append(f"M{tx} {ty - 5} L{tx + chance.uniform(-1.6, 1.6)} {ty + chance.uniform(1, 6)}")
    sketch.band(d, 5, stuff=sketch.cloth(lighter(sketch.base, 0.5)), thick=0.3, is_round=False)
    sketch.band(" ".join(threads), 0.9, stuff=Stuff("thread", lighter(sketch.base, 0.62)), thick=0.3, is_round=False)
