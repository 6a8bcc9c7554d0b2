"""The app as an app: it can be installed, opens without a network, and takes up a new build by itself."""

import json
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, expect
from starlette.types import ASGIApp

from modiste.shop.kit.web.envelope import Envelope
from modiste.shop.kit.web.frontend import Frontend
from tests.conftest import REPOSITORY
from tests.e2e.conftest import PHONE
from tests.e2e.served import free_port
from tests.e2e.shopper import Shopper

WEBAPP = REPOSITORY / "modiste" / "webapp"
MEASURE = (
    "async (src) => { const image = new Image(); image.src = src; await image.decode(); return image.naturalWidth }"
)
BUILD = "document.querySelector('meta[name=build]').content"
HAS_CACHE = "async (name) => (await caches.keys()).includes(name)"
HAS_FILE = "async (path) => (await caches.match(path)) !== undefined"
HEARD = """window.heard = new Promise((resolve) => {
  navigator.serviceWorker.addEventListener('message', ({ data }) => data.build === 'second' && resolve(true))
})"""
IS_READY = "navigator.serviceWorker.ready.then(() => caches.match('/')).then((page) => page !== undefined)"

KEEPS = """(id) => Object.keys(localStorage).some((key) => key.startsWith('modiste.deck.') &&
  JSON.parse(localStorage.getItem(key)).cards[0]?.item_id === id)"""


