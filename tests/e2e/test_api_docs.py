"""The page about the API, as whoever writes a program against it meets it."""

from playwright.sync_api import Page, expect

from tests.e2e.shopper import Shopper


def test_every_operation_is_there_and_can_be_tried(page: Page) -> None:
    page.goto("/api/v1/docs")
    expect(page.get_by_role("heading", level=1, name="The API of Modiste")).to_be_visible()
    paths = page.request.get("/api/v1/openapi.json").json()["paths"]
    expect(page.locator("details.operation")).to_have_count(sum(len(operations) for operations in paths.values()))

    page.get_by_role("searchbox", name="Find").fill("get /items/{item_id} read")
    page.goto("/api/v1/docs#get-items-item_id-")
    one = page.locator("#get-items-item_id-")
    one.get_by_role("textbox", name="item_id").fill("1")
    one.get_by_role("button", name="Send").click()
    expect(one.get_by_text("200 OK")).to_be_visible()
    expect(one.get_by_label("Body of the answer")).to_contain_text('"item_id": 1')


def test_fields_unfold_to_their_own_fields(page: Page) -> None:
    page.goto("/api/v1/docs#get-items")
    one = page.locator("#get-items")
    one.get_by_text("Successful Response").click()
    one.locator("summary").filter(has_text="list of Card").click()
    expect(one.get_by_text("item_id", exact=True)).to_be_visible()


def test_what_is_sent_is_sent_as_the_shopper_who_is_signed_in(shopper: Shopper) -> None:
    page = shopper.page
    page.goto("/api/v1/docs#get-me")
    expect(page.get_by_text("You are signed in to the shop as Shopper 1")).to_be_visible()
    page.locator("#get-me").get_by_role("button", name="Send").click()
    expect(page.locator("#get-me").get_by_label("Body of the answer")).to_contain_text(shopper.email)


def test_a_wrong_address_of_the_api_is_a_page_for_people(page: Page) -> None:
    page.goto("/api/v1/nothing")
    expect(page.get_by_role("heading", level=1, name="There is nothing here")).to_be_visible()
    page.get_by_role("link", name="What the API offers").click()
    expect(page.get_by_role("heading", level=1, name="The API of Modiste")).to_be_visible()
    page.goto("/media/public/nothing.webp")
    page.get_by_role("link", name="Go to the shop").click()
    expect(page.get_by_role("navigation", name="Main").first).to_be_attached()
