"""Shoes: a pair in profile, the far one a little higher and behind."""

from collections.abc import Callable

from modiste.demo.drawings.outline import circle, rounded
from modiste.demo.drawings.sketch import Sketch
from modiste.demo.drawings.tones import darker, lighter
from modiste.demo.drawings.trimmings import BRASS


def draw_shoes(sketch: Sketch) -> None:
    """Both shoes; each is drawn in a box 400 wide whose sole stands at y = 0, the toe to the right."""
    draw = _SHOES[sketch.item.silhouette.cut]
    tall = sketch.item.silhouette.neckline in ("boot", "high")
    with sketch.moved(-232, 400 if tall else 380, 0.88):
        draw(sketch)
    with sketch.moved(-172, 640 if tall else 590, 0.98):
        draw(sketch)


def _sole(sketch: Sketch, d: str, fill: str) -> None:
    sketch.panel(d, "flat", fill=fill)


def _laces(sketch: Sketch, points: list[tuple[float, float]]) -> None:
    fill = "#f3efe6" if sketch.has("contrast") or sketch.item.silhouette.cut != "lace-boot" else "#3a2c22"
    for x, y in points:
        sketch.band(f"M{x - 15} {y - 9} L{x + 16} {y + 7}", 6, fill=fill, is_solid=False)


def _sneaker(sketch: Sketch) -> None:
    upper = (
        "M14 -30 C8 -80 10 -120 24 -140 Q34 -150 48 -142 C66 -126 96 -122 122 -134 L150 -150 "
        "Q160 -154 168 -146 "
        "C206 -106 262 -92 312 -82 Q362 -72 378 -30Z"
    )
    sketch.inside("M24 -140 Q60 -112 122 -134 L156 -152 Q120 -160 84 -152 Q50 -146 24 -140Z")
    sketch.panel(upper, "fall")
    sketch.panel("M292 -86 C340 -78 372 -70 378 -30 L270 -30 C268 -56 276 -72 292 -86Z", "fall")
    sketch.panel("M14 -30 C8 -80 10 -120 24 -140 Q44 -146 54 -138 C62 -100 66 -66 84 -30Z", "fall", fill=sketch.trim)
    sketch.stitch("M128 -126 C150 -96 190 -60 262 -44")
    sketch.line("M118 -132 C138 -88 180 -54 264 -34", 1.6, 0.6)
    _laces(sketch, [(176, -134), (200, -117), (226, -104), (252, -96)])
    if sketch.has("contrast"):
        sketch.shape("M104 -38 C134 -60 160 -92 172 -120 L190 -108 C176 -80 158 -54 146 -36Z", sketch.trim)
    sole = "M10 -34 L380 -34 Q396 -30 392 -12 Q388 0 372 0 L26 0 Q8 0 8 -18Z"
    _sole(sketch, sole, "#efeae0")
    sketch.line("M12 -16 L390 -16", 1.4, 0.5, colour="#8d8578")
    sketch.stitch("M14 -27 L386 -27")


def _high_top(sketch: Sketch) -> None:
    upper = (
        "M16 -30 C12 -90 22 -150 28 -222 Q62 -234 118 -226 Q128 -190 142 -160 C170 -108 240 -90 310 -82 "
        "Q364 -72 378 -30Z"
    )
    sketch.inside("M28 -222 Q72 -206 118 -226 Q108 -246 72 -244 Q36 -242 28 -222Z")
    sketch.panel(upper, "fall")
    sketch.line("M92 -226 C104 -150 150 -70 262 -40", 1.6, 0.6)
    sketch.stitch("M84 -226 C96 -146 142 -62 250 -36")
    _laces(sketch, [(118, -206), (126, -180), (138, -156), (156, -134), (180, -117), (208, -104), (236, -96)])
    sketch.shape(circle(66, -150, 24), "#f3efe6")
    sketch.line(circle(66, -150, 18), 2, 0.8, colour=darker(sketch.base, 0.2))
    sketch.panel("M300 -84 C352 -78 372 -66 378 -30 L278 -30 C276 -58 284 -74 300 -84Z", "fall", fill="#efeae0")
    _sole(sketch, "M10 -34 L380 -34 Q394 -28 390 -10 Q386 0 372 0 L26 0 Q8 0 10 -18Z", "#efeae0")
    sketch.line("M12 -24 L388 -24", 3, 0.9, colour=sketch.base if not sketch.is_dark else "#333")


