"""A boutique's own shelf in the browser: an item with photos, its stock while shoppers buy, and leaving unsaved."""

import io
import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from modiste.shop.boutiques.terms import TERMS_VERSION
from tests.e2e.shopper import PASSWORD, Shopper
from tests.vision.files import picture, saved

pytestmark = pytest.mark.late  # what it puts into the shop would be in the decks of other tests


@pytest.fixture
def owner(new_page: Callable[..., Page]) -> Shopper:
    """The owner of a new boutique, signed in, in front of her empty shelf."""
    page = new_page()
    email = f"seller-{uuid.uuid4().hex}@example.com"
    account = {"email": email, "password": PASSWORD, "name": "Lune", "role": "boutique"}
    signed_up = page.request.post("/api/v1/auth/signup", data=account)
    assert signed_up.status == 201, signed_up.text()
    headers = {"Authorization": f"Bearer {signed_up.json()['access_token']}"}
    opened = page.request.post(
        "/api/v1/boutiques", data={"name": f"Lune {email[7:15]}", "terms_version": TERMS_VERSION}, headers=headers
    )
    assert opened.status == 201, opened.text()
    owner = Shopper(page, email)
    owner.sign_in()
    expect(page).not_to_have_url(re.compile("sign-in"))
    page.goto("/boutique/items")
    expect(page.get_by_role("heading", name="Nothing on the shelf yet")).to_be_visible()
    return owner


@pytest.fixture
def seller(owner: Shopper) -> Page:
    """Her page."""
    return owner.page


def photo(name: str, colour: str) -> FilePayload:
    """A photo of a garment of this colour."""
    file = io.BytesIO()
    image = Image.new("RGB", (900, 1200), "#e6e0d6")
    image.paste(colour, (200, 200, 700, 1000))
    image.save(file, "JPEG", quality=85)
    return {"name": name, "mimeType": "image/jpeg", "buffer": file.getvalue()}


def headers_of(owner: Shopper) -> dict[str, str]:
    """What authorises requests beside the page."""
    login = {"email": owner.email, "password": owner.password}
    signed_in = owner.page.request.post("/api/v1/auth/login", data=login).json()
    return {"Authorization": f"Bearer {signed_in['access_token']}"}


def add_item(page: Page, *photos: FilePayload) -> str:
    """Fill in the form of a new item in S and M and save it; its name, as the decks of other tests show it, too."""
    open_form(page, *photos)
    return save_form(page)


def open_form(page: Page, *photos: FilePayload) -> None:
    page.get_by_role("main").get_by_role("link", name="New item").first.click()
    expect(page.get_by_role("heading", level=1, name="New item")).to_be_visible()
    if photos:
        page.locator("input[type=file]").first.set_input_files(photos)


def save_form(page: Page) -> str:
    name = f"Linen dress {uuid.uuid4().hex[:6]}"
    page.get_by_label("Name").fill(name)
    page.get_by_label("Kind").select_option(label="Dress")
    page.get_by_label("Price in EUR").fill("89,90")
    page.get_by_label("Size", exact=True).fill("S")
    page.get_by_label("Stock of S").fill("2")
    page.get_by_role("button", name="Add a size").click()
    page.keyboard.type("M")
    page.get_by_label("Stock of M").fill("5")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    return name


def read(page: Page) -> Any:
    """The item of the page, as the shop has it."""
    number = page.url.rpartition("/")[2]
    return page.request.get(f"/api/v1/items/{number}").json()


def test_an_item_with_photos_comes_into_the_shop(seller: Page) -> None:
    name = add_item(seller, photo("front.jpg", "#28334d"), photo("back.jpg", "#803020"))
    board = seller.get_by_role("region", name="Photos").get_by_role("listitem")
    expect(board).to_have_count(2)
    before = read(seller)
    assert [one["stock"] for one in before["variants"]] == [2, 5] and before["price"]["amount"] == 8_990

    seller.get_by_role("button", name="Move photo 2 forward").press("Enter")
    expect(seller.get_by_role("status").get_by_text("Now photo 1")).to_be_attached()
    expect(board.first.locator("img")).to_have_attribute("src", before["pictures"][1]["url"])
    seller.locator("input[type=file]").first.set_input_files(photo("detail.jpg", "#206040"))
    expect(board).to_have_count(3)
    seller.get_by_role("button", name="Delete photo 2").press("Enter")
    expect(board).to_have_count(2)
    after = read(seller)
    assert after["pictures"][0]["url"] == before["pictures"][1]["url"] == after["image_url"]

    seller.get_by_role("link", name="See it in the shop").click()
    expect(seller.get_by_role("heading", level=1, name=name)).to_be_visible()
    seller.goto("/boutique/items")
    expect(seller.get_by_role("link", name=re.compile(rf"{name}.*Runs out: S \(2\).*7 pieces"))).to_be_visible()
    seller.get_by_role("button", name="Not in the shop").click()
    expect(seller.get_by_role("heading", name="None of these")).to_be_visible()