class Server:
    """The built web app alone, on a copy that the test may change; no API answers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = f"http://127.0.0.1:{free_port()}"
        self._uvicorn: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        app: ASGIApp = Envelope(Frontend(self.folder), is_production=False)
        port = int(self.url.rpartition(":")[2])
        self._uvicorn = uvicorn.Server(uvicorn.Config(app, port=port, log_config=None, lifespan="off"))
        self._thread = threading.Thread(target=self._uvicorn.run, daemon=True)
        self._thread.start()
        while not self._uvicorn.started:
            self._thread.join(0.02)

    def stop(self) -> None:
        """Close the door for good: what is asked now finds nobody."""
        if self._uvicorn and self._thread:
            self._uvicorn.should_exit = self._uvicorn.force_exit = True
            self._thread.join()
            self._uvicorn = self._thread = None

    def release(self, name: str) -> None:
        """Put another build in the place of this one at once: every file that was in it has another name."""
        fresh = self.folder.with_name(name)
        shutil.copytree(self.folder, fresh)
        page = (fresh / "index.html").read_text()
        build = re.search(r'name="build" content="(\w+)"', page)
        assert build is not None
        names = {file.name: file.name.replace("-", "-x", 1) for file in (fresh / "assets").iterdir()}
        for file in fresh.rglob("*"):
            if file.suffix in {".html", ".js", ".css"}:
                text = file.read_text().replace(build[1], name)
                for before, after in names.items():
                    text = text.replace(before, after)
                file.write_text(text)
        for before, after in names.items():
            (fresh / "assets" / before).rename(fresh / "assets" / after)
        self.point_to(fresh)

    def point_to(self, build: Path) -> None:
        """The folder that is served is a link, so that nobody ever sees half a build."""
        link = self.folder.with_name("next")
        link.symlink_to(build)
        link.replace(self.folder)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    shutil.copytree(WEBAPP, tmp_path / "first", ignore=shutil.ignore_patterns("*.br"))
    server = Server(tmp_path / "webapp")
    server.point_to(tmp_path / "first")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def open_app(browser: Browser, server: Server) -> Iterator[Callable[..., Page]]:
    """Opens the app in a browser of its own."""
    contexts: list[BrowserContext] = []

    def open_page(*, has_worker: bool = True) -> Page:
        workers = "allow" if has_worker else "block"
        context = browser.new_context(base_url=server.url, viewport=PHONE, locale="en-GB", service_workers=workers)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.goto("/")
        if has_worker:
            assert page.evaluate(IS_READY)
        return page

    yield open_page
    for context in contexts:
        context.close()


def test_the_manifest_is_sound_and_its_icons_are_as_large_as_it_says(open_app: Callable[..., Page]) -> None:
    page = open_app()
    devtools = page.context.new_cdp_session(page)
    assert devtools.send("Page.getAppManifest")["errors"] == []
    problems = {error["errorId"] for error in devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]}
    assert problems <= {"in-incognito"}, "a private window is never asked"

    href = page.locator("link[rel=manifest]").get_attribute("href")
    answer = page.request.get(href or "")
    assert answer.headers["content-type"] == "application/manifest+json"
    manifest = json.loads(answer.text())
    assert {shortcut["url"] for shortcut in manifest["shortcuts"]} == {"/", "/search", "/favourites"}
    pixels = [icon for icon in manifest["icons"] if icon["type"] == "image/png"]
    assert {icon.get("purpose", "any") for icon in pixels} == {"any", "maskable"}
    for icon in pixels:
        assert page.evaluate(MEASURE, icon["src"]) == int(icon["sizes"].partition("x")[0])
    touch = page.locator("link[rel=apple-touch-icon]").get_attribute("href")
    assert page.evaluate(MEASURE, touch) == 180


def test_without_a_server_every_address_opens_the_app(open_app: Callable[..., Page], server: Server) -> None:
    page = open_app()
    server.stop()
    for address in ("/", "/nowhere"):
        page.goto(address)
        expect(page.get_by_role("navigation", name="Main").first).to_be_attached()
    expect(page.get_by_role("heading", name="There is nothing here")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="There is nothing here")).to_be_visible()


def test_pages_that_were_never_opened_open_offline(open_app: Callable[..., Page], server: Server) -> None:
    page = open_app()
    for file in (server.folder / "assets").glob("*.js"):
        if not file.name.startswith("docs-"):
            see(page, HAS_FILE, f"/assets/{file.name}")
    server.stop()
    page.goto("/sign-in")
    expect(page.get_by_label("E-mail address")).to_be_visible()


def test_a_member_finds_deck_and_favourites_offline(shopper: Shopper) -> None:
    page = shopper.page
    shopper.press("right")
    shopper.has_sent_all()
    saved = shopper.see_saved()
    page.goto("/")
    card = shopper.see_card()
    assert page.evaluate(IS_READY)
    page.wait_for_function(KEEPS, arg=card.item_id)
    page.wait_for_load_state("networkidle")  # a file of the app that is cut off on its way is an error of the page
    page.wait_for_timeout(1_000)

    page.context.set_offline(True)
    page.reload()
    assert shopper.see_card() == card
    assert shopper.see_saved() == saved
    page.get_by_role("link", name="Me", exact=True).click()
    expect(page.get_by_text("This device")).to_have_count(0)
    page.context.set_offline(False)


def test_a_new_build_is_there_with_the_next_load(open_app: Callable[..., Page], server: Server) -> None:
    page = open_app()
    before = page.evaluate(BUILD)
    server.release("second")
    page.reload()
    assert page.evaluate(BUILD) == "second" != before
    see(page, HAS_CACHE, "shell-second")
    server.release("third")
    page.reload()
    see(page, HAS_CACHE, "shell-third")
    see(page, HAS_CACHE, f"shell-{before}", is_there=False)

    server.stop()
    page.reload()
    assert page.evaluate(BUILD) == "third"


def test_an_open_page_takes_up_a_new_build_with_the_next_change_of_page(
    open_app: Callable[..., Page], server: Server
) -> None:
    page = open_app()
    page.evaluate("window.isOld = true")
    page.evaluate(f"() => {{ {HEARD} }}")
    server.release("second")
    page.evaluate("navigator.serviceWorker.ready.then((registration) => registration.update())")
    assert page.evaluate("window.heard"), "the worker tells the open page, once it has all of the new build"
    assert page.evaluate("window.isOld"), "nothing is taken from under somebody's hands"

    page.get_by_role("link", name="Search").first.click()
    page.wait_for_function(
        "() => window.isOld === undefined"
    )  # an expression would be evaluated, which the policy forbids
    assert page.evaluate(BUILD) == "second"
    assert page.url.endswith("/search")


def test_a_page_whose_code_is_gone_is_loaded_again(open_app: Callable[..., Page], server: Server) -> None:
    page = open_app(has_worker=False)
    server.release("second")
    page.get_by_role("link", name="Search").first.click()
    page.wait_for_function(f"() => {BUILD} === 'second'")
    expect(page.get_by_role("searchbox", name="Search")).to_be_visible()


def see(page: Page, question: str, about: str, *, is_there: bool = True) -> None:
    """Wait until the browser's caches hold this, or no more."""
    for _ in range(200):
        if page.evaluate(question, about) is is_there:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{about} is {'not ' if is_there else 'still '}there")
