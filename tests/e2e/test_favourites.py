"""Favourites and their collections."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e.shopper import Shopper


def like(shopper: Shopper, count: int) -> list[str]:
    """Save the newest pieces without swiping; returns their names, the latest saved first."""
    request = shopper.page.request
    login = {"email": shopper.email, "password": shopper.password}
    token = request.post("/api/v1/auth/login", data=login).json()["access_token"]
    pieces = request.get(f"/api/v1/items?sort=newest&limit={count}").json()["items"]
    for piece in pieces:
        saved = request.put(f"/api/v1/favourites/{piece['item_id']}", headers={"Authorization": f"Bearer {token}"})
        assert saved.status == 204
    return [piece["name"] for piece in pieces][::-1]


def names_in(page: Page, region: str) -> list[str]:
    """The pieces of a grid, when there is at least one."""
    tiles = page.get_by_role("region", name=region).get_by_role("article")
    expect(tiles.first).to_be_visible()
    return [tile.get_attribute("aria-label") or "" for tile in tiles.all()]


def tile(page: Page, name: str) -> Locator:
    """One piece."""
    return page.get_by_role("article", name=name, exact=True)


def start_collection(page: Page, name: str) -> None:
    """Press the button and name it."""
    page.get_by_role("button", name="New collection").click()
    page.get_by_role("dialog").get_by_label("Name").fill(name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=f"Add to {name}")).to_be_visible()


def test_favourites_list_what_was_swiped_right_the_latest_first(shopper: Shopper) -> None:
    liked = []
    for direction in ("right", "left", "right"):
        if direction == "right":
            liked.append(shopper.see_card().name)
        shopper.press("right" if direction == "right" else "left")
    shopper.has_sent_all()
    assert shopper.see_saved() == liked[::-1]


def test_nothing_saved_leads_to_the_deck(shopper: Shopper) -> None:
    page = shopper.page
    page.get_by_role("link", name="Favourites").click()
    expect(page.get_by_role("heading", name="Nothing saved yet")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="To the deck").click()
    shopper.see_card()


def test_removing_asks_nothing_and_can_be_undone(shopper: Shopper) -> None:
    names = like(shopper, 4)
    page = shopper.page
    page.goto("/favourites")
    assert names_in(page, "Your favourites") == names
    heart = page.get_by_role("button", name=f"Remove {names[1]} from your favourites")
    heart.focus()
    page.keyboard.press("Enter")
    expect(tile(page, names[1])).to_have_count(0)
    expect(page.get_by_role("button", name=f"Remove {names[2]} from your favourites")).to_be_focused()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text(f"{names[1]} is back.")).to_be_visible()
    assert names_in(page, "Your favourites") == names  # where it was

    page.get_by_role("button", name=f"Remove {names[0]} from your favourites").click()
    expect(page.get_by_text(f"{names[0]} is no longer a favourite.")).to_be_visible()
    page.reload()
    assert sorted(names_in(page, "Your favourites")) == sorted(names[1:])


def test_an_undone_removal_is_in_its_collections_again(shopper: Shopper) -> None:
    names = like(shopper, 2)
    page = shopper.page
    page.goto("/favourites")
    start_collection(page, "Office")
    page.get_by_role("checkbox", name=names[0]).check()
    page.get_by_role("button", name="Add 1 piece").click()
    assert names_in(page, "Office") == [names[0]]
    page.goto("/favourites")
    page.get_by_role("button", name=f"Remove {names[0]} from your favourites").click()
    expect(page.get_by_text("no longer a favourite")).to_be_visible()
    page.keyboard.press("u")
    expect(page.get_by_text(f"{names[0]} is back.")).to_be_visible()
    page.get_by_role("link", name="Office").click()
    assert names_in(page, "Office") == [names[0]]


def test_a_removal_that_fails_brings_the_piece_back(shopper: Shopper) -> None:
    [name] = like(shopper, 1)
    page = shopper.page
    page.goto("/favourites")
    expect(tile(page, name)).to_be_visible()
    page.context.set_offline(True)
    page.get_by_role("button", name=f"Remove {name} from your favourites").click()
    expect(page.get_by_text("cannot be reached")).to_be_visible()
    expect(tile(page, name)).to_be_visible()
    page.context.set_offline(False)


def test_a_collection_is_started_filled_renamed_and_deleted(shopper: Shopper) -> None:
    names = like(shopper, 5)
    page = shopper.page
    page.goto("/favourites")
    start_collection(page, "A wedding in June")
    for name in names[:3]:
        page.get_by_role("checkbox", name=name).check()
    page.get_by_role("checkbox", name=names[2]).uncheck()
    page.get_by_role("button", name="Add 2 pieces").click()
    expect(page.get_by_text("2 pieces", exact=True)).to_be_visible()
    assert names_in(page, "A wedding in June") == [names[1], names[0]]

    page.get_by_role("button", name="Rename").click()
    page.get_by_role("dialog").get_by_label("Name").fill("Anna’s wedding")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1, name="Anna’s wedding")).to_be_visible()

    page.get_by_role("button", name=f"Take {names[0]} out of this collection").click()
    expect(page.get_by_text("It is still a favourite.")).to_be_visible()
    page.reload()
    assert names_in(page, "Anna’s wedding") == [names[1]]

    page.get_by_role("button", name="Delete", exact=True).click()
    question = page.get_by_role("alertdialog", name="Delete “Anna’s wedding”?")
    page.keyboard.press("Escape")
    expect(question).to_have_count(0)
    page.get_by_role("button", name="Delete", exact=True).click()
    question.get_by_role("button", name="Delete the collection").click()
    expect(page.get_by_role("heading", level=1, name="Favourites")).to_be_visible()
    expect(page.get_by_role("link", name="Anna’s wedding")).to_have_count(0)
    assert names_in(page, "Your favourites") == names


def test_what_is_in_a_collection_is_not_offered_again(shopper: Shopper) -> None:
    names = like(shopper, 2)
    page = shopper.page
    page.goto("/favourites")
    start_collection(page, "Summer")
    page.get_by_role("checkbox", name=names[0]).check()
    page.get_by_role("button", name="Add 1 piece").click()
    page.get_by_role("link", name="Add pieces").click()
    expect(page.get_by_role("checkbox", name=names[0])).to_be_disabled()
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="Summer")).to_be_visible()


def test_a_piece_is_put_into_collections_by_keyboard_from_its_tile(shopper: Shopper) -> None:
    [name] = like(shopper, 1)
    page = shopper.page
    page.goto("/favourites")
    opener = page.get_by_role("button", name=f"Put {name} into a collection")
    opener.focus()
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog", name="Put into a collection")
    sheet.get_by_label("New collection").fill("Evenings")
    page.keyboard.press("Enter")
    box = sheet.get_by_role("checkbox", name="Evenings")
    expect(box).to_be_checked()
    expect(sheet.get_by_text("1 piece", exact=True)).to_be_visible()
    box.focus()
    page.keyboard.press("Space")
    expect(box).not_to_be_checked()
    expect(sheet.get_by_text("0 pieces", exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    expect(opener).to_be_focused()


def test_a_name_that_is_there_already_is_refused_at_its_field(shopper: Shopper) -> None:
    like(shopper, 1)
    page = shopper.page
    page.goto("/favourites")
    page.get_by_role("button", name="New collection").click()
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_role("alert")).to_have_text("Give it a name.")
    page.keyboard.press("Escape")
    start_collection(page, "Winter")
    page.goto("/favourites")
    page.get_by_role("button", name="New collection").click()
    page.get_by_role("dialog").get_by_label("Name").fill("winter")
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_role("alert")).to_have_text(re.compile("of this name already"))
    expect(page.get_by_label("Name")).to_have_value("winter")


def test_words_and_order_stand_in_the_address(shopper: Shopper) -> None:
    names = like(shopper, 6)
    page = shopper.page
    page.goto("/favourites")
    page.get_by_role("searchbox", name="Search your favourites").fill(names[2])
    expect(page).to_have_url(re.compile("q="))
    expect(page.get_by_role("region", name="Your favourites").get_by_role("article")).to_have_count(
        names.count(names[2])
    )
    page.reload()
    expect(page.get_by_role("searchbox", name="Search your favourites")).to_have_value(names[2])
    page.get_by_role("searchbox", name="Search your favourites").fill("qqqq")
    expect(page.get_by_role("heading", name="Nothing here is called that")).to_be_visible()
    page.get_by_role("button", name="Show all").click()
    expect(page.get_by_role("searchbox", name="Search your favourites")).to_have_value("")
    page.get_by_role("combobox", name="Order").select_option("price_asc")
    expect(page).to_have_url(re.compile("sort=price_asc"))
    prices = page.get_by_role("region", name="Your favourites").get_by_text(re.compile("^€"))
    expect(prices).to_have_count(6)
    found = [float(price.replace("€", "").replace(",", "")) for price in prices.all_inner_texts()]
    assert found == sorted(found)


def test_somebody_elses_collection_is_not_there(shopper: Shopper) -> None:
    page = shopper.page
    page.goto("/favourites/01a1fd2f-0000-7000-8000-000000000000")
    expect(page.get_by_role("heading", name="You have no such collection")).to_be_visible()
    page.goto("/favourites/none/add")
    expect(page.get_by_role("heading", name="You have no such collection")).to_be_visible()


def test_a_favourite_is_bought_from_its_tile(shopper: Shopper) -> None:
    page = shopper.page
    liked = set(like(shopper, 24))
    found = page.request.get("/api/v1/items?sort=newest&limit=24&in_stock=true").json()["items"]
    details = (page.request.get(f"/api/v1/items/{card['item_id']}").json() for card in found if card["name"] in liked)
    item = next(one for one in details if len({variant["size"] for variant in one["variants"]}) > 1)
    name, size = item["name"], next(one["size"] for one in item["variants"] if one["stock"])
    page.goto("/favourites")
    buy = tile(page, name).first.get_by_role("button", name=f"Add to cart: {name}")
    buy.click()
    sheet = page.get_by_role("dialog", name=name)
    expect(sheet.get_by_role("button", name="Buy now")).to_be_disabled()
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    expect(buy).to_be_focused()
    page.keyboard.press("Enter")
    sheet.get_by_role("radio", name=size, exact=True).check(force=True)
    expect(sheet.get_by_role("link", name="Buy now")).to_have_attribute(
        "href", re.compile(r"/checkout\?item=\d+&size=")
    )
    sheet.get_by_role("button", name="Add to cart").click()
    expect(page.get_by_role("status").get_by_text("It is in your cart")).to_be_visible()
    page.get_by_role("button", name="Show the cart").click()
    expect(page.get_by_role("main").get_by_text(name).first).to_be_visible()
