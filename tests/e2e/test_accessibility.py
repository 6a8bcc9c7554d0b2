"""Pages can be read, pressed and walked through by everybody (WCAG 2.2 AA, and targets as large as a fingertip)."""

import json
import re
import uuid
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.conftest import REPOSITORY, skip_or_fail
from tests.e2e.opening import View, Who, come_to_rest, opened
from tests.e2e.shopper import PASSWORD, Shopper
from tests.e2e.views import VIEWS

AXE = REPOSITORY / "web" / "node_modules" / "axe-core" / "axe.min.js"
FINDINGS = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ['violations'] });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => [id, html.slice(0, 160), failureSummary]));
}"""
LEAST = 44
SMALL_TARGETS = """(least) => {
  const pressed = 'a[href], button, input, select, textarea, summary, [tabindex="0"], ' +
    '[role=button], [role=tab], [role=switch], [role=option], [role=combobox], [role=menuitem], [role=slider]';
  const isInText = (one) => one.matches('a') && getComputedStyle(one).display === 'inline' &&
    one.parentElement.textContent.trim() !== one.textContent.trim();
  const isPressable = (one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    !one.closest('[inert], [aria-hidden=true]') && !one.disabled && one.tabIndex >= 0 && !isInText(one) &&
    !one.dataset.testid?.startsWith('sentinel'); // where MUI turns the focus back into a dialog
  // What takes the press: the frame around a field, the words beside a box.
  const areaOf = (one) => one.closest('label') ?? one.closest('.MuiInputBase-root') ?? one;
  const isHit = (area, x, y) => {
    const hit = document.elementFromPoint(x, y);
    return hit !== null && (area.contains(hit) || hit.contains(area));
  };
  const isLarge = (area) => {
    const { width, height } = area.getBoundingClientRect();
    if (width >= least - 0.5 && height >= least - 0.5) return true;
    area.scrollIntoView({ block: 'center', behavior: 'instant' });
    const box = area.getBoundingClientRect();
    const [x, y, far] = [box.x + box.width / 2, box.y + box.height / 2, least / 2 - 1];
    return [[far, 0], [-far, 0], [0, far], [0, -far]].every(([right, down]) => isHit(area, x + right, y + down));
  };
  return [...document.querySelectorAll(pressed)].filter((one) => isPressable(one) && !isLarge(areaOf(one)))
    .map((one) => {
      const { width, height } = areaOf(one).getBoundingClientRect();
      return `${one.tagName} "${one.ariaLabel ?? one.textContent.trim().slice(0, 40)}" ${width} x ${height}`;
    });
}"""
CUT_OFF = """() => {
  const found = [];
  const isHidden = (one) =>
    !one.checkVisibility() || one.closest('[inert], [aria-hidden=true]') || one.offsetWidth <= 1;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.textContent.trim() || isHidden(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const text = range.getBoundingClientRect();
    const slack = parseFloat(getComputedStyle(parent).fontSize) / 4; // letters are lower than their line
    for (let one = parent; one && one !== document.body; one = one.parentElement) {
      const style = getComputedStyle(one);
      const box = one.getBoundingClientRect();
      if (one.offsetWidth <= 1 || style.clipPath !== 'none') break; // for screen readers alone
      const isWider = text.right > box.right + 2 || text.left < box.left - 2;
      const isHigher = text.bottom > box.bottom + slack || text.top < box.top - slack;
      const [cutsAcross, cutsDown] = [style.overflowX, style.overflowY].map((value) => /hidden|clip/.test(value));
      if ((isWider && cutsAcross) || (isHigher && cutsDown)) found.push(node.textContent.trim().slice(0, 60));
      if (/auto|scroll/.test(style.overflowX + style.overflowY)) break; // it can be scrolled to
    }
  }
  return [...new Set(found)];
}"""
WIDTH = "document.scrollingElement.scrollWidth"
MOVES = """() => document.getAnimations().some((one) => {
  const frames = one.effect.getKeyframes();
  return ['transform', 'translate'].some((name) => new Set(frames.map((frame) => frame[name])).size > 1);
})"""
EVERY_VIEW = [pytest.param(view, id=view.name) for view in VIEWS]


@pytest.fixture(scope="session")
def axe() -> str:
    """The rules of axe-core, from the web app's development packages."""
    if not AXE.is_file():
        skip_or_fail("axe-core is not installed: make web")
    return AXE.read_text()


@pytest.mark.parametrize("view", EVERY_VIEW)
def test_everybody_can_read_and_press_everything(browser: Browser, served_demo: str, axe: str, view: View) -> None:
    """One opening of the view for all of it: opening is what takes the time."""
    with opened(browser, served_demo, view) as page:
        page.evaluate(axe)
        assert told(page.evaluate(FINDINGS)) == "", "by day"
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        come_to_rest(page)
        assert told(page.evaluate(FINDINGS)) == "", "by night"
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        come_to_rest(page)
        assert page.evaluate(WIDTH) <= page.evaluate("innerWidth"), "nobody has to scroll sideways in large text"
        assert page.evaluate(CUT_OFF) == [], "large text is cut off nowhere"
        page.evaluate("document.documentElement.style.fontSize = ''")
        come_to_rest(page)
        assert page.evaluate(SMALL_TARGETS, LEAST) == [], "targets fit a finger"


def test_a_swipe_flies_nowhere_for_those_who_want_less_motion(browser: Browser, served_demo: str) -> None:
    deck = next(view for view in VIEWS if view.name == "deck")
    with opened(browser, served_demo, deck) as page:
        for motion, moves in (("reduce", False), ("no-preference", True)):
            page.emulate_media(reduced_motion=motion)  # type: ignore[arg-type]
            page.keyboard.press("ArrowLeft")
            assert page.evaluate(MOVES) is moves
            page.wait_for_timeout(800)
        page.keyboard.press("u")
        page.keyboard.press("u")
        Shopper(page, Who.SHOPPER.value).has_sent_all()


def test_everything_can_be_done_with_the_keyboard(page: Page) -> None:
    page.goto("/")
    walk_to(page.get_by_role("link", name="Create an account"))
    page.keyboard.press("Enter")
    for label, value in {
        "Name": "Kim Keys",
        "E-mail address": f"{uuid.uuid4().hex}@example.com",
        "Password": PASSWORD,
    }.items():
        walk_to(page.get_by_label(label, exact=False).and_(page.locator("input")), is_marked=False)
        page.keyboard.type(value)
    page.keyboard.press("Enter")

    walk_to(page.get_by_role("button", name="Skip"))
    page.keyboard.press("Enter")
    shopper = Shopper(page, "")
    liked = shopper.see_card()
    page.keyboard.press("ArrowRight")
    expect(shopper.card.get_by_role("heading")).not_to_have_text(liked.name)
    shopper.has_sent_all()

    walk_to(page.get_by_role("link", name="Favourites"))
    page.keyboard.press("Enter")
    walk_to(page.get_by_role("article", name=liked.name).get_by_role("link").first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=liked.name)).to_be_visible()

    walk_to(page.get_by_role("link", name="Search").first)
    page.keyboard.press("Enter")
    walk_to(page.get_by_role("searchbox", name="Search"), is_marked=False)
    page.keyboard.type("linen")
    expect(page).to_have_url(re.compile("q=linen"))
    first = page.get_by_role("article").first
    walk_to(first.get_by_role("link").first)
    name = first.get_attribute("aria-label") or ""
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def walk_to(target: Locator, *, is_marked: bool = True) -> None:
    """Press Tab until the target has the focus, and see that it shows it."""
    expect(target).to_be_visible()
    for _ in range(80):
        if target.evaluate("(one) => one === document.activeElement"):
            break
        target.page.keyboard.press("Tab")
    else:
        raise AssertionError(f"Tab never leads to {target}")
    if is_marked:
        assert target.evaluate("(one) => getComputedStyle(one).outlineStyle") != "none", "the focus is seen"


def told(findings: list[Any]) -> str:
    """One line for each."""
    return "\n".join(json.dumps(finding) for finding in findings)