def _loafer(sketch: Sketch) -> None:
    upper = (
        "M16 -26 C8 -66 12 -100 24 -116 Q34 -124 48 -116 C84 -92 124 -92 162 -104 L186 -112 "
        "C232 -104 300 -92 346 -70 Q380 -54 382 -26Z"
    )
    sketch.inside("M24 -116 Q92 -78 176 -110 Q150 -126 90 -126 Q44 -126 24 -116Z")
    sketch.panel(upper, "fall")
    sketch.panel("M186 -114 C246 -112 318 -96 352 -68 C312 -50 236 -58 196 -78 Q180 -92 186 -114Z", "fall")
    sketch.stitch("M194 -82 C236 -62 312 -54 350 -72")
    sketch.panel("M158 -106 L206 -118 Q222 -84 214 -44 L176 -38 Q180 -76 158 -106Z", "flat")
    if sketch.has("bar"):
        sketch.band("M172 -84 Q196 -92 222 -86", 8, fill=BRASS, is_solid=False)
    elif sketch.has("tassels"):
        for x in (196, 214):
            sketch.band(f"M200 -92 L{x} -72", 3, fill=darker(sketch.base, 0.3), is_solid=False)
            sketch.panel(f"M{x - 5} -76 L{x + 5} -76 L{x + 9} -46 L{x - 9} -46Z", "flat")
    else:
        sketch.shape("M180 -84 L206 -92 Q212 -80 208 -72 L184 -66Z", darker(sketch.base, 0.55))
    _sole(sketch, "M14 -28 L384 -28 Q394 -20 386 -8 L120 -8 L110 0 L22 0 Q12 -10 14 -28Z", "#4b3526")
    sketch.line("M16 -20 L386 -20", 1.2, 0.6, colour="#b98f63")


def _ankle_boot(sketch: Sketch) -> None:
    upper = (
        "M20 -40 C14 -90 26 -150 30 -236 Q82 -246 142 -236 C142 -190 150 -150 178 -126 "
        "C226 -104 300 -98 346 -78 "
        "Q380 -62 382 -34Z"
    )
    sketch.inside("M30 -236 Q84 -222 142 -236 Q130 -250 84 -250 Q44 -248 30 -236Z")
    sketch.panel(upper, "fall")
    elastic = lighter(sketch.base, 0.12) if sketch.is_dark else darker(sketch.base, 0.45)
    sketch.panel("M66 -240 L116 -240 C116 -190 112 -150 100 -110 C78 -140 68 -190 66 -240Z", "flat", fill=elastic)
    for x in range(74, 112, 7):
        sketch.line(f"M{x} -236 L{90 + (x - 90) * 0.5} -134", 1.2, 0.35)
    sketch.band("M26 -234 L22 -268", 7, is_solid=False)
    sketch.crease("M160 -130 Q190 -100 236 -96", 9, 0.1)
    sketch.crease("M150 -160 Q142 -120 176 -92", 8, 0.08)
    _sole(sketch, "M18 -42 L110 -36 L384 -36 Q394 -26 384 -14 L132 -14 L124 0 L28 0 Q16 -20 18 -42Z", "#2c2523")


def _lace_boot(sketch: Sketch) -> None:
    upper = (
        "M24 -46 C18 -120 32 -220 34 -318 Q88 -330 152 -318 C148 -230 152 -172 184 -140 "
        "C230 -116 302 -110 346 -90 "
        "Q380 -74 382 -40Z"
    )
    sketch.inside("M34 -318 Q90 -302 152 -318 Q140 -334 90 -334 Q46 -332 34 -318Z")
    sketch.panel(upper, "fall")
    sketch.line("M112 -322 C110 -220 118 -150 222 -76 L226 -42", 1.8, 0.6)
    sketch.stitch("M104 -322 C102 -216 110 -142 214 -70 L216 -44")
    sketch.panel("M298 -108 C346 -96 378 -78 382 -40 L276 -42 C276 -76 284 -94 298 -108Z", "fall")
    _laces(
        sketch,
        [
            (134, -300),
            (133, -274),
            (133, -248),
            (135, -222),
            (140, -196),
            (152, -170),
            (172, -148),
            (198, -130),
        ],
    )
    sketch.stitch("M30 -150 Q70 -140 108 -156")
    treads = "".join(
        f" L{x} {0 if n % 2 else -10} L{x - 12} {0 if n % 2 else -10}" for n, x in enumerate(range(376, 30, -24))
    )
    _sole(sketch, f"M18 -50 L384 -44 Q396 -34 390 -14{treads} L22 0Z", "#2b2725")
    sketch.line("M22 -44 L386 -38", 2, 0.9, colour="#d6a653", dash="5 4")


