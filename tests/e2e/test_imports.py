"""A boutique's catalogue: dropped, checked, put into the shop, and taken back."""

import re
import uuid
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.opening import DEMO_PASSWORD, Who
from tests.e2e.shopper import Shopper

pytestmark = pytest.mark.late  # what it puts into the shop, and takes away again, would be in the decks of other tests

PATIENCE = 60_000  # milliseconds: each step is done by a process that starts first


def test_a_file_goes_into_the_shop_and_out_again(new_page: Callable[..., Page]) -> None:
    seller = new_page()
    Shopper(seller, Who.BOUTIQUE.value, DEMO_PASSWORD).sign_in()
    expect(seller).not_to_have_url(re.compile("sign-in"))
    seller.goto("/boutique")
    seller.get_by_role("link", name="Upload a catalogue").click()
    mark = f"zanzibar{uuid.uuid4().hex[:8]}"
    send(seller, f"nr,title,cost,size,stock\n{mark},Cape {mark},89.00,S,4\n{mark},Cape {mark},89.00,M,2\n,Lost,1,,\n")
    expect(seller.get_by_role("heading", level=1, name="capes.csv")).to_be_visible()
    expect(seller.get_by_role("button", name="Check the file")).to_be_disabled()
    seller.get_by_label(re.compile("^Item number")).select_option(label="nr")
    seller.get_by_label(re.compile("^Price \\(")).select_option(label="cost")
    expect(seller.get_by_text("First row: 89.00")).to_be_visible()
    seller.get_by_role("button", name="Check the file").click()

    expect(seller.get_by_text("Checked, nothing written yet")).to_be_visible(timeout=PATIENCE)
    expect(seller.get_by_text("id is empty")).to_be_visible()
    with seller.expect_download() as download:
        seller.get_by_role("button", name="Download all of them").click()
    assert "id is empty" in download.value.path().read_text()
    assert found(seller, mark) == []

    seller.get_by_role("button", name="Put it into the shop").click()
    expect(seller.get_by_role("status").get_by_text("In your shop")).to_be_visible(timeout=PATIENCE)
    assert found(seller, mark) == [f"Cape {mark}"]

    seller.get_by_role("button", name="Undo this upload").click()
    seller.get_by_role("alertdialog").get_by_role("button", name="Undo this upload").click()
    expect(seller.get_by_role("status").get_by_text("Undone", exact=True)).to_be_visible(timeout=PATIENCE)
    assert found(seller, mark) == []
    seller.get_by_role("link", name="Upload a catalogue").first.click()
    expect(seller.get_by_role("link", name=re.compile("capes.csv.*Undone")).first).to_be_visible()


def test_a_file_that_is_none_is_refused_in_words(new_page: Callable[..., Page]) -> None:
    seller = new_page()
    Shopper(seller, Who.BOUTIQUE.value, DEMO_PASSWORD).sign_in()
    expect(seller).not_to_have_url(re.compile("sign-in"))
    seller.goto("/boutique/imports")
    send(seller, "PK\x03\x04 and so on", "catalogue.xlsx")
    expect(seller.get_by_role("alert").get_by_text("save the sheet as CSV")).to_be_visible()


def send(seller: Page, content: str, name: str = "capes.csv") -> None:
    file = {"name": name, "mimeType": "text/csv", "buffer": content.encode()}
    seller.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]


def found(seller: Page, word: str) -> list[str]:
    answer = seller.request.get(f"/api/v1/items?q={word}").json()
    return [item["name"] for item in answer["items"]]