def test_a_photo_that_the_browser_cannot_show_is_taken_all_the_same(seller: Page) -> None:
    """Few browsers show HEIC, and some give its files no type."""
    open_form(seller, {"name": "IMG_1234.HEIC", "mimeType": "", "buffer": saved(picture(), "HEIF")})
    waiting = seller.get_by_role("listitem", name="IMG_1234.HEIC")
    expect(waiting.get_by_text("Sent when you save")).to_be_visible()
    expect(waiting.get_by_text("IMG_1234.HEIC")).to_be_visible()
    expect(waiting.locator("img")).to_have_count(0)
    save_form(seller)
    hung = seller.get_by_role("region", name="Photos").get_by_role("listitem", name="Photo 1 of 1")
    expect(hung.locator("img")).to_be_visible(timeout=30_000)


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(seller: Page) -> None:
    seller.get_by_role("main").get_by_role("link", name="New item").first.click()
    files = [photo("dress.jpg", "#28334d"), {"name": "list.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"}]
    seller.locator("input[type=file]").first.set_input_files(files)
    expect(seller.get_by_role("listitem", name="list.pdf").get_by_role("alert")).to_have_text(re.compile("Not a JPEG"))
    seller.get_by_role("button", name="Do not send list.pdf").click()
    seller.get_by_label("Price in EUR").fill("cheap")
    seller.get_by_label("Barcode").fill("4006381333932")
    seller.get_by_role("button", name="Save").click()
    for words in (
        "Give it a name",
        "Choose or write a kind",
        "Write a price",
        "The last digit does not fit",
        "A whole",
    ):
        expect(seller.get_by_text(words)).to_be_visible()
    expect(seller.get_by_label("Name")).to_be_focused()
    expect(seller.get_by_label("Price in EUR")).to_have_value("cheap")
    expect(seller.get_by_role("listitem", name="dress.jpg")).to_be_visible()


def test_a_stock_that_moved_is_shown_before_it_is_written(owner: Shopper, seller: Page) -> None:
    add_item(seller)
    number = seller.url.rpartition("/")[2]
    sold = {"variants": [{"size": "S", "stock": 2, "was": 2}, {"size": "M", "stock": 3, "was": 5}]}
    path = f"/api/v1/boutiques/me/items/{number}"
    assert seller.request.patch(path, data=sold, headers=headers_of(owner)).status == 200
    seller.get_by_label("Stock of M").fill("7")
    seller.get_by_role("button", name="Save").click()
    expect(seller.get_by_text("5 when you looked, now 3")).to_be_visible()
    expect(seller.get_by_label("Stock of M")).to_have_value("7")
    assert [one["stock"] for one in read(seller)["variants"]] == [2, 3]
    seller.get_by_role("button", name="Save").click()
    expect(seller.get_by_role("status").get_by_text("Saved")).to_be_visible()
    assert [one["stock"] for one in read(seller)["variants"]] == [2, 7]


def test_leaving_with_unsaved_changes_asks(seller: Page) -> None:
    add_item(seller)
    seller.get_by_label("Name").fill("Silk dress")
    seller.get_by_role("main").get_by_role("link", name="Items").first.click()
    seller.get_by_role("alertdialog").get_by_role("button", name="Cancel").click()
    expect(seller.get_by_label("Name")).to_have_value("Silk dress")
    seller.get_by_role("main").get_by_role("link", name="Items").first.click()
    seller.get_by_role("alertdialog").get_by_role("button", name="Leave").click()
    expect(seller.get_by_role("heading", level=1, name="Items")).to_be_visible()
    seller.get_by_role("link", name=re.compile("Linen dress")).click()
    seller.get_by_role("button", name="Delete item").click()
    seller.get_by_role("alertdialog").get_by_role("button", name="Delete").click()
    expect(seller.get_by_role("heading", name="Nothing on the shelf yet")).to_be_visible()
