"""What a shopper on a mid-range phone and slow 4G waits for, page by page, and how closely a card follows the finger.

Chromium slowed down as Lighthouse does it: a quarter of the processor, 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and
back. Each visit is a browser of its own with nothing in its cache; figures are medians of the visits. `INP` is the
longest of a few real presses and keys. Needs Chromium and the built web app.
"""

import argparse
import gzip
import json
import re
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Locator, Page, TimeoutError, sync_playwright

from tests.conftest import REPOSITORY
from tests.e2e.conftest import ARGUMENTS, CHROMIUM, PHONE
from tests.e2e.served import shared_demo
from tests.e2e.views import Who, address_of, sign_in

VISITS = 5
SLOWER = 4  # times, the processor
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
GOALS = {"js": 180.0, "lcp": 2.0, "inp": 150.0, "cls": 0.05, "picture": 60.0, "frame": 16.0}
WATCH = """{
  const seen = window.benchmark = { lcp: 0, picture: '', cls: 0, inp: 0 };
  let [window_, from, last] = [0, 0, 0];
  const watch = (type, use) => new PerformanceObserver((list) => list.getEntries().forEach(use))
    .observe({ type, buffered: true, durationThreshold: 16 });
  watch('largest-contentful-paint', (entry) => Object.assign(seen, { lcp: entry.startTime, picture: entry.url }));
  watch('layout-shift', ({ value, startTime, hadRecentInput }) => {
    if (hadRecentInput) return;
    if (startTime - last > 1000 || startTime - from > 5000) [window_, from] = [0, startTime];
    [window_, last] = [window_ + value, startTime];
    seen.cls = Math.max(seen.cls, window_);
  });
  watch('event', ({ duration, interactionId }) => {
    if (interactionId) seen.inp = Math.max(seen.inp, duration);
  });
}"""
# From the moment the browser tells of a move to the moment its frame is handed over; and how long each frame took.
FOLLOW = """() => {
  const seen = window.drag = { waits: [], frames: [] };
  const channel = new MessageChannel();
  let [told, before, isOver] = [0, 0, false];
  channel.port1.onmessage = () => {
    if (told) seen.waits.push(performance.now() - told);
    told = 0;
  };
  addEventListener('pointermove', () => { told ||= performance.now(); }, { capture: true });
  addEventListener('pointerup', () => { isOver = true; }, { capture: true });
  const frame = (now) => {
    if (before) seen.frames.push(now - before);
    before = now;
    channel.port2.postMessage(0);
    if (!isOver) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}"""

Use = Callable[[Page], None]


