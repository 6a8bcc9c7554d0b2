"""Shoes: low ones stand and are seen from above, toes up; boots and pumps (boots.py) lie on their side."""

from collections.abc import Callable

from modiste.demo.drawings.boots import draw_ankle_boot, draw_high_top, draw_lace_boot, draw_pump
from modiste.demo.drawings.outline import circle, rounded
from modiste.demo.drawings.sketch import Sketch
from modiste.demo.drawings.tones import darker, lighter
from modiste.demo.drawings.trimmings import BRASS
from modiste.demo.studio.scene import Stuff

RUBBER = Stuff("rubber", "#e9e4d8")

# The right foot from above: its sole, and how the upper lies within it.
_SOLE = (
    "M-12 -250 C38 -252 76 -206 84 -144 C90 -92 78 -24 70 36 C64 96 72 156 64 206 C56 242 30 252 2 252 "
    "C-30 252 -56 238 -60 202 C-66 150 -56 96 -60 36 C-64 -24 -88 -84 -86 -144 C-84 -204 -58 -248 -12 -250Z"
)
_UPPER = (
    "M-11 -238 C34 -240 66 -198 74 -142 C80 -92 70 -24 63 36 C58 96 64 154 57 200 C50 232 28 242 2 242 "
    "C-27 242 -50 228 -54 196 C-58 150 -50 96 -53 36 C-57 -24 -78 -84 -76 -142 C-74 -198 -52 -236 -11 -238Z"
)


def draw_shoes(sketch: Sketch) -> None:
    """Both shoes; the pair stands a little apart and turned, or lies heel to toe."""
    sketch.sway = 0.6
    cut = sketch.item.silhouette.cut
    if cut in _LOW:
        for side in (-1, 1):
            drop = sketch.chance.uniform(-7, 7)
            with sketch.moved(side * 104, 400 + drop, turn=side * 4.5, is_mirrored=side < 0):
                _LOW[cut](sketch)
        sketch.look_at(112, 330)
        return
    tall = {"lace-boot": 356, "ankle-boot": 292, "high-top": 268}.get(cut, 236)
    with sketch.moved(-206, 388, turn=-3):
        _LYING[cut](sketch)
    with sketch.moved(206, 400 + tall, turn=3, is_mirrored=True):
        _LYING[cut](sketch)
    sketch.look_at(60, 400 + tall * 0.6)


def _insole(sketch: Sketch, d: str, colour: str, *, top: float, name_y: float) -> None:
    """The opening of a shoe: its lining, the insole with the maker's mark, and the dark that begins towards the toe."""
    sketch.solid(d, Stuff("nappa", darker(colour, 0.42)), thick=-6)
    with sketch.moved(1, 7, 0.92):
        sketch.solid(d, Stuff("nappa", colour), thick=-1, puff=(14, -2.5))
    sketch.solid(rounded(-14, name_y, 30, 18, 4), Stuff("nappa", lighter(colour, 0.1)), thick=0.3)
    sketch.mark(f"M-8 {name_y + 9} L9 {name_y + 9}", 2.4, "#8d6a35", opacity=0.75)
    sketch.mark(f"M-40 {top} L42 {top}", 34, "#1c1512", opacity=0.75, blur=15)
    sketch.mark(f"M-36 {top} Q-44 {top + 90} -36 {name_y + 20}", 12, "#1c1512", opacity=0.45, blur=7)


