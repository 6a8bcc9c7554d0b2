"""Tokens that open an interface for a while; their end stands in them, so a restarted street knows them."""

import hashlib
import hmac
import time

from modiste.sandbox.street import CLIENT_SECRET

SECONDS = 7200


def mint_token(name: str, *, seconds: int = SECONDS) -> str:
    """A token of the shop `name`."""
    until = str(int(time.time()) + seconds)
    return f"{until}.{_signature(name, until)}"


def is_valid(name: str, token: str) -> bool:
    """Whether `token` is one of ours and has not ended."""
    until, _, signature = token.partition(".")
    is_ours = hmac.compare_digest(signature.encode(), _signature(name, until).encode())
    return is_ours and until.isdecimal() and time.time() < int(until)


def _signature(name: str, until: str) -> str:
    return hmac.new(CLIENT_SECRET.encode(), f"{name} {until}".encode(), hashlib.sha256).hexdigest()
