"""Every page and every state it can be in, in one table: what the gallery shows and accessibility is held to.

A new page is one line of VIEWS.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Page, TimeoutError, expect

from tests.e2e.shopper import DELIVERY, bearer, note_user, sign_up
from tests.e2e.steps import (
    ADDRESS_BOOK,
    ALERTS,
    LIKED,
    NO_CARDS,
    ORDERS,
    PARCEL_TO_SEND,
    TO_SEND_LIST,
    TOLD,
    Step,
    answers,
    choose_pieces,
    fill_cart,
    never,
    nothing,
    open_collection,
    open_filters,
    open_first,
    press,
    press_first,
    see_offer,
    see_prices,
    send_wrong,
    swipe_offline,
    unfold_sizes,
    with_order,
)

Scheme = Literal["light", "dark"]

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}
DEMO_PASSWORD = "modiste-demo"
SETTLED = """async () => {
  await document.fonts.ready;
  // What is lazy and out of sight, above, below or beside, never comes: to wait for it is to wait for ever.
  const isIn = ({ top, bottom, left, right }) => bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
  const isSeen = (image) => image.isConnected && isIn(image.getBoundingClientRect()) && image.checkVisibility();
  const isThere = async (image) => {
    const { src } = image;
    const wait = new Promise((resolve) => setTimeout(resolve, 10_000, 'late'));
    const end = await Promise.race([image.decode().then(() => 'there', () => 'broken'), wait]);
    // Taken away, changed or moved out of sight meanwhile: nobody misses it.
    const isMissed = navigator.onLine && image.src === src && isSeen(image);
    if (end !== 'there' && isMissed) throw new Error(`a picture in sight is ${end}: ${image.currentSrc || src}`);
  };
  await Promise.all([...document.images].filter(isSeen).map(isThere));
}"""


class Who(Enum):
    """In whose browser a page is opened; an address is that of a demo account."""

    VISITOR = ""
    NEWCOMER = "newcomer"  # has an account since a moment ago, and was asked nothing yet
    FRESH = "fresh"  # the same, the questions behind them
    SHOPPER = "shopper@example.com"
    BOUTIQUE = "boutique@example.com"
    ADMIN = "admin@example.com"


@dataclass(frozen=True)
class View:
    """A page in one state: `before` is done before it is opened, `after` when it is there, `sees` says that it is."""

    name: str
    path: str
    who: Who = Who.VISITOR
    before: Step = nothing
    after: Step = nothing
    sees: str = "main h1, main h2"
    shown: bool = False  # in the README's gallery


BUYING = "/checkout?item={item}&size={size}"
DECK, CARD = r"/recommendations/items\?", "main article"
TO_SEND, PARCELS = "/boutique/parcels", r"/boutiques/me/parcels(\?|$)"
SHELF, SHELF_API = "/boutique/items", r"/boutiques/me/items(\?|$)"
HOME, BACK = r"/boutiques/me/home(\?|$)", r"/boutiques/me/refunds(\?|$)"
NONE = '{"items": [], "next_cursor": null}'
A_PARCEL = "/boutique/parcels/01a21d8e-0000-7000-8000-000000000002"
VIEWS = (
    View("welcome", "/", sees="main", shown=True),
    View("sign-in", "/sign-in", sees="main form"),
    View("sign-in-refused", "/sign-in", after=send_wrong, sees="main form"),
    View("sign-up", "/sign-up", sees="main form"),
    View("sign-up-refused", "/sign-up", after=send_wrong, sees="main form"),
    View("quiz", "/", Who.NEWCOMER, sees="main fieldset", shown=True),
    View("deck", "/", Who.SHOPPER, sees=CARD, shown=True),
    View("deck-details", "/", Who.SHOPPER, after=press("Details"), sees=CARD),
    View("deck-filter", "/", Who.SHOPPER, after=press("Filter"), sees=CARD),
    View("deck-loading", "/", Who.FRESH, before=never(r"recommendations\/items\?"), sees="main [role=status]"),
    View("deck-offline", "/", Who.SHOPPER, after=swipe_offline, sees=CARD),
    View("deck-end", "/", Who.FRESH, before=answers(DECK, 200, NO_CARDS)),
    View("deck-error", "/", Who.FRESH, before=answers(DECK), sees="main [role=alert]"),
    View("search", "/search", Who.SHOPPER, sees="main li a", shown=True),
    View("search-found", "/search?q=linen", Who.SHOPPER, sees=CARD, shown=True),
    View("search-narrowed", "/search?category=dress&colour=black&colour=ecru&price_max=30000&in_stock=true"),
    View("search-filters", "/search?category=dress", after=open_filters, sees=CARD),
    View("search-nothing", "/search?q=zeppelin", Who.SHOPPER),
    View("search-too-much", "/search?category=dress&price_max=100"),
    View("search-loading", "/search?q=linen", before=never(r"v1\/items\?"), sees="main [role=status]"),
    View("search-error", "/search?q=linen", before=answers(r"/api/v1/items\?"), sees="main [role=alert]"),
    View("item", "/items/{item}", Who.SHOPPER, shown=True),
    View("item-size", "/items/{item}?size=M"),
    View("item-why", "/items/{item}", Who.SHOPPER, after=press("Why this?")),
    View("item-collections", "/items/{item}", Who.SHOPPER, after=press("Add to a collection")),
    View("item-picture", "/items/{item}", after=press("Enlarge picture 1")),
    View("item-loading", "/items/{item}", before=never(r"v1\/items\/\d+$"), sees="main [role=status]"),
    View("item-error", "/items/{item}", before=answers(r"/api/v1/items/\d+$"), sees="main [role=alert]"),
    View("item-prices", "/items/{item}", after=see_prices),
    View("item-offer", "/items/{item}", after=see_offer),
    View("item-alert", "/items/{item}", Who.FRESH, after=press("Set an alert")),
    View("compare", "/compare?q=dress", sees="main li"),
    View("compare-nothing", "/compare?q=zeppelin"),
    View("compare-error", "/compare?q=dress", before=answers(r"/api/v1/offers"), sees="main [role=alert]"),
    View("cart", "/cart", before=fill_cart, sees="main section strong"),
    View("cart-empty", "/cart"),
    View("cart-error", "/cart", before=answers(r"/api/v1/cart$"), sees="main [role=alert]"),
    View("checkout", BUYING, Who.FRESH, sees="main form"),
    View("checkout-wrong", BUYING, Who.FRESH, after=press_first("Order and pay "), sees="main form"),
    View("checkout-empty", "/checkout", Who.FRESH),
    View("checkout-error", "/checkout", Who.FRESH, before=answers(r"/api/v1/checkout$"), sees="main [role=alert]"),
    View("orders", "/orders", Who.FRESH, before=answers(r"/api/v1/orders(\?|$)", 200, ORDERS), sees="main li"),
    View("orders-empty", "/orders", Who.FRESH),
    View("order", "/orders/01a21d8e-c1b5-7797-bd57-f8ad8f5d37a1", Who.FRESH, before=with_order, sees="main h2"),
    View("parcels", TO_SEND, Who.BOUTIQUE, before=answers(PARCELS, 200, TO_SEND_LIST), sees="main li b"),
    View("parcels-empty", TO_SEND, Who.BOUTIQUE, before=answers(PARCELS, 200, '{"items": [], "next_cursor": null}')),
    View("parcels-error", TO_SEND, Who.BOUTIQUE, before=answers(PARCELS), sees="main [role=alert]"),
    View("parcels-for-others", TO_SEND, Who.SHOPPER),
    View("parcel", A_PARCEL, Who.BOUTIQUE, before=PARCEL_TO_SEND, sees="main h2"),
    View("parcel-sent", A_PARCEL, Who.BOUTIQUE, before=PARCEL_TO_SEND, after=press("Sent"), sees="main h2"),
    View(
        "parcel-refund", A_PARCEL, Who.BOUTIQUE, before=PARCEL_TO_SEND, after=press("Give money back"), sees="main h2"
    ),
    View("parcel-refund-pieces", A_PARCEL, Who.BOUTIQUE, before=PARCEL_TO_SEND, after=choose_pieces, sees="main h2"),
    View("addresses", "/me/addresses", Who.SHOPPER, before=ADDRESS_BOOK, sees="main li"),
    View("address-new", "/me/addresses", Who.FRESH, after=press("Add an address"), sees="main h1"),
    View("address-change", "/me/addresses", Who.SHOPPER, before=ADDRESS_BOOK, after=press("Change"), sees="main li"),
    View(
        "addresses-error",
        "/me/addresses",
        Who.SHOPPER,
        before=answers(r"/api/v1/me/addresses$"),
        sees="main [role=alert]",
    ),
    View("own-items", SHELF, Who.BOUTIQUE, sees="main li a"),
    View("own-items-empty", SHELF, Who.BOUTIQUE, before=answers(SHELF_API, 200, '{"items": [], "next_cursor": null}')),
    View("own-items-error", SHELF, Who.BOUTIQUE, before=answers(SHELF_API), sees="main [role=alert]"),
    View("own-items-low", f"{SHELF}?show=low_stock", Who.BOUTIQUE, sees="main li a"),
    View("own-item", SHELF, Who.BOUTIQUE, after=open_first("main li a", "main form li"), sees="main li a"),
    View("own-item-new", f"{SHELF}/new", Who.BOUTIQUE, after=press("Save"), sees="main form button"),
    View("boutique-home", "/boutique", Who.BOUTIQUE, sees="main svg[role=img]"),
    View("boutique-home-loading", "/boutique", Who.BOUTIQUE, before=never(r"me\/home"), sees="main [role=status]"),
    View("boutique-home-error", "/boutique", Who.BOUTIQUE, before=answers(HOME), sees="main [role=alert]"),
    View("refunds", "/boutique/refunds", Who.BOUTIQUE, sees="main li b, main li a"),
    View("refunds-empty", "/boutique/refunds", Who.BOUTIQUE, before=answers(BACK, 200, NONE)),
    View("refunds-error", "/boutique/refunds", Who.BOUTIQUE, before=answers(BACK), sees="main [role=alert]"),
    View("boutique-profile", "/boutique/profile", Who.BOUTIQUE, sees="main form"),
    View("boutique-staff", "/boutique/staff", Who.BOUTIQUE, sees="main form"),
    View(
        "boutique-staff-error", "/boutique/staff", Who.BOUTIQUE, before=answers(r"/me/staff"), sees="main [role=alert]"
    ),
    View("boutique-keys", "/boutique/keys", Who.BOUTIQUE, sees="main form"),
    View("boutique-open", "/boutique/open", Who.FRESH, sees="main form"),
    View("boutique-open-wrong", "/boutique/open", Who.FRESH, after=press("Open the boutique"), sees="main form"),
    View("boutique-join-unknown", "/boutique/join?token=nobodys"),
    View("boutique-terms", "/boutique/terms"),
    View("imports", "/boutique/imports", Who.BOUTIQUE),
    View(
        "imports-error",
        "/boutique/imports",
        Who.BOUTIQUE,
        before=answers(r"me/imports(\?|$)"),
        sees="main [role=alert]",
    ),
    View("webhooks", "/boutique/webhooks", Who.BOUTIQUE),
    View(
        "webhooks-error", "/boutique/webhooks", Who.BOUTIQUE, before=answers(r"/me/webhooks$"), sees="main [role=alert]"
    ),
    View("boutiques", "/boutiques", sees=CARD, shown=True),
    View("boutiques-loading", "/boutiques", before=never(r"v1\/boutiques"), sees="main [role=status]"),
    View("boutiques-error", "/boutiques", before=answers(r"/api/v1/boutiques"), sees="main [role=alert]"),
    View("boutique", "/boutiques/olmo", Who.SHOPPER, sees=CARD, shown=True),
    View("boutique-kind", "/boutiques/olmo?category=dress&sort=price_asc", sees=CARD),
    View("boutique-unknown", "/boutiques/nobody"),
    View("boutique-error", "/boutiques/olmo", before=answers(r"/api/v1/boutiques/"), sees="main [role=alert]"),
    View("favourites", "/favourites", Who.SHOPPER, sees=CARD, shown=True),
    View("favourites-empty", "/favourites", Who.FRESH),
    View(
        "favourites-error", "/favourites", Who.FRESH, before=answers(r"/api/v1/favourites\?"), sees="main [role=alert]"
    ),
    View("collection-empty", "/favourites/{collection}", Who.FRESH),
    View("favourites-loading", "/favourites", Who.FRESH, before=never(r"favourites\?"), sees="main [role=status]"),
    View("favourites-nothing", "/favourites?q=zeppelin", Who.SHOPPER),
    View("favourites-removed", "/favourites", Who.SHOPPER, before=LIKED, after=press_first("Remove "), sees=CARD),
    View("favourites-collect", "/favourites", Who.SHOPPER, after=press_first("Put "), sees=CARD),
    View("collection-new", "/favourites", Who.SHOPPER, after=press("New collection"), sees=CARD),
    View("collection", "/favourites", Who.SHOPPER, after=open_collection(), sees=CARD, shown=True),
    View("collection-add", "/favourites", Who.SHOPPER, after=open_collection("Add pieces", "link"), sees=CARD),
    View("collection-rename", "/favourites", Who.SHOPPER, after=open_collection("Rename"), sees=CARD),
    View("collection-delete", "/favourites", Who.SHOPPER, after=open_collection("Delete"), sees=CARD),
    View("collection-gone", "/favourites/none", Who.SHOPPER),
    View("taste", "/taste", Who.SHOPPER, shown=True),
    View("taste-empty", "/taste", Who.FRESH),
    View("me", "/me", Who.SHOPPER),
    View("me-preferences", "/me/preferences", Who.SHOPPER, after=unfold_sizes, shown=True),
    View("me-sessions", "/me/sessions", Who.SHOPPER),
    View("me-sessions-refused", "/me/sessions", Who.SHOPPER, after=press("Change password")),
    View("me-data", "/me/data", Who.SHOPPER),
    View("me-leave", "/me/data", Who.SHOPPER, after=press("Delete the account")),
    View("alerts", "/alerts", Who.FRESH, before=answers(r"/api/v1/alerts$", 200, ALERTS), sees="main li"),
    View("alerts-empty", "/alerts", Who.FRESH, sees="main h2"),
    View("inbox", "/inbox", Who.FRESH, before=answers(r"/notifications\?", 200, TOLD), sees="main li"),
    View("inbox-empty", "/inbox", Who.FRESH, sees="main [role=switch]"),
    View("unsubscribe", "/unsubscribe?token=of-a-mail"),
    View("users", "/users", Who.ADMIN),
    View("users-change", "/users?role=boutique", Who.ADMIN, after=press_first("Change ")),
    View("users-none", "/users?q=zeppelin&role=admin", Who.ADMIN),
    View("users-error", "/users", Who.ADMIN, before=answers(r"/api/v1/users"), sees="main [role=alert]"),
    View("users-for-others", "/users", Who.SHOPPER),
    View("not-found", "/nowhere"),
    View("api-docs", "/api/v1/docs#get-items", Who.SHOPPER, sees="details[open]"),
    View("api-error", "/api/v1/nothing"),
)


@contextmanager
def opened(
    browser: Browser, url: str, view: View, *, scheme: Scheme = "light", viewport: dict[str, int] = PHONE
) -> Iterator[Page]:
    """A browser of one's own with the page in that state."""
    context = browser.new_context(
        base_url=url,
        viewport={"width": viewport["width"], "height": viewport["height"]},
        color_scheme=scheme,
        locale="en-GB",
        reduced_motion="reduce",
        service_workers="block",  # what it asks for could not be intercepted
    )
    context.set_default_timeout(15_000)
    try:
        token = sign_in(context, view.who)
        page = context.new_page()
        view.before(page)
        page.goto(address_of(view.path, context, token))
        expect(page.locator(view.sees).filter(visible=True).first).to_be_visible()
        view.after(page)
        if not view.name.endswith("loading"):
            with suppress(TimeoutError):  # an answer that the page asked for early and never needed stays unread
                page.wait_for_load_state("networkidle", timeout=3_000)
        page.evaluate(SETTLED)
        page.wait_for_timeout(300)  # what fades in has faded in
        yield page
    finally:
        context.close()