def _laces(sketch: Sketch, top: float, step: float, widths: list[float], colour: str) -> None:
    """Laces that cross a throat from eyelet to eyelet, tied in a bow at the end."""
    lace = Stuff("thread", colour)
    for number, half in enumerate(widths):
        y = top + number * step
        for side in (-1, 1):
            sketch.ball(side * half, y, 3.2, Stuff("metal", "#8e8b86"))
        sketch.band(f"M{-half} {y + 2} Q0 {y - 5} {half} {y + 2}", 7.4, stuff=lace, thick=3.2)
    y = top + (len(widths) - 1) * step + 6
    for side in (-1, 1):
        end = sketch.chance.uniform(56, 76)
        sketch.band(
            (
                f"M0 {y} C{side * 20} {y - 22} {side * 46} {y - 12} {side * 42} {y + 8} C{side * 38} "
                f"{y + 22} {side * 14} {y + 14} 0 {y}"
            ),
            5.4,
            stuff=lace,
            thick=3,
        )
        sketch.band(
            f"M0 {y} C{side * 14} {y + 22} {side * 34} {y + 26} {side * 28} {y + end}", 5.4, stuff=lace, thick=3
        )
    sketch.band(f"M-5 {y} L6 {y + 1}", 10, stuff=lace, thick=4)


def _sneaker(sketch: Sketch) -> None:
    sketch.solid(_SOLE, RUBBER, thick=5, puff=(7, 4))
    sketch.seam(_SOLE, depth=0.6, opacity=0.2)
    sketch.panel(_UPPER, "small", puff=(30, 15), thick=3)
    toe = "M-62 -176 C-46 -150 -18 -138 4 -138 C30 -138 54 -152 66 -178"
    sketch.seam(toe, depth=1.2, opacity=0.35)
    sketch.stitch(toe.replace("-138", "-133").replace("-176", "-171").replace("-178", "-173"))
    for row in range(4):
        for column in range(-2, 3):
            sketch.ball(column * 11 + (row % 2) * 5, -208 + row * 14, 1.9, Stuff("rubber", darker(sketch.base, 0.62)))
    opening = "M-40 64 C-44 120 -46 170 -36 196 C-26 222 26 222 36 198 C46 168 46 120 42 64 C20 40 -20 40 -40 64Z"
    stay = (
        "M-46 -92 C-30 -122 30 -122 50 -92 C56 -40 52 20 54 84 L30 84 C32 20 30 -50 20 -74 C10 -88 -8 -88 -18 -74 "
        "C-28 -50 -30 20 -28 84 L-50 84 C-48 20 -50 -40 -46 -92Z"
    )
    sketch.panel(stay, "small", stuff=sketch.cloth(sketch.trim), puff=(8, 2.5), thick=2)
    sketch.stitch("M-41 -86 C-28 -112 30 -112 45 -86 C51 -40 47 20 49 80")
    _insole(sketch, opening, lighter(sketch.base, 0.55) if sketch.is_dark else "#d9cfbf", top=92, name_y=160)
    sketch.panel(
        "M-30 -62 C-20 -78 22 -78 32 -62 C34 0 36 60 34 92 C20 106 -18 106 -32 92 C-34 60 -32 0 -30 -62Z",
        "small",
        puff=(9, 3),
    )
    sketch.stitch("M-27 86 C-16 99 18 99 29 86")
    sketch.band("M-44 70 C-52 120 -54 172 -42 202 C-28 230 30 230 42 204 C54 172 52 120 46 70", 12, thick=7)
    sketch.panel(
        "M-38 206 C-24 226 26 226 40 206 L44 236 C24 246 -22 246 -40 234Z",
        "small",
        stuff=sketch.cloth(sketch.trim),
        puff=(8, 3),
    )
    _laces(
        sketch,
        -58,
        25,
        [24, 26, 28, 30, 31],
        "#f1ece2" if sketch.trim != sketch.base or not sketch.is_dark else "#d9d4ca",
    )


