"""Webhooks signed as the three providers sign them, and forged in the ways that somebody might try."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable

from modiste.sandbox.payments.keys import WEBHOOK_SECRETS

HEADER = {"stripe": "Stripe-Signature", "paystack": "x-paystack-signature", "flutterwave": "verif-hash"}
STALE_SECONDS = 3600
Headers = dict[str, str]


def signed(provider: str, body: bytes, *, secret: str | None = None, at: float | None = None) -> Headers:
    """The header that proves `body` to be the provider's; `at` (Unix seconds) for Stripe, which signs the time too."""
    secret = WEBHOOK_SECRETS[provider] if secret is None else secret
    return {HEADER[provider]: _SIGNERS[provider](secret, body, int(time.time() if at is None else at))}


def _stripe(secret: str, body: bytes, at: int) -> str:
    return f"t={at},v1={_hmac(secret, str(at).encode() + b'.' + body, hashlib.sha256)}"


def _paystack(secret: str, body: bytes, _at: int) -> str:
    return _hmac(secret, body, hashlib.sha512)


def _flutterwave(secret: str, _body: bytes, _at: int) -> str:
    return secret  # the hash in the dashboard, as it stands


def _hmac(secret: str, text: bytes, method: Callable[[], object]) -> str:
    return hmac.new(secret.encode(), text, method).hexdigest()  # type: ignore[arg-type]


_SIGNERS = {"stripe": _stripe, "paystack": _paystack, "flutterwave": _flutterwave}


def forged(provider: str, body: bytes, kind: str) -> tuple[bytes, Headers]:
    """A body and headers that a shop must refuse. Raises KeyError for a kind that the provider has not."""
    return forgeries_of(provider)[kind](provider, body)


def forgeries_of(provider: str) -> dict[str, "Forgery"]:
    """The kinds of forgery, by name; where nothing but a fixed word proves a webhook, its body cannot be forged."""
    kinds = dict(_ANYWHERE)
    kinds |= _OF_A_SIGNED_BODY if provider != "flutterwave" else _OF_THE_OTHER_SIGNATURE
    if provider == "stripe":
        kinds |= _OF_A_SIGNED_TIME
    return kinds


Forgery = Callable[[str, bytes], tuple[bytes, Headers]]


def _with(change: Callable[[str], str]) -> Forgery:
    """The right signature, changed."""

    def forge(provider: str, body: bytes) -> tuple[bytes, Headers]:
        return body, {HEADER[provider]: change(signed(provider, body)[HEADER[provider]])}

    return forge


def _by(secret: str) -> Forgery:
    return lambda provider, body: (body, signed(provider, body, secret=secret))


def _of_another(provider: str, body: bytes) -> tuple[bytes, Headers]:
    """Rightly signed, as another provider does it."""
    return body, signed("paystack" if provider != "paystack" else "stripe", body)


def _in_another_header(provider: str, body: bytes) -> tuple[bytes, Headers]:
    return body, {"x-signature": signed(provider, body)[HEADER[provider]]}


def _changed(old: bytes, new: bytes) -> Forgery:
    """Signed first, changed afterwards; a body without `old` grows a blank, which is a change as well."""

    def forge(provider: str, body: bytes) -> tuple[bytes, Headers]:
        changed = body.replace(old, new)
        return (changed if changed != body else body + b" "), signed(provider, body)

    return forge


def _by_method(provider: str, body: bytes) -> tuple[bytes, Headers]:
    """Signed with the right secret by the other provider's method."""
    secret, at = WEBHOOK_SECRETS[provider], int(time.time())
    if provider == "stripe":
        return body, {HEADER[provider]: f"t={at},v1={_hmac(secret, f'{at}.'.encode() + body, hashlib.sha512)}"}
    return body, {HEADER[provider]: _hmac(secret, body, hashlib.sha256)}


def _in_base64(provider: str, body: bytes) -> tuple[bytes, Headers]:
    """The right digest in another form."""
    before, separator, digest = signed(provider, body)[HEADER[provider]].rpartition("v1=")
    return body, {HEADER[provider]: before + separator + base64.b64encode(bytes.fromhex(digest)).decode()}


def _written_anew(provider: str, body: bytes) -> tuple[bytes, Headers]:
    """The signature of the same JSON in other bytes, as a careless shop would compute it."""
    forms = (json.dumps(json.loads(body), indent=indent).encode() for indent in (None, 1))
    return body, signed(provider, next(one for one in forms if one != body))


def _v4(
    method: Callable[[], object], *, more: bytes = b"", form: Callable[[bytes], bytes] = base64.b64encode
) -> Forgery:
    """Flutterwave's other header, which signs the body, nearly right."""

    def forge(provider: str, body: bytes) -> tuple[bytes, Headers]:
        digest = bytes.fromhex(_hmac(WEBHOOK_SECRETS[provider], body + more, method))
        return body, {"flutterwave-signature": form(digest).decode()}

    return forge


def _at(seconds: float) -> Forgery:
    return lambda provider, body: (body, signed(provider, body, at=time.time() + seconds))


_ANYWHERE: dict[str, Forgery] = {
    "no_signature": lambda _provider, body: (body, {}),
    "empty_signature": _with(lambda _: ""),
    "wrong_secret": _by("another secret"),
    "empty_secret": _by(""),
    "cut_signature": _with(lambda right: right[:-1]),
    "long_signature": _with(lambda right: right + "0"),
    "last_digit": _with(lambda right: right[:-1] + ("0" if right[-1] != "0" else "1")),
    "not_ascii": _with(lambda right: right[:-1] + "é"),
    "other_provider": _of_another,
    "other_header": _in_another_header,
}
_OF_A_SIGNED_BODY: dict[str, Forgery] = {
    "changed_amount": _changed(b'"amount":', b'"amount":9'),
    "changed_id": _changed(b'"id":', b'"id" :'),
    "body_of_another": lambda provider, body: (body, signed(provider, body + b" ")),
    "other_method": _by_method,
    "other_form": _in_base64,
    "written_anew": _written_anew,
}
_OF_THE_OTHER_SIGNATURE: dict[str, Forgery] = {
    "other_method": _v4(hashlib.sha512),
    "other_form": _v4(hashlib.sha256, form=lambda digest: digest.hex().encode()),
    "body_of_another": _v4(hashlib.sha256, more=b" "),
}
_OF_A_SIGNED_TIME: dict[str, Forgery] = {
    "stale": _at(-STALE_SECONDS),
    "from_the_future": _at(STALE_SECONDS),
    "old_scheme": _with(lambda right: right.replace("v1=", "v0=")),
    "no_time": _with(lambda right: right.partition(",")[2]),
    "time_is_no_number": _with(lambda right: "t=soon," + right.partition(",")[2]),
}
