"""One attempt on the wire, through the door to the open web, and what came of it."""

import time
from concurrent.futures import CancelledError

from modiste.shop.kit import clock
from modiste.shop.kit.fetch.base import FetchFailed
from modiste.shop.kit.fetch.fetcher import Fetcher
from modiste.shop.webhooks.sending import NOT_ASKED, SHOWN, Letter, Outcome


def post_letter(fetcher: Fetcher, letter: Letter) -> Outcome:
    """Send a letter and wait for the answer, as long as its policy says; redirects are not followed."""
    at, began = clock.now(), time.monotonic()
    try:
        answer = fetcher.run({0: fetcher.fetch(letter.request, letter.policy)}, seconds=letter.policy.seconds)[0]
    except CancelledError:  # the process ends: nobody knows whether it arrived
        return Outcome(at, 0, put_off=1.0)
    took = round((time.monotonic() - began) * 1000)
    if isinstance(answer, FetchFailed):
        put_off = float(max(1, answer.retry_after)) if answer.kind in NOT_ASKED else 0.0
        return Outcome(at, took, error=answer.kind, put_off=put_off)
    shown = answer.body.decode("utf-8", "replace").replace("\x00", "\ufffd")[:SHOWN]
    return Outcome(at, took, status=answer.status, answer=shown)