def _loafer(sketch: Sketch) -> None:
    sketch.solid(_SOLE, Stuff("leather", "#3b2a20"), thick=4, puff=(4, 2))
    sketch.mark(_SOLE, 2.4, "#a58058", opacity=0.55)
    sketch.panel(_UPPER, "small", puff=(30, 15), thick=3)
    apron = "M-44 -60 C-52 -130 -48 -196 0 -202 C46 -198 52 -132 48 -60 C30 -36 -26 -36 -44 -60Z"
    sketch.panel(apron, "small", puff=(22, 4), thick=-0.4)
    sketch.band("M-44 -60 C-52 -130 -48 -196 0 -202 C46 -198 52 -132 48 -60", 7, stuff=sketch.cloth(), thick=3.4)
    for number in range(26):
        share = number / 25
        x, y = _along_apron(share)
        sketch.mark(
            f"M{x * 0.9} {y * 0.985 - 2} L{x * 1.08} {y * 1.01 - 2}",
            1.5,
            darker(sketch.base, 0.6),
            opacity=0.5,
            depth=1,
        )
    opening = "M-38 -10 C-48 60 -46 150 -36 190 C-26 222 28 222 38 192 C50 150 50 60 40 -10 C24 -26 -20 -26 -38 -10Z"
    _insole(sketch, opening, "#b48a5f" if not sketch.has("bar") else "#8f7b6a", top=4, name_y=136)
    sketch.panel("M-50 -46 C-30 -72 32 -72 53 -46 L50 -2 C28 -20 -24 -20 -48 -2Z", "small", puff=(14, 5))
    sketch.panel("M-72 -64 C-40 -88 40 -88 70 -64 L68 -30 C40 -54 -40 -54 -70 -30Z", "small", puff=(8, 3), thick=2)
    sketch.stitch("M-68 -60 C-38 -82 38 -82 66 -60")
    sketch.stitch("M-66 -36 C-38 -59 38 -59 64 -36")
    sketch.band("M-41 -10 C-52 60 -50 150 -39 194 C-28 228 30 228 41 196 C54 150 54 60 43 -10", 5, thick=3)
    if sketch.has("bar"):
        sketch.band("M-40 -62 C-20 -72 20 -72 40 -62", 7, stuff=BRASS, thick=4)
        for x in (-40, 40):
            sketch.ball(x, -61, 6, BRASS)
    elif sketch.has("tassels"):
        _tassels(sketch)
    else:
        sketch.solid(
            "M-20 -68 L22 -68 L14 -56 L18 -48 L-16 -48 L-12 -56Z", Stuff("nappa", darker(sketch.base, 0.6)), thick=-1.4
        )


def _along_apron(share: float) -> tuple[float, float]:
    """A point on the apron's edge, from its inner end over the toe to its outer one."""
    left = [(-44, -60), (-52, -130), (-48, -196), (0, -202)]
    right = [(0, -202), (46, -198), (52, -132), (48, -60)]
    points, t = (left, share * 2) if share < 0.5 else (right, share * 2 - 1)
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    return (
        sum(weight * x for weight, (x, _) in zip(weights, points, strict=True)),
        sum(weight * y for weight, (_, y) in zip(weights, points, strict=True)),
    )


def _tassels(sketch: Sketch) -> None:
    sketch.band("M-26 -66 C-10 -76 12 -76 28 -66", 5, thick=3)
    for x, lean in ((-9, -8), (11, 10)):
        sketch.band(f"M1 -72 Q{x} -86 {x + lean * 0.4} -92", 4, thick=3)
        tassel = f"M{x - 6 + lean * 0.4} -94 L{x + 6 + lean * 0.4} -94 L{x + 15 + lean} -134 L{x - 13 + lean} -134Z"
        sketch.panel(tassel, "small", puff=(8, 5), thick=2)
        for strand in range(-2, 3):
            sketch.seam(f"M{x + strand * 2.4 + lean * 0.4} -96 L{x + strand * 5.4 + lean} -134", depth=1.2, opacity=0.4)
        sketch.band(f"M{x - 7 + lean * 0.4} -97 L{x + 7 + lean * 0.4} -97", 6, thick=3)


