"""Shoes that lie on their side: 400 wide, the sole along y = 0, the toe to the right."""

from collections.abc import Sequence

from modiste.demo.drawings.outline import circle
from modiste.demo.drawings.sketch import Sketch
from modiste.demo.drawings.tones import darker, lighter
from modiste.demo.studio.scene import Stuff

_BOOT_LACES = (
    *((133, -304, 3), (131, -279, 3), (130, -254, 4), (132, -229, 4)),
    *((137, -204, 5), (148, -180, 7), (166, -159, 9), (190, -142, 11)),
)
RUBBER = Stuff("rubber", "#e9e4d8")


def _laced(sketch: Sketch, points: Sequence[tuple[float, float, float]], colour: str) -> None:
    """Laces at points (x, y, slant), each from its eyelet over the edge of the throat."""
    lace = Stuff("thread", colour)
    for x, y, slant in points:
        sketch.band(f"M{x - 13} {y + slant} Q{x + 2} {y - 4} {x + 17} {y - slant}", 6.2, stuff=lace, thick=3)
        sketch.ball(x - 13, y + slant, 3.2, Stuff("metal", "#8e8b86"))


def _bow(sketch: Sketch, x: float, y: float, colour: str) -> None:
    lace = Stuff("thread", colour)
    sketch.band(
        f"M{x} {y} C{x + 30} {y - 30} {x + 56} {y - 6} {x + 40} {y + 8} C{x + 26} {y + 16} {x + 10} {y + 8} {x} {y}",
        4.8,
        stuff=lace,
        thick=3,
    )
    sketch.band(f"M{x} {y} C{x + 4} {y + 30} {x + 34} {y + 34} {x + 30} {y + 66}", 4.8, stuff=lace, thick=3)
    sketch.band(f"M{x} {y} C{x - 16} {y + 18} {x - 8} {y + 48} {x - 20} {y + 60}", 4.8, stuff=lace, thick=3)


def draw_high_top(sketch: Sketch) -> None:
    """A canvas high-top with a vulcanised sole."""
    upper = (
        "M20 -30 C14 -92 24 -150 28 -226 Q62 -240 116 -232 Q126 -192 144 -162 C172 -114 240 -96 308 -86 "
        "Q366 -76 380 -30Z"
    )
    sketch.inside("M28 -226 Q72 -210 116 -232 Q108 -252 72 -250 Q36 -246 28 -226Z", shade=0.45)
    tongue = "M92 -228 C96 -252 132 -268 146 -250 C150 -214 160 -180 182 -150 L160 -136 C132 -160 104 -190 92 -228Z"
    sketch.panel(tongue, "small", puff=(9, 4), thick=2)
    sketch.panel(upper, "small", puff=(34, 17), thick=3)
    for d in ("M92 -230 C104 -154 150 -76 262 -42", "M16 -120 Q60 -112 108 -128"):
        sketch.seam(d, depth=1)
    sketch.stitch("M84 -230 C96 -150 142 -66 250 -38")
    sketch.stitch("M80 -230 C92 -148 138 -62 244 -36")
    sketch.crease("M150 -150 Q176 -110 232 -92", 12, 3)
    sketch.crease("M40 -90 Q70 -80 96 -96", 12, 2)
    sketch.crease("M190 -70 Q230 -62 262 -70", 14, 2)
    sketch.solid(circle(58, -160, 24), Stuff("rubber", "#efeae0"), thick=0.8)
    sketch.mark(circle(58, -160, 18.5), 2.4, darker(sketch.base, 0.2), opacity=0.85)
    sketch.band("M22 -30 L28 -222", 15, stuff=sketch.cloth(), thick=1.2, is_round=False)
    sketch.stitch("M28 -36 L34 -220")
    sketch.solid("M300 -88 C352 -82 374 -66 382 -30 L280 -30 C276 -60 284 -78 300 -88Z", RUBBER, thick=2, puff=(20, 10))
    laces = [
        (104, -212, 4),
        (111, -189, 4),
        (121, -167, 5),
        (136, -147, 7),
        (157, -130, 9),
        (183, -117, 11),
        (211, -107, 12),
    ]
    _laced(sketch, laces, "#f1ece2")
    _bow(sketch, 112, -226, "#f1ece2")
    sole = "M14 -36 L382 -36 Q398 -28 393 -10 Q388 2 372 2 L26 2 Q8 2 9 -16Z"
    sketch.solid(sole, RUBBER, thick=4, puff=(12, 6))
    sketch.mark("M12 -26 Q200 -23 391 -26", 3.4, darker(sketch.base, 0.1), opacity=0.9)
    sketch.seam("M14 -6 L388 -6", depth=0.8, opacity=0.25)
    for x in range(352, 394, 7):
        sketch.seam(f"M{x} -20 L{x} -2", depth=0.9, opacity=0.2)


