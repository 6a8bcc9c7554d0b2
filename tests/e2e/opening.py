"""A page in one of its states, opened in a browser of its own, and everything in it at rest."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Page, TimeoutError, expect

from tests.e2e.shopper import DELIVERY, bearer, note_user, sign_up
from tests.e2e.steps import Step, nothing

Scheme = Literal["light", "dark"]

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}
DEMO_PASSWORD = "modiste-demo"
SETTLED = """async () => {
  await document.fonts.ready;
  // What is lazy and out of sight, above, below or beside, never comes: to wait for it is to wait for ever.
  const isIn = ({ top, bottom, left, right }) => bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
  const isSeen = (image) => image.isConnected && isIn(image.getBoundingClientRect()) && image.checkVisibility();
  const isThere = async (image) => {
    const { src } = image;
    const wait = new Promise((resolve) => setTimeout(resolve, 10_000, 'late'));
    const end = await Promise.race([image.decode().then(() => 'there', () => 'broken'), wait]);
    // Taken away, changed or moved out of sight meanwhile: nobody misses it.
    const isMissed = navigator.onLine && image.src === src && isSeen(image);
    if (end !== 'there' && isMissed) throw new Error(`a picture in sight is ${end}: ${image.currentSrc || src}`);
  };
  await Promise.all([...document.images].filter(isSeen).map(isThere));
}"""
# Chromium makes no frames for a page that nothing is drawn on: a clock beside the frame keeps this from hanging.
STILL = """async () => {
  const frame = () => Promise.race([
    new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    new Promise((resolve) => setTimeout(resolve, 1_000)),
  ]);
  const moving = () => document.getAnimations()
    .filter((one) => one.playState === 'running' && one.effect.getComputedTiming().endTime !== Infinity);
  for (let quiet = 0; quiet < 3;) {
    await frame();
    const these = moving();
    await Promise.allSettled(these.map((one) => one.finished));
    quiet = these.length === 0 ? quiet + 1 : 0;
  }
}"""


class Who(Enum):
    """In whose browser a page is opened; an address is that of a demo account."""

    VISITOR = ""
    NEWCOMER = "newcomer"  # has an account since a moment ago, and was asked nothing yet
    FRESH = "fresh"  # the same, the questions behind them
    SHOPPER = "shopper@example.com"
    BOUTIQUE = "boutique@example.com"
    ADMIN = "admin@example.com"


@dataclass(frozen=True)
class View:
    """A page in one state: `before` is done before it is opened, `after` when it is there, `sees` says that it is."""

    name: str
    path: str
    who: Who = Who.VISITOR
    before: Step = nothing
    after: Step = nothing
    sees: str = "main h1, main h2"
    shown: bool = False  # in the README's gallery


@contextmanager
def opened(
    browser: Browser, url: str, view: View, *, scheme: Scheme = "light", viewport: dict[str, int] = PHONE
) -> Iterator[Page]:
    """A browser of one's own with the page in that state."""
    context = browser.new_context(
        base_url=url,
        viewport={"width": viewport["width"], "height": viewport["height"]},
        color_scheme=scheme,
        locale="en-GB",
        reduced_motion="reduce",
        service_workers="block",  # what it asks for could not be intercepted
    )
    context.set_default_timeout(15_000)
    try:
        token = sign_in(context, view.who)
        page = context.new_page()
        view.before(page)
        page.goto(address_of(view.path, context, token))
        expect(page.locator(view.sees).filter(visible=True).first).to_be_visible()
        view.after(page)
        if not view.name.endswith("loading"):
            with suppress(TimeoutError):  # an answer that the page asked for early and never needed stays unread
                page.wait_for_load_state("networkidle", timeout=3_000)
        page.evaluate(SETTLED)
        come_to_rest(page)
        yield page
    finally:
        context.close()


def come_to_rest(page: Page) -> None:
    """Wait until what fades, slides or changes its colour has done so; what turns for ever is left out."""
    page.wait_for_timeout(100)  # an answer that was just read is drawn by a task of its own
    page.evaluate(STILL)


def sign_in(context: BrowserContext, who: Who) -> str:
    """The cookie of a session, and the app's own note that there is one; for the test, the access token."""
    if who is Who.VISITOR:
        return ""
    if who in {Who.NEWCOMER, Who.FRESH}:
        return sign_up(context, f"{uuid.uuid4().hex}@example.com", "Nora Newcomer", has_answered=who is Who.FRESH)
    known = {"email": who.value, "password": DEMO_PASSWORD} | DELIVERY
    answer = context.request.post("/api/v1/auth/login", data=known)
    assert answer.ok, answer.text()
    note_user(context, answer.json()["user"])
    return str(answer.json()["access_token"])


def address_of(path: str, context: BrowserContext, token: str) -> str:
    """The path with an example in the place of what it names: a dress, a collection of one's own."""
    if "{item}" in path:
        found = context.request.get("/api/v1/items?category=dress&limit=1").json()["items"]
        item_id = found[0]["item_id"]
        variants = context.request.get(f"/api/v1/items/{item_id}").json()["variants"]
        return path.format(item=item_id, size=next((one["size"] for one in variants if one["stock"]), ""))
    if "{collection}" in path:
        return path.format(collection=some_collection(context, token))
    return path


def some_collection(context: BrowserContext, token: str) -> str:
    """A collection with what was saved last in it: made once for each account."""
    headers = bearer(token)
    known = context.request.get("/api/v1/collections", headers=headers).json()["items"]
    if known:
        return str(known[0]["id"])
    made = context.request.post("/api/v1/collections", data={"name": "For the summer"}, headers=headers).json()
    saved = context.request.get("/api/v1/favourites?limit=4", headers=headers).json()["items"]
    for item in saved:
        put = context.request.put(f"/api/v1/collections/{made['id']}/items/{item['item_id']}", headers=headers)
        assert put.ok, put.text()
    return str(made["id"])
