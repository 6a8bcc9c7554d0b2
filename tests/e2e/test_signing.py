"""Signing in and up: what goes wrong is said at its field, and nothing that was typed is lost."""

import re
import uuid
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.shopper import PASSWORD, Shopper


def new_email() -> str:
    """An address that nobody has."""
    return f"nora-{uuid.uuid4().hex}@example.com"


def error_of(page: Page, label: str) -> re.Pattern[str]:
    """The accessible description of a field, to expect."""
    field = page.get_by_label(label, exact=True)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_be_focused()
    return re.compile(re.escape(page.locator(f"[id='{field.get_attribute('aria-describedby')}']").inner_text()))


def sign_up(page: Page, name: str, email: str, password: str) -> None:
    """Fill in the form of a new account."""
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Create account").click()


def test_a_visitor_opens_an_account_and_stays_signed_in(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Create an account").click()
    sign_up(page, "Nora Newcomer", new_email(), PASSWORD)
    expect(page.get_by_role("heading", name=re.compile("Three taps|Your deck")).first).to_be_attached()
    page.reload()
    expect(page.get_by_role("link", name="Me", exact=True).first).to_be_attached()
    page.goto("/sign-in")
    expect(page).to_have_url(re.compile(r"/$"))  # who is signed in goes on


def test_nothing_is_sent_before_every_field_can_be_right(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/auth/" in request.url else None)
    page.goto("/sign-up")
    page.get_by_role("button", name="Create account").click()
    assert error_of(page, "Name").pattern.startswith("Write")
    page.get_by_label("Name", exact=True).fill("Nora")
    page.get_by_label("E-mail address").fill("nora@example")
    page.get_by_label("Password", exact=True).fill("short")
    expect(page.get_by_text("Too short yet")).to_be_visible()
    page.get_by_role("button", name="Create account").click()
    assert "no\\ e\\-mail\\ address" in error_of(page, "E-mail address").pattern
    expect(page.get_by_text("At least 8 characters.", exact=True)).to_be_visible()
    assert asked == []


def test_a_taken_address_leads_to_signing_in_and_keeps_what_was_typed(shopper: Shopper, page: Page) -> None:
    page.goto("/sign-up?next=%2Fsearch")
    sign_up(page, "Sam", shopper.email, PASSWORD)
    assert "already" in error_of(page, "E-mail address").pattern
    expect(page.get_by_label("Name", exact=True)).to_have_value("Sam")
    page.get_by_role("link", name="Sign in instead").click()
    expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()  # both pages have these fields
    expect(page.get_by_label("E-mail address")).to_have_value(shopper.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile(r"/search$"))


def test_a_password_that_everybody_tries_is_refused_at_its_field(page: Page) -> None:
    page.goto("/sign-up")
    sign_up(page, "Nora", new_email(), "password123")
    assert "among\\ the\\ first" in error_of(page, "Password").pattern
    expect(page.get_by_label("Password", exact=True)).to_have_value("password123")


def test_a_page_for_members_asks_to_sign_in_and_then_opens(new_shopper: Callable[[], Shopper], page: Page) -> None:
    member = new_shopper()
    page.goto("/favourites")
    page.get_by_label("E-mail address").fill(member.email)
    page.get_by_label("Password", exact=True).fill("wrong-password")
    page.get_by_role("button", name="Sign in").click()
    assert "wrong" in error_of(page, "Password").pattern
    page.get_by_role("link", name="Create an account").click()
    # there and back, the page that was asked for is kept
    page.get_by_role("main").get_by_role("link", name="Sign in").click()
    page.get_by_label("Password", exact=True).fill(member.password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Nothing saved yet")).to_be_visible()


def test_a_password_can_be_looked_at_and_pasted(page: Page) -> None:
    page.goto("/sign-in")
    field = page.get_by_label("Password", exact=True)
    expect(field).to_have_attribute("autocomplete", "current-password")
    field.focus()
    page.keyboard.insert_text("from a password manager")
    expect(field).to_have_attribute("type", "password")
    page.get_by_role("button", name="Show password").click()
    expect(field).to_have_attribute("type", "text")
    expect(field).to_have_value("from a password manager")
    page.get_by_role("button", name="Hide password").click()
    expect(field).to_have_attribute("type", "password")


def test_too_many_tries_say_how_long_to_wait(page: Page) -> None:
    def refuse(route: Route) -> None:
        route.fulfill(
            status=429,
            headers={"Retry-After": "2", "Content-Type": "application/problem+json"},
            body='{"title": "Too many requests", "status": 429, "detail": "Slower, please"}',
        )

    page.route("**/api/v1/auth/login", refuse, times=1)
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(new_email())
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    button = page.get_by_role("button", name="Sign in")
    button.click()
    expect(page.get_by_role("alert")).to_have_text(re.compile(r"You can try again in 2 seconds"))
    expect(button).to_have_attribute("aria-disabled", "true")
    expect(button).not_to_have_attribute("aria-disabled", "true")
    button.click()
    assert "wrong" in error_of(page, "Password").pattern


def test_without_a_network_the_form_says_so(page: Page) -> None:
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill("shopper@example.com")
    page.get_by_label("Password", exact=True).fill("modiste-demo")
    page.context.set_offline(True)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_have_text(re.compile("cannot be reached"))
    expect(page.get_by_label("Password", exact=True)).to_have_value("modiste-demo")
    page.context.set_offline(False)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("region", name="Your deck").get_by_role("article")).to_be_visible()


@pytest.mark.parametrize(
    ("language", "title", "action"), [("Français", "Connexion", "Se connecter"), ("Deutsch", "Anmelden", "Anmelden")]
)
def test_visitors_choose_their_language(page: Page, language: str, title: str, action: str) -> None:
    page.goto("/sign-in")
    page.get_by_role("button", name=language).click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name=action, exact=True)).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", language[:2].lower())
