"""What a shopper does and sees."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from playwright.sync_api import BrowserContext, Locator, Page, expect

PASSWORD = "Wool-and-linen-47"
DELIVERY = {"token_delivery": "cookie"}
NOTE = "modiste.signed-in"  # the app's key for who was signed in last
Direction = Literal["left", "right"]
BUTTONS: dict[Direction, str] = {"left": "Not for me", "right": "Save"}


def sign_up(context: BrowserContext, email: str, name: str, *, has_answered: bool = True) -> str:
    """Open an account, and have a browser signed in to it without its form; the access token.

    `has_answered`: the three questions before the first card, which have a test of their own.
    """
    new = {"email": email, "password": PASSWORD, "name": name} | DELIVERY
    answer = context.request.post("/api/v1/auth/signup", data=new)
    assert answer.ok, answer.text()
    user, token = answer.json()["user"], str(answer.json()["access_token"])
    if has_answered:
        answers = {"preferences": {"quiz_done": True}}
        user = context.request.patch("/api/v1/me", data=answers, headers=bearer(token)).json()
    note_user(context, user)
    return token


def note_user(context: BrowserContext, user: dict[str, Any]) -> None:
    """The app's own note of who is signed in, before a tab's first page: later the app says what stands there."""
    note = json.dumps(json.dumps(user))
    context.add_init_script(
        f"if (!sessionStorage.getItem('noted')) {{ localStorage.setItem('{NOTE}', {note}); "
        "sessionStorage.setItem('noted', 'yes'); }"
    )


def bearer(token: str) -> dict[str, str]:
    """The header of a request with an access token."""
    return {"Authorization": f"Bearer {token}"}


@dataclass(frozen=True)
class SeenCard:
    """A card of the deck, as it was read on the screen."""

    item_id: int
    name: str
    category: str


@dataclass
class Shopper:
    """Someone with an account, and the page in front of them."""

    page: Page
    email: str
    password: str = PASSWORD

    def sign_in(self) -> None:
        """Fill in the form."""
        self.page.goto("/sign-in")
        self.page.get_by_label("E-mail address").fill(self.email)
        self.page.get_by_role("textbox", name="Password").fill(self.password)
        self.page.get_by_role("button", name="Sign in").click()

    @property
    def card(self) -> Locator:
        """The card on top; those behind it and those flying away are hidden from assistive technology."""
        return self.page.get_by_role("region", name="Your deck").get_by_role("article")

    def see_card(self) -> SeenCard:
        """Read the card on top."""
        heading = self.card.get_by_role("heading")
        expect(heading).to_be_visible()
        picture = self.card.get_by_role("img").first.get_attribute("alt") or ""
        number = (heading.get_attribute("id") or "").removeprefix("card-")
        return SeenCard(int(number), heading.inner_text(), picture.rpartition(", ")[2])

    def press(self, direction: Direction) -> None:
        """Swipe with a button."""
        self._and_see_another(lambda: self.button(BUTTONS[direction]).click())

    def strike(self, direction: Direction) -> None:
        """Swipe with an arrow key."""
        self._and_see_another(lambda: self.page.keyboard.press("ArrowLeft" if direction == "left" else "ArrowRight"))

    def drag(self, direction: Direction) -> None:
        """Swipe with the mouse."""
        box = self.card.bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 3
        far = box["width"] * (0.5 if direction == "right" else -0.5)

        def move() -> None:
            self.page.mouse.move(x, y)
            self.page.mouse.down()
            self.page.mouse.move(x + far, y + 10, steps=6)
            self.page.mouse.up()

        self._and_see_another(move)

    def button(self, name: str) -> Locator:
        """One of the deck's buttons."""
        return self.page.get_by_role("button", name=name, exact=True)

    def see_saved(self) -> list[str]:
        """The names on the favourites page, when it shows at least one."""
        self.page.get_by_role("link", name="Favourites").click()
        grid = self.page.get_by_role("region", name="Your favourites")
        expect(grid.get_by_role("article").first).to_be_visible()
        return [tile.get_attribute("aria-label") or "" for tile in grid.get_by_role("article").all()]

    def has_sent_all(self) -> None:
        """Wait until no swipe waits in the browser any more."""
        self.page.wait_for_function("() => !Object.keys(localStorage).some((key) => key.startsWith('modiste.swipes'))")

    def _and_see_another(self, swipe: Callable[[], None]) -> None:
        before = self.see_card()
        swipe()
        expect(self.card.get_by_role("heading")).not_to_have_attribute("id", f"card-{before.item_id}")