def _ballerina(sketch: Sketch) -> None:
    with sketch.moved(0, 0, 0.93):
        sketch.solid(_SOLE, Stuff("leather", "#54402f"), thick=2)
        sketch.panel(_UPPER.replace("M-11 -238 C34 -240", "M-11 -246 C34 -248"), "small", puff=(24, 12), thick=2.4)
        opening = (
            "M-48 -96 C-54 -10 -50 120 -42 182 C-32 226 32 226 42 184 C54 120 58 -10 56 -96 C48 -150 -40 -150 -48 -96Z"
        )
        _insole(sketch, opening, "#c9ab85", top=-92, name_y=140)
        rim = "M-50 -92 C-57 -8 -53 122 -45 186 C-34 232 34 232 45 188 C57 122 61 -8 59 -92 C50 -156 -42 -156 -50 -92Z"
        sketch.band(rim, 7, stuff=sketch.cloth(darker(sketch.base, 0.12)), thick=3.6)
        sketch.crease("M-40 -160 Q0 -184 48 -160", 10, -2)
        knot = Stuff(sketch.fabric, darker(sketch.base, 0.08))
        for side in (-1, 1):
            loop = (
                f"M3 -148 C{3 + side * 12} -172 {3 + side * 40} -176 {3 + side * 42} -156 C{3 + side * 42} "
                f"-140 {3 + side * 14} -136 3 -148Z"
            )
            sketch.solid(loop, knot, thick=3, puff=(7, 4))
            sketch.band(f"M3 -146 Q{3 + side * 14} -130 {3 + side * 22} -112", 5, stuff=knot, thick=2.4)
        sketch.band("M-2 -149 L9 -148", 10, stuff=knot, thick=4.5)


def _sandal(sketch: Sketch) -> None:
    sketch.solid(_SOLE, Stuff("leather", "#4a3526"), thick=4, puff=(4, 2))
    with sketch.moved(0, 0, 0.955):
        sketch.solid(_SOLE, Stuff("leather", "#b98d5f"), thick=2, puff=(16, 3))
    sketch.stitch(
        (
            "M-12 -232 C34 -234 68 -192 76 -140 C82 -92 70 -24 62 36 C58 96 64 150 57 198 C50 228 28 "
            "238 2 238 C-27 238 -48 226 -53 196 C-58 150 -50 96 -53 36 C-57 -24 -80 -84 -78 -140 C-76 "
            "-192 -54 -230 -12 -232"
        ),
        colour="#e0c39a",
    )
    for x, y, radius in ((-26, -196, 15), (2, -204, 10), (22, -196, 9), (40, -180, 8), (54, -160, 7)):
        sketch.mark(circle(x, y, radius * 0.5), radius, "#6b4a2c", opacity=0.10, blur=4, depth=0.8)
    sketch.mark("M2 170 L2 176", 62, "#6b4a2c", opacity=0.10, blur=12, depth=1.5)
    sketch.mark("M-10 40 L16 40", 2.4, "#6b4a2c", opacity=0.6)
    straps = (
        (
            "M-86 -130 C-58 -164 54 -168 85 -134 Q92 -108 84 -84 C56 -118 -58 -114 -84 -82 Q-92 -106 -86 -130Z",
            "M-80 -122 C-54 -157 50 -161 80 -127",
        ),
        (
            "M-80 -44 C-48 -90 46 -94 82 -50 Q86 -24 76 2 C46 -40 -48 -36 -72 6 Q-84 -18 -80 -44Z",
            "M-74 -37 C-44 -83 42 -87 77 -43",
        ),
    )
    for d, seam in straps:
        sketch.panel(d, "small", puff=(16, 9), thick=9)
        sketch.stitch(seam)
    sketch.band("M-58 96 C-40 72 44 70 64 96", 13, stuff=sketch.cloth(), thick=10)
    sketch.band(rounded(46, 74, 26, 24, 5), 4, stuff=BRASS, thick=5)
    sketch.band("M50 86 L70 86", 2.6, stuff=BRASS, thick=5)


_LOW: dict[str, Callable[[Sketch], None]] = {
    "sneaker": _sneaker,
    "loafer": _loafer,
    "ballerina": _ballerina,
    "flat-sandal": _sandal,
}
_LYING: dict[str, Callable[[Sketch], None]] = {
    "high-top": draw_high_top,
    "ankle-boot": draw_ankle_boot,
    "lace-boot": draw_lace_boot,
    "pump": draw_pump,
}
