"""A boutique opens, shows itself, lets people in and gives keys to programs."""

import email
import email.policy
import os
import re
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import REPOSITORY, skip_or_fail
from tests.e2e.shopper import PASSWORD, Shopper

MAIL_SECONDS = 30


@pytest.fixture
def mails(served_demo: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demo puts its mails; of one that runs already, MODISTE_E2E_DATA names the data folder."""
    if "MODISTE_E2E_URL" in os.environ:
        if "MODISTE_E2E_DATA" not in os.environ:
            skip_or_fail(f"MODISTE_E2E_DATA does not say where {served_demo} keeps its data")
        return Path(os.environ["MODISTE_E2E_DATA"]) / "mail"
    folder = tmp_path_factory.getbasetemp()
    return (folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "served-demo" / "mail"


def test_a_shopper_opens_a_boutique_and_shows_it(shopper: Shopper, new_page: Callable[..., Page]) -> None:
    page, name = shopper.page, f"Maison {uuid.uuid4().hex[:8]}"
    page.goto("/me")
    page.get_by_role("link", name="Sell on Modiste").click()
    page.get_by_role("button", name="Open the boutique").click()
    expect(page.get_by_text("Write the name of your boutique")).to_be_visible()
    expect(page.get_by_text("Without the terms we cannot open")).to_be_visible()
    open_boutique(page, name)

    page.locator("input[type=file]").set_input_files(
        {"name": "a.png", "mimeType": "image/png", "buffer": b"no picture"}
    )
    expect(page.get_by_text("This file cannot be a logo")).to_be_visible()
    page.locator("input[type=file]").set_input_files(REPOSITORY / "web" / "public" / "icon-192.png")
    expect(page.get_by_text("Your new logo is there.")).to_be_visible()

    delivery = page.get_by_role("region", name="Delivery", exact=True)
    delivery.get_by_label("Price of a parcel in EUR").fill("dear")
    delivery.get_by_role("button", name="Save").click()
    expect(delivery.get_by_text("Write a price such as 4.90")).to_be_visible()
    delivery.get_by_label("Price of a parcel in EUR").fill("6,50")
    delivery.get_by_role("button", name="Save").click()
    expect(delivery.get_by_role("status").get_by_text("Saved")).to_be_visible()

    page.get_by_role("button", name="Add a way").click()
    question = page.get_by_role("alertdialog")
    question.get_by_label("What it is called").fill("Express")
    question.get_by_label("Price of a parcel in EUR").fill("9.90")
    question.get_by_label("Only to these countries").fill("pt, es")
    question.get_by_role("button", name="Save").click()
    expect(page.get_by_role("list", name="Further ways to deliver")).to_contain_text("€9.90 · 1 to 2 days · PT, ES")

    visitor = new_page()
    visitor.goto("/boutiques")
    visitor.get_by_role("link", name=name).click()
    expect(visitor.get_by_role("heading", name=name, level=1)).to_be_visible()
    expect(visitor.get_by_text(f"Linen, slowly made by {name}.")).to_be_visible()


def test_somebody_is_invited_joins_works_and_is_removed(
    new_page: Callable[..., Page], new_shopper: Callable[[], Shopper], mails: Path
) -> None:
    owner, name = new_shopper().page, f"Maison {uuid.uuid4().hex[:8]}"
    owner.goto("/boutique/open")
    open_boutique(owner, name)
    address = f"{uuid.uuid4().hex}@example.com"
    owner.goto("/boutique/staff")
    owner.get_by_label("E-mail address").fill(address)
    owner.get_by_role("button", name="Send the invitation").click()
    expect(owner.get_by_text(f"The invitation to {address} is on its way.")).to_be_visible()
    expect(owner.get_by_role("list", name="Open invitations")).to_contain_text(address)

    staff = new_page()
    staff.goto(link_in_mail(mails, address))
    expect(staff.get_by_role("heading", name=f"Work at {name}?")).to_be_visible()
    staff.get_by_role("link", name="Create an account").click()
    staff.get_by_label("Name").fill("Ann Staff")
    staff.get_by_label("E-mail address").fill(address)
    staff.get_by_role("textbox", name="Password").fill(PASSWORD)
    staff.get_by_role("button", name="Create account").click()
    joining = staff.get_by_role("button", name="Join the boutique")
    expect(joining).to_be_visible(timeout=20_000)
    joining.click()
    expect(staff).to_have_url(re.compile("/boutique$"))
    staff.goto("/boutique/keys")
    expect(staff.get_by_text("Only the owner changes this")).to_be_visible()

    owner.reload()
    owner.get_by_role("button", name="Remove Ann Staff").click()
    owner.get_by_role("alertdialog").get_by_role("button", name="Remove").click()
    expect(owner.get_by_text("Nobody yet but you.")).to_be_visible()
    staff.goto("/boutique/parcels")
    expect(staff.get_by_role("list")).to_have_count(0)
    staff.goto(link_in_mail(mails, address))
    expect(staff.get_by_text("This invitation does not hold any more")).to_be_visible()


def test_a_key_is_shown_once_works_and_is_revoked(shopper: Shopper) -> None:
    page = shopper.page
    page.goto("/boutique/open")
    open_boutique(page, f"Maison {uuid.uuid4().hex[:8]}")
    page.goto("/boutique/keys")
    page.get_by_label("What the key is for").fill("Stock system")
    page.get_by_role("button", name="Make a key").click()
    secret = page.get_by_role("group", name="Your new key").locator("code").inner_text()
    assert parcels_by(page, secret) == 200
    page.get_by_role("button", name="I have it").click()
    page.reload()
    expect(page.get_by_role("list", name="API keys")).to_contain_text("last used")
    assert secret not in page.content()
    page.get_by_role("button", name="Revoke Stock system").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Revoke").click()
    expect(page.get_by_role("list", name="API keys")).to_contain_text("Revoked on")
    assert parcels_by(page, secret) == 401


def open_boutique(page: Page, name: str) -> None:
    """Fill in the page that opens a boutique."""
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("City").fill("Porto")
    page.get_by_label("Country").select_option("PT")
    page.get_by_label("Currency").select_option("EUR")
    page.get_by_label("Your story").fill(f"Linen, slowly made by {name}.")
    page.get_by_label("I have read the seller’s terms").check()
    page.get_by_role("button", name="Open the boutique").click()
    expect(page.get_by_role("heading", name="Profile and delivery")).to_be_visible()


def parcels_by(page: Page, key: str) -> int:
    """What the shop answers to a program with this key."""
    return page.request.get("/api/v1/boutiques/me/parcels", headers={"Authorization": f"Bearer {key}"}).status


def link_in_mail(folder: Path, address: str) -> str:
    """The path in the invitation that was mailed to this address."""
    until = time.monotonic() + MAIL_SECONDS
    while time.monotonic() < until:
        for file in folder.glob("*"):
            mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            found = re.search(r"/boutique/join\?token=\S+", str(mail.get_content()))  # type: ignore[attr-defined]
            if mail["To"] == address and found:
                return found[0]
        time.sleep(0.2)
    raise AssertionError(f"no mail to {address} in {folder}")