def draw_ankle_boot(sketch: Sketch) -> None:
    """A Chelsea boot: elastic sides, a pull tab, a stacked heel."""
    upper = (
        "M24 -40 C16 -84 28 -140 26 -240 Q80 -252 140 -242 C140 -196 150 -152 180 -128 "
        "C228 -104 300 -100 348 -78 Q382 -62 384 -34Z"
    )
    sketch.inside("M26 -240 Q84 -226 140 -242 Q130 -258 84 -258 Q42 -256 26 -240Z", shade=0.42)
    loop = sketch.cloth(darker(sketch.base, 0.25))
    sketch.band("M34 -244 C22 -268 34 -284 46 -268 L50 -244", 8, stuff=loop, thick=3)
    sketch.panel(upper, "small", puff=(38, 20), thick=3)
    elastic = lighter(sketch.base, 0.1) if sketch.is_dark else darker(sketch.base, 0.42)
    gore = "M64 -246 L116 -246 C118 -196 112 -146 98 -104 C78 -140 64 -190 64 -246Z"
    sketch.panel(gore, "small", stuff=Stuff("rib", elastic), thick=-1)
    sketch.stitch("M59 -244 C60 -188 74 -134 98 -96 C118 -140 123 -196 121 -244")
    sketch.crease("M158 -132 Q190 -100 240 -96", 13, 3.4)
    sketch.crease("M150 -160 Q146 -118 180 -88", 12, 3)
    sketch.crease("M136 -110 Q160 -84 196 -74", 10, 2)
    sketch.crease("M240 -70 Q262 -58 262 -46", 16, -2)
    _welted_sole(sketch, "#241e1b", heel=104, height=44)


def _welted_sole(sketch: Sketch, colour: str, *, heel: float, height: float) -> None:
    """A leather sole with its welt, and a heel of stacked layers."""
    sketch.solid(
        f"M20 -40 L386 -36 Q398 -28 390 -16 L{heel + 20} -16 L{heel} -12 L{heel - 2} 2 L26 2 Q16 -20 20 -40Z",
        Stuff("leather", colour),
        thick=4,
        puff=(6, 3),
    )
    sketch.band("M18 -38 Q200 -36 388 -34", 6, stuff=Stuff("leather", lighter(colour, 0.12)), thick=2.5)
    sketch.stitch("M20 -38 Q200 -36 386 -34", colour="#c9a873", length=4.4)
    for shift in (0.34, 0.6, 0.84):
        y = 2 - height * (1 - shift)
        sketch.seam(f"M20 {y} L{heel - 1} {y}", depth=0.8, opacity=0.5)


def draw_lace_boot(sketch: Sketch) -> None:
    """A laced boot on a treaded sole."""
    upper = (
        "M26 -46 C18 -120 34 -220 32 -322 Q86 -336 150 -324 C146 -236 152 -176 186 -144 "
        "C232 -118 304 -112 348 -90 Q382 -74 384 -40Z"
    )
    sketch.inside("M32 -322 Q90 -306 150 -324 Q140 -342 90 -342 Q44 -338 32 -322Z", shade=0.42)
    sketch.panel(
        "M112 -326 C118 -352 156 -362 166 -340 C164 -260 170 -200 206 -160 L176 -140 C140 -190 126 -250 112 -326Z",
        "small",
        puff=(10, 5),
        thick=2,
    )
    sketch.panel(upper, "small", puff=(40, 20), thick=3)
    sketch.panel("M32 -324 Q86 -338 150 -326 L149 -296 Q86 -306 33 -294Z", "small", puff=(12, 6))
    sketch.seam("M112 -326 C110 -224 118 -154 222 -80 L226 -44 M26 -150 Q66 -140 106 -158", depth=1.2)
    sketch.seam("M30 -60 Q80 -56 124 -112", depth=1.2)
    sketch.stitch("M104 -326 C102 -220 110 -146 214 -74 L216 -46 M99 -326 C97 -218 105 -142 210 -70")
    sketch.stitch("M26 -144 Q66 -134 104 -151")
    sketch.panel(
        "M298 -112 C348 -98 380 -80 384 -40 L276 -42 C276 -78 284 -98 298 -112Z", "small", puff=(24, 9), thick=1.5
    )
    sketch.stitch("M294 -104 C284 -90 281 -74 281 -48")
    sketch.crease("M160 -160 Q186 -122 244 -114", 14, 3.4)
    sketch.crease("M150 -190 Q152 -150 184 -122", 12, 2.6)
    sketch.crease("M60 -200 Q90 -186 118 -206", 12, 2.4)
    lace = "#3a2c22" if not sketch.is_dark else "#8a6a44"
    _laced(sketch, _BOOT_LACES, lace)
    _bow(sketch, 146, -316, lace)
    _treaded_sole(sketch)
    sketch.band("M36 -326 C26 -352 40 -366 52 -350 L54 -328", 7, stuff=sketch.cloth(darker(sketch.base, 0.2)), thick=3)


