"""A boutique's webhook: added, tried, read and sent once more by its owner, to a receiver on this machine."""

import contextlib
import json
import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.opening import DEMO_PASSWORD, Who
from tests.e2e.shopper import Shopper

ANSWERS: list[int] = []
HEARD: list[str] = []


class Handler(BaseHTTPRequestHandler):
    """Answers a test message what it is bid, one after the other, then 200; remembers the ids.

    What other browser tests buy at the boutique meanwhile is told here too: it is taken and not counted.
    """

    def do_POST(self) -> None:
        message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        status = 200
        if message["type"] == "webhook.test":
            HEARD.append(self.headers["webhook-id"])
            status = ANSWERS.pop(0) if ANSWERS else 200
        body = b"stored by the test"
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def receiver(served_demo: str) -> Iterator[str]:
    """The one address beside the demo that it lets through (served.py)."""
    port = (urlsplit(served_demo).port or 0) + 1
    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    ANSWERS.clear()
    HEARD.clear()
    yield f"http://127.0.0.1:{port}/modiste"
    with contextlib.suppress(OSError):
        server.shutdown()
        server.server_close()


def test_an_owner_adds_a_webhook_tries_it_and_sends_once_more_what_failed(
    new_page: Callable[..., Page], receiver: str
) -> None:
    page = new_page()
    Shopper(page, Who.BOUTIQUE.value, DEMO_PASSWORD).sign_in()
    expect(page).not_to_have_url(re.compile("sign-in"))
    page.goto("/boutique")
    page.get_by_role("link", name="Webhooks").click()
    add_webhook(page, receiver)
    change_secret(page)
    fail_once(page)
    send_once_more(page)
    page.get_by_role("button", name="Given up", exact=True).click()
    expect(page.get_by_text("No messages")).to_be_visible()
    page.get_by_role("button", name="Delete the webhook").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Delete the webhook").click()
    expect(page).to_have_url(re.compile("/boutique/webhooks$"))
    expect(page.get_by_text("Our stock system")).to_have_count(0)


def add_webhook(page: Page, receiver: str) -> None:
    """Not without an address, nor with one that is not https."""
    page.get_by_role("button", name="Add a webhook").click()
    question = page.get_by_role("alertdialog")
    question.get_by_role("button", name="Add a webhook").click()
    expect(question.get_by_text("An address begins with https://")).to_be_visible()
    question.get_by_label("Address").fill("http://erp.example/modiste")
    question.get_by_role("button", name="Add a webhook").click()
    expect(question.get_by_text("Only https addresses are sent to")).to_be_visible()
    question.get_by_label("Address").fill(receiver)
    question.get_by_label("What is it for?").fill("Our stock system")
    question.get_by_label("Item sold out").uncheck()
    question.get_by_role("button", name="Add a webhook").click()
    expect(page.get_by_role("heading", name="Our stock system", level=1)).to_be_visible()


def change_secret(page: Page) -> None:
    """It is shown only when asked for, and made anew only when asked twice."""
    expect(page.get_by_text("whsec_")).to_have_count(0)
    page.get_by_role("button", name="Show the secret").click()
    first = page.locator("[data-secret]").inner_text()
    assert re.fullmatch(r"whsec_[A-Za-z0-9+/]{43}=", first)
    page.get_by_role("button", name="Make a new secret").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Make a new secret").click()
    expect(page.get_by_text("signed with the secret before it too")).to_be_visible()
    expect(page.locator("[data-secret]")).not_to_have_text(first)


def fail_once(page: Page) -> None:
    """The receiver says that it is gone: the webhook is switched off, and on again by its owner."""
    ANSWERS.append(410)
    page.get_by_role("button", name="Send a test message").click()
    sent_test(page).get_by_text("Given up", exact=True).wait_for(timeout=20_000)
    page.reload()
    expect(page.get_by_text("Switched off: the address answered that it is gone")).to_be_visible()
    switch = page.get_by_role("switch", name="Send messages to this address")
    expect(switch).not_to_be_checked()
    switch.click()
    expect(switch).to_be_checked()


def send_once_more(page: Page) -> None:
    """The message unfolds to what was sent and answered; sent once more it arrives."""
    row = sent_test(page)
    row.locator("summary").click()
    expect(row.get_by_text('"type": "webhook.test"')).to_be_visible()
    expect(row.get_by_text("stored by the test")).to_be_visible()
    row.get_by_role("button", name="Send once more").click()
    expect(row.locator("summary").get_by_text("Arrived", exact=True)).to_be_visible(timeout=20_000)
    assert len(HEARD) == 2 and len(set(HEARD)) == 1, "under the same id"


def sent_test(page: Page) -> Locator:
    """The test message in the log, among what else the boutique has to tell meanwhile."""
    rows = page.get_by_role("list", name="Messages").get_by_role("listitem")
    return rows.filter(has=page.locator("summary b").get_by_text("Test", exact=True))
