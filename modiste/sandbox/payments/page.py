"""The hosted page: what is asked, by whom, and what the shopper does about it; it works without any script."""

from functools import partial
from html import escape
from urllib.parse import urlencode

from aiohttp import web

from modiste.sandbox.payments import till
from modiste.sandbox.payments.book import Payment, Status
from modiste.sandbox.payments.desk import Desk
from modiste.sandbox.payments.till import How
from modiste.sandbox.payments.units import in_words

TITLES = {"stripe": "Stripe", "paystack": "Paystack", "flutterwave": "Flutterwave"}
LONGEST_DELAY = 24 * 3600.0
CLOSED = {
    Status.PAID: "This payment is complete.",
    Status.PENDING: "This payment is on its way.",
    Status.FAILED: "This payment has failed.",
    Status.EXPIRED: "This page has expired. Nothing was paid.",
}
STYLE = """
:root { color-scheme: light dark; --ink: #1d1a22; --paper: #faf8f5; --card: #fff; --line: #8a8391; --soft: #5d5566;
  --accent: #7a2348; --on-accent: #fff; --note: #fdf0d2; --on-note: #4a3600; --wrong: #a3141f; }
@media (prefers-color-scheme: dark) { :root { --ink: #f3eff7; --paper: #151218; --card: #211c26; --line: #7d7487;
  --soft: #b9b0c3; --accent: #e9a3bf; --on-accent: #2b0a18; --note: #3a2f12; --on-note: #fbe7b2; --wrong: #ffb3b0; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
.note { margin: 0; padding: .75rem 1rem; background: var(--note); color: var(--on-note); text-align: center; }
main { max-width: 26rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1rem; font-weight: 600; color: var(--soft); margin: 0; }
.amount { font-size: 2.25rem; font-weight: 700; margin: .25rem 0 1rem; overflow-wrap: anywhere; }
section { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1rem; }
section { margin: 0 0 1rem; }
dl { margin: 0; display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; }
dt { color: var(--soft); } dd { margin: 0; text-align: right; overflow-wrap: anywhere; }
form { display: grid; gap: .75rem; margin: 0; }
button, input { font: inherit; min-height: 3rem; border-radius: .5rem; border: 1px solid var(--line); width: 100%; }
button { background: transparent; color: var(--ink); cursor: pointer; padding: .5rem 1rem; }
button.first { background: var(--accent); color: var(--on-accent); border-color: var(--accent); font-weight: 600; }
input { background: var(--paper); color: var(--ink); padding: .5rem .75rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.wrong { color: var(--wrong); font-weight: 600; margin: 0 0 1rem; }
.later { display: grid; grid-template-columns: 5.5rem 1fr; gap: .25rem .75rem; }
.later label { grid-column: 1 / -1; color: var(--soft); font-size: .9rem; }
"""


def routes(desk: Desk) -> list[web.RouteDef]:
    """The page of each provider."""
    path = "/{provider:stripe|paystack|flutterwave}/pay/{id}"
    return [web.get(path, partial(_show, desk)), web.post(path, partial(_do, desk))]


async def _show(desk: Desk, request: web.Request) -> web.Response:
    payment = desk.book.payment(request.match_info["provider"], request.match_info["id"])
    if payment is None:
        return _html("Not found", "<h1>There is no such payment.</h1>", status=404)
    return _page(desk, payment)


async def _do(desk: Desk, request: web.Request) -> web.Response:
    """Let it happen, and lead back to the shop as the provider does."""
    payment = desk.book.payment(request.match_info["provider"], request.match_info["id"])
    form = await request.post()
    how, seconds = str(form.get("how", "")), _seconds(str(form.get("seconds", "")))
    if payment is None or how not in (How.PAY, How.FAIL, How.DELAY, How.ABANDON) or seconds is None:
        return _html("Not understood", "<h1>There is nothing like that to do here.</h1>", status=400)
    try:
        till.act(desk, payment, How(how), seconds=seconds)
    except till.PageIsClosed:
        return _page(desk, payment, status=409)
    await desk.deliveries.post_early()
    back = _way_back(payment, How(how))
    return (
        web.Response(status=303, headers={"Location": back})
        if back
        else _page(desk, payment, has_left=how == How.ABANDON)
    )


