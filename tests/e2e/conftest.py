"""A browser, a served demo shop, and shoppers in it."""

import itertools
import os
import shutil
import uuid
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.conftest import REPOSITORY, skip_or_fail
from tests.e2e.served import shared_demo
from tests.e2e.shopper import Shopper, sign_up

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 390, "height": 844}


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Mark everything here; what waits for work that the demo does beside the open shop comes last."""
    for item in items:
        if item.path.is_relative_to(REPOSITORY / "tests" / "e2e"):
            item.add_marker(pytest.mark.e2e)
    yield
    items.sort(key=lambda item: item.get_closest_marker("late") is not None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium; nothing is downloaded."""
    executable = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if executable is None:
        skip_or_fail("no Chromium on this machine: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def served_demo(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demo shop; MODISTE_E2E_URL names one that runs already."""
    if running := os.environ.get("MODISTE_E2E_URL"):
        yield running
        return
    if not (REPOSITORY / "modiste" / "webapp" / "index.html").is_file():
        skip_or_fail("the web app is not built: make web")
    folder = tmp_path_factory.getbasetemp()
    with shared_demo(folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) as url:
        yield url


@pytest.fixture
def new_page(browser: Browser, served_demo: str) -> Iterator[Callable[..., Page]]:
    """Opens pages, each as a browser of its own; fails the test for errors in the page's own code."""
    contexts = []
    errors: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            errors.append(message.text)

    def open_page(locale: str = "en-GB") -> Page:
        context = browser.new_context(base_url=served_demo, viewport=PHONE, locale=locale)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """One browser of a visitor whom the shop does not know."""
    return new_page()


@pytest.fixture
def new_shopper(new_page: Callable[..., Page]) -> Callable[[], Shopper]:
    """Opens an account, and a browser signed in to it that shows the first card. The form has tests of its own."""
    numbers = itertools.count(1)

    def open_account() -> Shopper:
        page = new_page()
        email = f"shopper-{uuid.uuid4().hex}@example.com"
        sign_up(page.context, email, f"Shopper {next(numbers)}")
        page.goto("/")
        shopper = Shopper(page, email)
        shopper.see_card()
        return shopper

    return open_account


@pytest.fixture
def shopper(new_shopper: Callable[[], Shopper]) -> Shopper:
    """A shopper with a new account, in front of the deck."""
    return new_shopper()
