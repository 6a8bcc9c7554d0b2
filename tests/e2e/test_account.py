"""One's own account: profile, how the app shall be, preferences, devices, password and data."""

import json
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.shopper import Shopper

NEW_PASSWORD = "Silk-and-velvet-74"


def go_to(page: Page, part: str) -> None:
    """From one's own page to a part of it."""
    page.goto("/me")
    page.get_by_role("navigation", name="Parts of your account").get_by_role("link", name=part).click()
    expect(page.get_by_role("heading", level=1, name=part)).to_be_visible()


def test_name_and_username_are_changed_and_what_was_not_saved_is_kept(shopper: Shopper) -> None:
    page = shopper.page
    page.get_by_role("link", name="Me", exact=True).click()
    page.get_by_label("Name", exact=True).fill("Nora Newcomer")
    expect(page.get_by_text("Not saved yet.")).to_be_visible()
    page.get_by_role("link", name="Your data").click()
    page.reload()
    page.get_by_role("link", name="Me", exact=True).last.click()
    expect(page.get_by_label("Name", exact=True)).to_have_value("Nora Newcomer")
    page.get_by_label("Username").fill("a b")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_have_text(re.compile("Use 3 to 64 letters"))
    page.get_by_label("Username").fill("shopper-at-example.com")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_have_text(re.compile("Somebody has this username already"))
    page.get_by_label("Username").fill(f"nora-{shopper.email[8:20]}")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", level=1, name="Nora Newcomer")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Name", exact=True)).to_have_value("Nora Newcomer")


def test_language_and_light_follow_to_the_next_device(shopper: Shopper, new_page: Callable[[], Page]) -> None:
    page = shopper.page
    page.goto("/me")
    page.get_by_role("radio", name="Dark").check()
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
    page.get_by_role("radio", name="Deutsch").check()
    expect(page.get_by_role("heading", name="Profil")).to_be_visible()
    expect(page.get_by_text("Gespeichert.")).to_be_visible()

    other = Shopper(new_page(), shopper.email)
    other.sign_in()
    expect(other.page.get_by_role("button", name="Merken")).to_be_visible()
    expect(other.page.locator("html")).to_have_attribute("data-scheme", "dark")
    expect(other.page.locator("html")).to_have_attribute("lang", "de")


def test_preferences_save_themselves(shopper: Shopper) -> None:
    page = shopper.page
    go_to(page, "Sizes and preferences")
    page.get_by_text("Dresses", exact=True).click()
    page.get_by_role("button", name="M", exact=True).click()
    page.get_by_role("button", name="L", exact=True).click()
    page.get_by_role("button", name="Loose").click()
    page.get_by_role("button", name="Minimal").click()
    page.get_by_role("button", name="Navy").click()
    page.get_by_role("group", name="Never above").get_by_role("button", name="€200").click()
    page.get_by_role("radio", name="As it is").check()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("M, L", exact=True)).to_be_visible()
    for name in ("Loose", "Minimal", "Navy"):
        expect(page.get_by_role("button", name=name)).to_have_attribute("aria-pressed", "true")
    price = page.get_by_role("group", name="Never above").get_by_role("button", name="€200")
    expect(price).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("radio", name="As it is")).to_be_checked()


def test_preferences_changed_offline_are_saved_when_the_network_is_back(shopper: Shopper) -> None:
    page = shopper.page
    go_to(page, "Sizes and preferences")
    page.context.set_offline(True)
    page.get_by_role("button", name="Romantic").click()
    expect(page.get_by_role("alert")).to_have_text(re.compile("Kept on this device"))
    page.context.set_offline(False)
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Romantic")).to_have_attribute("aria-pressed", "true")


def test_other_devices_are_signed_out(new_page: Callable[[], Page], shopper: Shopper) -> None:
    others = [Shopper(new_page(), shopper.email) for _ in range(2)]
    for other in others:
        other.sign_in()
        other.see_card()
    page = shopper.page
    go_to(page, "Devices and password")
    devices = page.get_by_role("list", name="Where you are signed in").get_by_role("listitem")
    expect(devices.filter(has_text="This device")).to_have_count(1)
    count = devices.count()
    devices.get_by_role("button").first.click()
    expect(devices).to_have_count(count - 1)
    page.get_by_role("button", name="Sign out everywhere else").click()
    expect(page.get_by_text("You are signed in on this device only.")).to_be_visible()
    expect(devices).to_have_count(1)
    for other in others:
        other.page.reload()
        expect(other.page.get_by_role("heading", name="A shop that learns your taste")).to_be_visible()


def test_the_password_is_changed_by_whoever_knows_it(shopper: Shopper) -> None:
    page = shopper.page
    go_to(page, "Devices and password")
    page.get_by_role("button", name="Change password").click()
    expect(page.get_by_text("Write your password.")).to_be_visible()
    page.get_by_label("Current password").fill("not-my-password")
    page.get_by_label("New password").fill(NEW_PASSWORD)
    page.get_by_role("button", name="Change password").click()
    expect(page.get_by_role("alert")).to_have_text("This is not your password.")
    expect(page.get_by_label("New password")).to_have_value(NEW_PASSWORD)
    page.get_by_label("Current password").fill(shopper.password)
    page.get_by_role("button", name="Change password").click()
    expect(page.get_by_text("Your password is changed.")).to_be_visible()
    expect(page.get_by_label("New password")).to_have_value("")

    page.goto("/me")
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()
    Shopper(page, shopper.email, NEW_PASSWORD).sign_in()
    shopper.see_card()


def test_everything_can_be_taken_along(shopper: Shopper, tmp_path: Path) -> None:
    page = shopper.page
    name = shopper.see_card().name
    shopper.press("right")
    shopper.has_sent_all()
    go_to(page, "Your data")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download everything").click()
    assert re.fullmatch(r"modiste-\d{4}-\d{2}-\d{2}\.json", download.value.suggested_filename)
    download.value.save_as(tmp_path / "everything.json")
    everything = json.loads((tmp_path / "everything.json").read_text())
    assert everything["account"]["email"] == shopper.email
    assert [piece["item_name"] for piece in everything["favourites"]] == [name]
    expect(page.get_by_text("The file is in your downloads.")).to_be_visible()


def test_leaving_asks_for_the_password_and_is_for_good(shopper: Shopper) -> None:
    page = shopper.page
    go_to(page, "Your data")
    page.get_by_role("button", name="Delete the account").click()
    question = page.get_by_role("alertdialog", name="Delete your account?")
    question.get_by_role("button", name="Delete for good").click()
    expect(question.get_by_text("Write your password.")).to_be_visible()
    question.get_by_label("Your password, to be sure").fill("not-my-password")
    question.get_by_role("button", name="Delete for good").click()
    expect(question.get_by_text("This is not your password.")).to_be_visible()
    question.get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="Delete the account").click()
    question.get_by_label("Your password, to be sure").fill(shopper.password)
    question.get_by_role("button", name="Delete for good").click()
    expect(page.get_by_role("link", name="Sign in").first).to_be_attached()

    shopper.sign_in()
    expect(page.get_by_text("E-mail address or password is wrong.")).to_be_visible()