def _seconds(text: str) -> float | None:
    """How long the delayed method takes: ten seconds unless said otherwise; None for what is no such time."""
    try:
        seconds = float(text or till.DELAY_SECONDS)
    except ValueError:
        return None
    return seconds if 0 <= seconds <= LONGEST_DELAY else None


def _way_back(payment: Payment, how: How) -> str:
    """Where the provider sends the shopper; empty where she stays on the page."""
    given = payment.given
    if payment.provider == "stripe":
        back = given.get("cancel_url") if how is How.ABANDON else given["success_url"] if how is not How.FAIL else ""
        return str(back or "").replace("{CHECKOUT_SESSION_ID}", payment.id)
    if payment.provider == "paystack":
        if how is How.ABANDON:
            metadata = given["metadata"]
            return str(metadata.get("cancel_action", "")) if isinstance(metadata, dict) else ""
        to = given.get("callback_url", "") if how is not How.FAIL else ""
        return _with_query(to, {"trxref": payment.reference, "reference": payment.reference}) if to else ""
    if how is How.ABANDON:
        return _with_query(given["redirect_url"], {"status": "cancelled", "tx_ref": payment.reference})
    if how is How.FAIL and payment.tries < (given["most_tries"] or payment.tries + 1):
        return ""
    status = {How.PAY: "successful", How.DELAY: "pending", How.FAIL: "failed"}[how]
    told = {"status": status, "tx_ref": payment.reference, "transaction_id": str(payment.numbers[-1])}
    return _with_query(given["redirect_url"], told)


def _with_query(url: str, told: dict[str, str]) -> str:
    bare, sign, fragment = url.partition("#")
    return f"{bare}{'&' if '?' in bare else '?'}{urlencode(told)}{sign}{fragment}"


def _page(desk: Desk, payment: Payment, *, status: int = 200, has_left: bool = False) -> web.Response:
    amount = in_words(payment.amount, payment.currency)
    rows = {"Seller": desk.shop, "For": ", ".join(_things(payment)), "Reference": payment.reference}
    listed = "".join(f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in rows.items() if text)
    if payment.is_waiting and not has_left:
        wrong = f'<p class="wrong" role="alert">{escape(payment.reason)} Try another way.</p>' if payment.reason else ""
        rest = wrong + f"<section>{_choices(amount)}</section>"
    else:
        words = "You have left. Nothing was paid." if has_left else CLOSED[payment.status]
        rest = f'<p role="status">{words} You can close this page.</p>'
    title = f"Pay {desk.shop} with {TITLES[payment.provider]}"
    body = f'<h1>{escape(title)}</h1><p class="amount">{amount}</p><section><dl>{listed}</dl></section>{rest}'
    return _html(f"{title}: {amount}", body, status=status)


def _things(payment: Payment) -> list[str]:
    if payment.provider == "stripe":
        items = payment.given["line_items"]
        return [f"{item['quantity']} × {item['price_data']['product_data']['name']}" for item in items]
    title = payment.given.get("customizations", {}).get("title") or payment.given.get("label")
    return [title] if title else []


def _choices(amount: str) -> str:
    return f"""<form method="post">
<button class="first" name="how" value="pay">Pay {amount}</button>
<button name="how" value="fail">Pay with a card that is refused</button>
<div class="later"><label for="seconds">Pay by a transfer that arrives after so many seconds</label>
<input id="seconds" name="seconds" type="number" min="0" max="{LONGEST_DELAY:.0f}" value="{till.DELAY_SECONDS:.0f}">
<button name="how" value="delay">Pay later</button></div>
<button name="how" value="abandon">Leave without paying</button>
</form>"""


def _html(title: str, body: str, *, status: int = 200) -> web.Response:
    head = '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    head += f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
    head += f"<style>{STYLE}</style></head>"
    note = '<p class="note">Sandbox: no money moves</p>'
    text = f"{head}<body>{note}<main>{body}</main></body></html>"
    return web.Response(text=text, status=status, content_type="text/html", headers={"Cache-Control": "no-store"})
