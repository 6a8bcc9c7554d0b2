"""All the demo shop's pictures on one sheet, to look at together: `python -m modiste.demo.contact_sheet OUT.webp`."""

from pathlib import Path

import click
import numpy as np

from modiste.demo.garments import demo_items
from modiste.demo.studio.darkroom import darkroom
from modiste.vision.arrays import Pixels
from modiste.vision.images import read_image, renditions


@click.command()
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--near", is_flag=True, help="The close-ups instead of the whole garments.")
@click.option("--columns", default=18, show_default=True, type=click.IntRange(1, 40))
@click.option("--category", help="Only items of this category.")
def main(out: Path, near: bool, columns: int, category: str | None) -> None:
    """Draw every item and write the smallest size of its picture into a grid, in the catalogue's order."""
    items = [item for item in demo_items() if category in (None, item.category)]
    if not items:
        raise click.ClickException(f"No item is a {category!r}: leave --category out to see which there are")
    with darkroom() as order:
        pictures = [read_image(ready.result().sizes[0].content) for ready in order(items, "near" if near else "small")]
    sheet = _in_a_grid(pictures, min(columns, len(pictures)))
    out.write_bytes(renditions(sheet, (sheet.shape[1],)).sizes[0].content)
    click.echo(f"{len(pictures)} pictures on {out}")


def _in_a_grid(pictures: list[Pixels], columns: int) -> Pixels:
    height, width = pictures[0].shape[:2]
    rows = -(-len(pictures) // columns)
    sheet = np.full((rows * height, columns * width, 3), 255, np.uint8)
    for number, picture in enumerate(pictures):
        y, x = number // columns * height, number % columns * width
        sheet[y : y + height, x : x + width] = picture
    return sheet


if __name__ == "__main__":
    main()