def sign_in(context: BrowserContext, who: Who) -> str:
    """The cookie of a session, and the app's own note that there is one; for the test, the access token."""
    if who is Who.VISITOR:
        return ""
    if who in {Who.NEWCOMER, Who.FRESH}:
        return sign_up(context, f"{uuid.uuid4().hex}@example.com", "Nora Newcomer", has_answered=who is Who.FRESH)
    known = {"email": who.value, "password": DEMO_PASSWORD} | DELIVERY
    answer = context.request.post("/api/v1/auth/login", data=known)
    assert answer.ok, answer.text()
    note_user(context, answer.json()["user"])
    return str(answer.json()["access_token"])


def address_of(path: str, context: BrowserContext, token: str) -> str:
    """The path with an example in the place of what it names: a dress, a collection of one's own."""
    if "{item}" in path:
        found = context.request.get("/api/v1/items?category=dress&limit=1").json()["items"]
        item_id = found[0]["item_id"]
        variants = context.request.get(f"/api/v1/items/{item_id}").json()["variants"]
        return path.format(item=item_id, size=next((one["size"] for one in variants if one["stock"]), ""))
    if "{collection}" in path:
        return path.format(collection=some_collection(context, token))
    return path


def some_collection(context: BrowserContext, token: str) -> str:
    """A collection with what was saved last in it: made once for each account."""
    headers = bearer(token)
    known = context.request.get("/api/v1/collections", headers=headers).json()["items"]
    if known:
        return str(known[0]["id"])
    made = context.request.post("/api/v1/collections", data={"name": "For the summer"}, headers=headers).json()
    saved = context.request.get("/api/v1/favourites?limit=4", headers=headers).json()["items"]
    for item in saved:
        put = context.request.put(f"/api/v1/collections/{made['id']}/items/{item['item_id']}", headers=headers)
        assert put.ok, put.text()
    return str(made["id"])
