"""Renders public/icon.svg, the shop's mark, to the PNG files that the manifest names: `python web/icons.py`."""

import re
from io import BytesIO
from pathlib import Path

import resvg_py
from PIL import Image

PUBLIC = Path(__file__).parent / "public"
SAFE = 0.78  # how much of a maskable icon's width the mark may take: systems cut it to a circle
SIZES = {"icon-192.png": 192, "icon-512.png": 512}
CUT = {"icon-maskable-512.png": (512, SAFE), "apple-touch-icon.png": (180, 0.92)}  # filled to the edges


def main() -> None:
    """Write every icon anew."""
    mark = (PUBLIC / "icon.svg").read_text()
    for name, size in SIZES.items():
        write(name, mark, size)
    for name, (size, scale) in CUT.items():
        square = mark.replace(' rx="116"', "")
        margin = 256 * (1 - scale)
        write(name, re.sub(r"<g transform=\"", f'<g transform="translate({margin} {margin}) scale({scale}) ', square), size)


def write(name: str, svg: str, size: int) -> None:
    """Render to a PNG of few colours: flat tones and their edges need no more."""
    drawn = Image.open(BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, width=size))))
    drawn.quantize(64, method=Image.Quantize.FASTOCTREE).save(PUBLIC / name, optimize=True)


if __name__ == "__main__":
    main()