def _treaded_sole(sketch: Sketch) -> None:
    treads = "".join(
        f" L{x} {6 if n % 2 else -6} L{x - 13} {6 if n % 2 else -6}" for n, x in enumerate(range(376, 34, -26))
    )
    sketch.solid(
        f"M20 -50 L386 -44 Q400 -34 392 -12{treads} L24 4 Q12 -24 20 -50Z",
        Stuff("rubber", "#2b2725"),
        thick=5,
        puff=(8, 4),
    )
    sketch.band("M20 -46 Q200 -44 388 -40", 7, stuff=Stuff("leather", "#6b4a2e"), thick=2.6)
    sketch.stitch("M22 -46 Q200 -44 386 -40", colour="#d9b06a", length=5)


def draw_pump(sketch: Sketch) -> None:
    """A pump on a slender heel."""
    heel = "M44 -132 C66 -120 84 -96 82 -66 C80 -40 74 -20 73 2 L55 2 C55 -34 50 -76 38 -112Z"
    lining = "#c8a888"
    inside = "M44 -182 Q120 -118 214 -64 Q240 -66 262 -78 Q170 -122 76 -200 Q56 -198 44 -182Z"
    if not sketch.has("slingback"):
        sketch.solid(inside, Stuff("nappa", darker(lining, 0.25)), thick=0.5)
        sketch.mark("M72 -186 Q150 -126 232 -80", 9, darker(lining, 0.7), opacity=0.45, blur=4)
    sketch.panel(heel, "small", puff=(12, 8), thick=2, stuff=sketch.cloth(darker(sketch.base, 0.08)))
    upper = (
        "M40 -182 C28 -152 32 -126 46 -110 C108 -94 166 -32 240 -8 Q322 4 376 -6 Q394 -16 380 -30 "
        "C342 -48 300 -62 262 -82 C246 -64 222 -60 200 -70 C150 -94 94 -152 68 -198 Q50 -198 40 -182Z"
    )
    if sketch.has("slingback"):
        upper = (
            "M106 -94 C150 -60 190 -22 240 -8 Q322 4 376 -6 Q394 -16 380 -30 C342 -48 300 -62 262 -82 "
            "C246 -64 222 -60 200 -70 Q160 -90 106 -94Z"
        )
        sketch.solid(
            "M42 -118 C100 -102 160 -50 240 -8 L226 -4 C150 -40 100 -90 44 -106Z", Stuff("nappa", lining), thick=1
        )
        sketch.band("M132 -86 C92 -112 58 -150 46 -164 Q34 -148 44 -116", 8, stuff=sketch.cloth(), thick=3.4)
        sketch.ball(112, -102, 5, Stuff("metal", "#b08a45"))
    sketch.panel(upper, "small", puff=(26, 14), thick=2.5)
    sketch.band(
        "M262 -82 C246 -64 222 -60 200 -70 C150 -94 94 -152 68 -198"
        if not sketch.has("slingback")
        else "M262 -82 C246 -64 222 -60 200 -70 Q160 -90 106 -94",
        4,
        stuff=sketch.cloth(darker(sketch.base, 0.14)),
        thick=1.4,
    )
    sketch.crease("M226 -46 Q258 -40 286 -52", 12, 1.8)
    sketch.band("M48 -108 C110 -90 166 -28 238 -4 Q322 8 378 -3", 4.2, stuff=Stuff("leather", "#2c211d"), thick=1.5)
    sketch.solid("M54 -4 L74 -4 L74 5 L54 5Z", Stuff("rubber", "#2c211d"), thick=1)
    if sketch.has("bow"):
        _pump_bow(sketch)


def _pump_bow(sketch: Sketch) -> None:
    knot = sketch.cloth(darker(sketch.base, 0.06))
    for side in (-1, 1):
        loop = (
            f"M262 -80 C{262 + side * 14} -108 {262 + side * 46} -106 {262 + side * 46} -82 "
            f"C{262 + side * 46} -64 {262 + side * 14} -62 262 -80Z"
        )
        sketch.solid(loop, knot, thick=3, puff=(9, 5))
        sketch.crease(f"M{262 + side * 6} -82 L{262 + side * 30} -86", 6, -2)
    sketch.band("M256 -80 L268 -79", 13, stuff=knot, thick=5)
