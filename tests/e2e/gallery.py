"""Pictures of every page by day and night, on phone and desktop: `python -m tests.e2e.gallery [FOLDER] [NAME…]`."""

import shutil
import sys
import tempfile
from io import BytesIO
from itertools import product
from pathlib import Path

from PIL import Image
from playwright.sync_api import Error, sync_playwright

from tests.conftest import REPOSITORY
from tests.e2e.conftest import ARGUMENTS, CHROMIUM
from tests.e2e.opening import DESKTOP, PHONE, Scheme, View, opened
from tests.e2e.served import shared_demo
from tests.e2e.views import VIEWS

SIZES = {"phone": PHONE, "desktop": DESKTOP}
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
SHOWN = REPOSITORY / "docs" / "gallery"
MOST_BYTES = 150 * 1024  # of a picture that the README shows


def main() -> None:
    """Write every picture, or those of the views named; of those for the README a small copy too."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "gallery")
    names = set(sys.argv[2:])
    executable = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if executable is None:
        sys.exit("No Chromium on this machine: apt-get install chromium")
    folder.mkdir(parents=True, exist_ok=True)
    views = [view for view in VIEWS if not names or view.name in names]
    failed = []
    with tempfile.TemporaryDirectory() as data, shared_demo(Path(data)) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        for view, (size, viewport), scheme in product(views, SIZES.items(), SCHEMES):
            try:
                with opened(browser, url, view, scheme=scheme, viewport=viewport) as page:
                    taken = page.screenshot(animations="disabled")
            except (AssertionError, Error) as error:
                failed.append(f"{view.name}, {size}, {scheme}: {str(error).splitlines()[0]}")
                continue
            write(folder, view, f"{view.name}-{size}-{scheme}", taken)
        browser.close()
    if failed:
        sys.exit("\n".join(failed))


def write(folder: Path, view: View, name: str, taken: bytes) -> None:
    """The picture as it was taken, and small for the README when it belongs there."""
    (folder / f"{name}.png").write_bytes(taken)
    if not view.shown or name.endswith("desktop-dark"):
        return
    SHOWN.mkdir(parents=True, exist_ok=True)
    picture = Image.open(BytesIO(taken)).convert("RGB")
    for quality in (86, 80, 72, 60, 45):
        small = BytesIO()
        picture.save(small, "WEBP", quality=quality, method=6)
        if small.tell() <= MOST_BYTES:
            break
    (SHOWN / f"{name}.webp").write_bytes(small.getvalue())


if __name__ == "__main__":
    main()