def use_deck(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_timeout(700)
    page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(700)
    page.get_by_role("button", name="Undo", exact=True).click()


def use_search(page: Page) -> None:
    page.get_by_role("searchbox").first.click()
    page.keyboard.type("linen", delay=120)


def use_item(page: Page) -> None:
    press(page.locator("main").get_by_role("button"))


def use_favourites(page: Page) -> None:
    press(page.locator("main article").get_by_role("button"))


def press(buttons: Locator) -> None:
    """The first of them, and once more, so that nothing is changed in the end."""
    for _ in range(2):
        with suppress(TimeoutError):
            buttons.first.click(timeout=3_000)
        buttons.page.wait_for_timeout(700)


PAGES: dict[str, tuple[str, Who, Use]] = {
    "welcome": ("/", Who.VISITOR, lambda page: page.keyboard.press("Tab")),
    "deck": ("/", Who.SHOPPER, use_deck),
    "search": ("/search", Who.SHOPPER, use_search),
    "item": ("/items/{item}", Who.SHOPPER, use_item),
    "favourites": ("/favourites", Who.SHOPPER, use_favourites),
}


@contextmanager
def slow_page(browser: Browser, url: str, who: Who, path: str) -> Iterator[tuple[Page, CDPSession, str]]:
    """A page on the phone that this is about, and the address to open."""
    context = browser.new_context(base_url=url, viewport=PHONE, locale="en-GB", device_scale_factor=2, has_touch=True)
    context.set_default_timeout(30_000)
    address = address_of(path, context, sign_in(context, who))
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", NETWORK)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(WATCH)
    try:
        yield page, devtools, address
    finally:
        context.close()


def visit(browser: Browser, url: str, name: str) -> dict[str, float]:
    """What one visit to a page costs: seconds, milliseconds, KiB."""
    path, who, use = PAGES[name]
    with slow_page(browser, url, who, path) as (page, devtools, address):
        kinds: dict[str, tuple[str, str]] = {}
        sizes: dict[str, float] = {}

        def finished(event: dict[str, float | str]) -> None:
            sizes[str(event["requestId"])] = float(event["encodedDataLength"]) / 1024

        devtools.on(
            "Network.responseReceived", lambda e: kinds.update({e["requestId"]: (e["type"], e["response"]["url"])})
        )
        devtools.on("Network.loadingFinished", finished)
        page.goto(address)
        settle(page)
        seen = page.evaluate("window.benchmark")
        use(page)
        page.wait_for_timeout(1_000)
        inp = page.evaluate("window.benchmark.inp")
        of = {kind: sum(sizes.get(key, 0) for key, (one, _) in kinds.items() if one == kind) for kind in ("Script",)}
        picture = next((sizes.get(key, 0) for key, (_, at) in kinds.items() if at == seen["picture"]), 0.0)
        return {"lcp": seen["lcp"] / 1000, "inp": inp, "cls": seen["cls"], "picture": picture, "wire": of["Script"]}


def visit_again(browser: Browser, url: str) -> float:
    """Seconds to the first card for someone who was here before: files and the last cards are on the device."""
    path, who, _ = PAGES["deck"]
    with slow_page(browser, url, who, path) as (page, _devtools, address):
        page.goto(address)
        page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
        page.wait_for_timeout(1_500)
        page.goto(address)
        settle(page)
        return float(page.evaluate("window.benchmark.lcp")) / 1000


def settle(page: Page) -> None:
    """Until the page has what it asked for."""
    with suppress(TimeoutError):
        page.wait_for_load_state("networkidle", timeout=8_000)
    page.wait_for_timeout(500)


def drag(browser: Browser, url: str) -> tuple[float, float]:
    """Milliseconds from a move of the finger to its frame (the slowest of twenty), and the share of frames in time."""
    context = browser.new_context(base_url=url, viewport=PHONE, locale="en-GB")
    sign_in(context, Who.SHOPPER)
    page = context.new_page()
    page.goto("/")
    card = page.locator("main article").filter(visible=True).first
    card.wait_for()
    settle(page)
    box = card.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 3
    page.mouse.move(x, y)
    page.evaluate(FOLLOW)
    page.mouse.down()
    for step in range(90):  # to and fro, and back to where it began: nothing is swiped
        page.mouse.move(x + 90 * (1 - abs(1 - step / 45)), y)
    page.mouse.up()
    seen = page.evaluate("window.drag")
    context.close()
    waits, frames = sorted(seen["waits"]), seen["frames"]
    in_time = sum(1 for frame in frames if frame < 1000 / 60 * 1.25) / max(1, len(frames))
    return waits[int(len(waits) * 0.95)], in_time


def first_route() -> float:
    """KiB of JavaScript, gzipped, that the page names."""
    folder = REPOSITORY / "modiste" / "webapp"
    names = re.findall(r'(?:src|href)="/(assets/[^"]+[.]js)"', (folder / "index.html").read_text())
    return sum(len(gzip.compress((folder / name).read_bytes(), 9)) for name in names) / 1024


def main() -> None:
    """Print two tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--visits", type=int, default=VISITS)
    options.add_argument("--url", default="", help="a demo shop that runs already")
    options.add_argument("--json", type=Path)
    given = options.parse_args()
    executable = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if executable is None:
        sys.exit("No Chromium on this machine: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        with nullcontext(given.url) if given.url else shared_demo(Path(folder)) as url:
            rows = {name: medians([visit(browser, url, name) for _ in range(given.visits)]) for name in PAGES}
            again = statistics.median(visit_again(browser, url) for _ in range(given.visits))
            drags = [drag(browser, url) for _ in range(given.visits)]
        browser.close()
    wait, share = (statistics.median(values) for values in zip(*drags, strict=True))
    report(rows, again, wait, share)
    if given.json:
        given.json.write_text(json.dumps({"pages": rows, "again": again, "frame": wait, "share": share}))


def medians(visits: list[dict[str, float]]) -> dict[str, float]:
    return {name: statistics.median(one[name] for one in visits) for name in visits[0]}


def report(rows: dict[str, dict[str, float]], again: float, wait: float, share: float) -> None:
    """As Markdown, the limits beside."""
    print("| page | LCP s | INP ms | CLS | first picture KiB | JavaScript on the way KiB |\n|---|--:|--:|--:|--:|--:|")
    for name, row in rows.items():
        cells = f"{row['lcp']:.2f} | {row['inp']:.0f} | {row['cls']:.3f} | {row['picture']:.0f} | {row['wire']:.0f}"
        print(f"| {name} | {cells} |")
    print(f"| deck, second visit | {again:.2f} | – | – | – | – |")
    print(f"| goal | ≤ {GOALS['lcp']} | ≤ {GOALS['inp']:.0f} | ≤ {GOALS['cls']} | ≤ {GOALS['picture']:.0f} | – |\n")
    print("| what | measured | goal |\n|---|--:|--:|")
    print(f"| first route, JavaScript gzipped | {first_route():.0f} KiB | ≤ {GOALS['js']:.0f} KiB |")
    print(f"| a swipe's move to its frame, not slowed down (p95) | {wait:.1f} ms | < {GOALS['frame']:.0f} ms |")
    print(f"| frames of a drag at 60 a second | {share:.0%} | – |")


if __name__ == "__main__":
    main()
