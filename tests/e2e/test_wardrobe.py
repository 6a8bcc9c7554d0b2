"""The wardrobe in the browser: photographed, sorted, worn, washed and given up, also without a mouse or a network."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.closet import as_file, broken_photo, choose_photos, photo
from tests.e2e.shopper import Shopper
from tests.e2e.test_accessibility import walk_to
from tests.vision.cutout.pictures import shirt

PATIENCE = 60_000  # milliseconds: a worker of its own prepares each photo, and starts first


@pytest.fixture
def closet(shopper: Shopper) -> Page:
    """The page of a shopper in front of her empty wardrobe."""
    shopper.page.get_by_role("link", name="Wardrobe").click()
    expect(shopper.page.get_by_role("heading", name="An empty wardrobe, for now")).to_be_visible()
    return shopper.page


def add(page: Page, count: int) -> None:
    """Press the button, and see that it was acknowledged at once and that all photos arrive."""
    page.get_by_role("button", name=re.compile("^Add [0-9]+ garment")).click()
    expect(page).to_have_url(re.compile("/wardrobe$"))
    expect(page.get_by_text(re.compile(f"^{count} photos? (is|are) there$"))).to_be_visible(timeout=PATIENCE)


def tiles(page: Page) -> Locator:
    """The garments in sight."""
    return page.get_by_role("region", name="Your clothes").get_by_role("article")


def test_photos_become_garments_that_are_named_worn_washed_and_given_up(closet: Page) -> None:
    page = closet
    page.get_by_role("main").get_by_role("link", name="Add clothing").click()
    choose_photos(page, photo("front.jpg"), photo("back.jpg", "#b0301c"), photo("coat.jpg", "#29282b"))
    page.get_by_role("button", name="Same garment as before: photo 2").click()
    page.get_by_label("Kind").select_option(label="Shirt")
    add(page, 3)
    expect(tiles(page)).to_have_count(2)
    expect(tiles(page).locator("img").first).to_have_js_property("complete", value=True)

    tiles(page).last.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1, name="Shirt")).to_be_visible()
    expect(page.get_by_role("listitem", name="Photo 2 of 2")).to_be_visible()
    page.get_by_label("Name").fill("Linen shirt")
    page.get_by_label("Price of one piece").fill("49,90")
    page.get_by_label("Currency").select_option("EUR")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_role("heading", level=1, name="Linen shirt")).to_be_visible()

    page.get_by_role("button", name="Worn today").click()
    expect(page.get_by_text("Cost per wear")).to_be_visible()
    expect(page.get_by_role("radio", name="Worn")).to_be_checked()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Cost per wear")).to_have_count(0)
    expect(page.get_by_role("radio", name="Clean")).to_be_checked()
    page.locator("label", has_text="In the laundry").click()
    expect(page.get_by_role("radio", name="In the laundry")).to_be_checked()
    page.get_by_role("link", name="Wardrobe").first.click()
    expect(page.get_by_role("article", name="Linen shirt").get_by_text("In the laundry")).to_be_visible()

    page.get_by_role("combobox", name="State").select_option("In the laundry")
    expect(tiles(page)).to_have_count(1)
    tiles(page).first.get_by_role("link").click()
    page.get_by_role("button", name="Delete garment").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Delete").click()
    expect(tiles(page)).to_have_count(1)


def test_the_background_goes_and_comes_back(closet: Page) -> None:
    page = closet
    page.get_by_role("main").get_by_role("link", name="Add clothing").click()
    picture, _ = shirt((40, 48, 92), (226, 220, 208), height=800, width=600)
    choose_photos(page, as_file("shirt.png", picture))
    add(page, 1)
    tiles(page).first.get_by_role("link").click()
    shown = page.locator("main img").first
    expect(page.get_by_role("radio", name="Studio look")).to_be_checked()
    expect(shown).to_have_attribute("src", re.compile("/cutout-"))
    page.locator("label", has_text="Original").click()
    expect(shown).not_to_have_attribute("src", re.compile("/cutout-"))
    page.reload()
    expect(page.get_by_role("radio", name="Original")).to_be_checked()


def test_several_are_sorted_at_once_and_brought_back(closet: Page) -> None:
    page = closet
    page.get_by_role("main").get_by_role("link", name="Add clothing").click()
    choose_photos(page, photo("a.jpg"), photo("b.jpg", "#b0301c"))
    add(page, 2)
    page.get_by_role("button", name="Select").click()
    for tick in page.get_by_role("checkbox").all():
        tick.check()
    page.get_by_role("button", name="To the laundry").click()
    expect(page.get_by_text("2 pieces are in the laundry")).to_be_visible()
    expect(tiles(page).get_by_text("In the laundry")).to_have_count(2)
    page.get_by_role("button", name="Undo").click()
    expect(tiles(page).get_by_text("In the laundry")).to_have_count(0)

    page.get_by_role("button", name="Select").click()
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Move").click()
    page.get_by_label("New folder").fill("Office")
    page.get_by_role("button", name="Make folder").click()
    expect(page.get_by_text("1 piece moved")).to_be_visible()
    page.get_by_role("combobox", name="Folder").select_option("Office (1)")
    expect(tiles(page)).to_have_count(1)


def test_what_fails_says_why_and_makes_room_for_another_photo(closet: Page) -> None:
    page = closet
    page.get_by_role("main").get_by_role("link", name="Add clothing").click()
    choose_photos(page, broken_photo())
    page.get_by_role("button", name="Add 1 garment").click()
    failed = page.get_by_role("listitem", name="broken.png")
    expect(failed.get_by_role("alert")).to_be_visible(timeout=PATIENCE)
    failed.locator("input[type=file]").set_input_files(photo())
    expect(page.get_by_text("1 photo is there")).to_be_visible(timeout=PATIENCE)
    expect(tiles(page)).to_have_count(1)


def test_photos_wait_for_the_network_and_survive_the_page(closet: Page) -> None:
    page = closet
    page.get_by_role("main").get_by_role("link", name="Add clothing").click()
    choose_photos(page, photo())
    page.context.set_offline(True)
    page.get_by_role("button", name="Add 1 garment").click()
    expect(page.get_by_text("No connection. 1 photo waits on this device")).to_be_visible()
    page.context.set_offline(False)
    page.reload()
    expect(tiles(page)).to_have_count(1, timeout=PATIENCE)
    expect(page.get_by_text("1 photo is there")).to_be_visible(timeout=PATIENCE)


def test_a_garment_is_worn_and_named_with_the_keyboard_alone(closet: Page) -> None:
    page = closet
    page.on("filechooser", lambda chooser: chooser.set_files(photo()))  # listens long before the key is pressed
    walk_to(page.get_by_role("main").get_by_role("link", name="Add clothing"))
    page.keyboard.press("Enter")
    walk_to(page.get_by_role("button", name="Choose from Gallery"))
    page.keyboard.press("Enter")
    walk_to(page.get_by_role("button", name="Add 1 garment"))
    page.keyboard.press("Enter")
    walk_to(tiles(page).first.get_by_role("link"))
    page.keyboard.press("Enter")
    walk_to(page.get_by_role("button", name="Worn today"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Noted: worn today.")).to_be_visible()
    walk_to(page.get_by_label("Name"), is_marked=False)
    page.keyboard.type("Green shirt")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Green shirt")).to_be_visible()