def _pump(sketch: Sketch) -> None:
    sketch.inside("M40 -178 Q120 -120 214 -62 Q240 -66 262 -76 Q170 -120 74 -196 Q54 -192 40 -178Z")
    upper = (
        "M40 -178 C30 -150 34 -126 48 -112 C110 -96 168 -34 240 -10 Q320 0 372 -8 Q388 -16 376 -28 "
        "C340 -44 300 -58 262 -78 C246 -62 222 -58 200 -68 C150 -92 92 -150 66 -192 Q50 -192 40 -178Z"
    )
    if sketch.has("slingback"):
        upper = (
            "M108 -92 C150 -60 190 -24 240 -10 Q320 0 372 -8 Q388 -16 376 -28 C340 -44 300 -58 262 -78 "
            "C246 -62 222 -58 200 -68 Q160 -88 108 -92Z"
        )
        sketch.panel("M46 -116 C100 -100 160 -50 240 -10 L226 -4 C150 -40 100 -88 46 -104Z", "flat", fill="#3a2b25")
        sketch.band("M128 -88 C90 -110 56 -146 44 -158 Q34 -140 46 -114", 7)
    sketch.panel("M46 -124 C74 -110 86 -84 82 -56 L72 0 L54 0 C56 -50 46 -80 40 -112Z", "right")
    sketch.panel(upper, "fall")
    sketch.line("M50 -110 C110 -92 166 -30 238 -6 Q320 4 374 -4", 3, 0.9, colour="#2a211f")
    if sketch.has("bow"):
        sketch.panel("M262 -80 C244 -104 220 -98 224 -80 C226 -62 248 -62 262 -74Z", "left")
        sketch.panel("M262 -80 C284 -100 304 -88 298 -70 C292 -56 270 -60 262 -72Z", "right")
        sketch.shape(circle(262, -76, 7), darker(sketch.base, 0.25))


def _sandal(sketch: Sketch) -> None:
    _sole(
        sketch,
        "M16 -22 Q14 -34 30 -34 C120 -26 220 -22 372 -30 Q392 -30 388 -14 Q386 0 368 0 L30 0 Q14 0 16 -22Z",
        "#c59a6c",
    )
    sketch.panel("M16 -14 L388 -12 Q386 0 368 0 L30 0 Q16 0 16 -14Z", "flat", fill="#4b3526")
    sketch.panel(
        ("M246 -26 C256 -70 292 -92 330 -84 Q358 -72 364 -28 L330 -26 C326 -46 312 -54 300 -50 Q286 -44 284 -26Z"),
        "fall",
    )
    sketch.panel("M182 -26 C190 -78 226 -110 262 -112 L270 -88 C240 -80 222 -60 220 -26Z", "fall")
    sketch.panel("M32 -32 C26 -80 34 -118 46 -140 L68 -136 C56 -104 56 -70 64 -30Z", "fall")
    sketch.panel("M40 -140 C86 -158 142 -150 178 -126 C170 -112 168 -108 164 -104 C130 -126 86 -132 46 -114Z", "fall")
    sketch.panel("M160 -128 L178 -126 C200 -96 206 -60 206 -26 L184 -26 C184 -60 180 -90 156 -110Z", "fall")
    sketch.band(rounded(104, -152, 24, 30, 4), 4.5, fill=BRASS, is_solid=False)


def _ballerina(sketch: Sketch) -> None:
    sketch.inside("M24 -90 Q120 -40 246 -58 Q262 -66 268 -74 Q150 -92 48 -104 Q32 -102 24 -90Z")
    sketch.panel(
        "M24 -92 C12 -66 12 -36 22 -16 L350 -10 Q392 -12 384 -34 C366 -62 316 -70 272 -78 "
        "C262 -56 236 -46 206 -46 "
        "C140 -46 80 -66 50 -104 Q34 -104 24 -92Z",
        "fall",
    )
    sketch.line("M28 -90 C70 -54 140 -36 206 -36 C240 -38 264 -50 276 -70", 4, 0.35)
    sketch.panel("M270 -70 C250 -96 222 -90 226 -72 C228 -54 254 -52 270 -64Z", "left")
    sketch.panel("M270 -70 C292 -92 314 -80 308 -62 C300 -48 280 -52 270 -62Z", "right")
    sketch.shape(circle(270, -66, 6), darker(sketch.base, 0.3))
    _sole(sketch, "M20 -16 L352 -12 Q386 -12 386 -22 Q394 -6 366 0 L96 -2 L92 4 L26 4 Q18 -4 20 -16Z", "#5c4433")


_SHOES: dict[str, Callable[[Sketch], None]] = {
    "sneaker": _sneaker,
    "high-top": _high_top,
    "loafer": _loafer,
    "ankle-boot": _ankle_boot,
    "lace-boot": _lace_boot,
    "pump": _pump,
    "flat-sandal": _sandal,
    "ballerina": _ballerina,
}
