"""Web push (RFC 8030): a message encrypted for one browser (RFC 8291), signed as ours (RFC 8292), as a request.

No socket is opened here; the request goes through `kit.fetch`, because a browser's endpoint is an address that somebody
gave us. Its body is a declarative push message, which newer browsers show without a service worker.
"""

import base64
import binascii
import json
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from urllib.parse import urlsplit

import http_ece
import jwt
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from modiste.shop.kit import clock
from modiste.shop.kit.errors import Invalid, NotFound, Unavailable
from modiste.shop.kit.fetch.base import Answer, Policy, Request
from modiste.shop.kit.settings import Settings

CURVE = ec.SECP256R1()
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256 (SEC 2, section 2.4.2)
POINT, SECRET = 65, 16  # bytes of a browser's public key (uncompressed) and of its shared secret
KEPT_FOR = 24 * 3600  # seconds that a push service keeps a message for a browser that is off
LONGEST = 3_000  # bytes of a message: a push service takes 4,096 after encryption (RFC 8030, section 7.2)
DECLARATIVE = 8030  # the number that marks a declarative push message


class BadSubscription(Invalid):
    """The browser's address or keys cannot be pushed to."""

    title = "This is no push subscription of a browser"


class PushGone(NotFound):
    """The browser's subscription has ended: it will never take a message again."""

    title = "This browser is no longer subscribed"


class PushRefused(Invalid):
    """The push service does not take this message, now or later."""

    title = "The push service does not take this message"


class PushUnavailable(Unavailable):
    """The push service does not answer, or asks us to come again."""

    title = "The push service does not answer at the moment"


class PushSettings(BaseSettings):
    """`MODISTE_PUSH_…`: who we are to push services."""

    model_config = SettingsConfigDict(env_prefix="MODISTE_PUSH_", env_file=".env", extra="ignore", frozen=True)

    private_key: SecretStr = Field(SecretStr(""), description="32 bytes, base64url; empty: made of the secret key.")
    contact: str = Field("", description="mailto:… or https://… for push services; empty: the public URL.")


@dataclass(frozen=True)
class PushKeys:
    """The shop's key pair (VAPID); browsers subscribe to the public half."""

    private_key: ec.EllipticCurvePrivateKey = field(repr=False)
    contact: str

    @cached_property
    def public_key(self) -> str:
        """As browsers want it for `applicationServerKey`."""
        return _text(self.private_key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))

    def authorization(self, endpoint: str) -> str:
        """The header that proves to the endpoint's push service, and to no other, that a message is ours."""
        url = urlsplit(endpoint)
        claims = {"aud": f"https://{url.netloc}", "exp": clock.now() + timedelta(hours=12), "sub": self.contact}
        return f"vapid t={jwt.encode(claims, self.private_key, algorithm='ES256')}, k={self.public_key}"


@dataclass(frozen=True, slots=True)
class Browser:
    """Where a browser is pushed to, and the keys that only it can open; made by `browser_of`."""

    endpoint: str
    public_key: str
    auth: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PushMessage:
    """What a browser shows: `id` replaces an earlier message of that id, `navigate` is the full address it opens."""

    id: str
    title: str
    body: str
    navigate: str


def open_push_keys(settings: Settings) -> PushKeys:
    """The shop's key pair: the one of the settings, or one that follows from the shop's secret key, so that every
    process has the same and nothing else needs to be kept. Raises ValueError."""
    chosen = PushSettings()
    given = chosen.private_key.get_secret_value()
    if given:
        number = int.from_bytes(_bytes(given))
    else:  # 16 bytes more than needed: the remainder favours no number (FIPS 186-5, A.2.1)
        derived = HKDF(hashes.SHA256(), 48, salt=None, info=b"modiste web push").derive(settings.signing_key.encode())
        number = int.from_bytes(derived) % (ORDER - 1) + 1
    return PushKeys(ec.derive_private_key(number, CURVE), chosen.contact or settings.public_url)


def browser_of(endpoint: str, public_key: str, auth: str) -> Browser:
    """A browser's subscription, checked; raises BadSubscription."""
    try:
        url = urlsplit(endpoint)
        is_address = url.scheme == "https" and url.hostname and not url.username and url.port in (None, 443)
        point, secret = _bytes(public_key), _bytes(auth)
        ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point)
    except ValueError as error:  # binascii.Error is one
        raise BadSubscription from error
    if not is_address or not endpoint.isascii() or not endpoint.isprintable() or " " in endpoint:
        raise BadSubscription("The endpoint must be an https address")
    if len(point) != POINT or len(secret) != SECRET:
        raise BadSubscription("The keys have the wrong length")
    return Browser(endpoint, _text(point), _text(secret))


def build_push(browser: Browser, message: PushMessage, keys: PushKeys) -> tuple[Request, Policy]:
    """The request that hands `message` over for `browser`, and how often its push service may be asked."""
    sealed = http_ece.encrypt(
        _body_of(message),
        private_key=ec.generate_private_key(CURVE),
        dh=_bytes(browser.public_key),
        auth_secret=_bytes(browser.auth),
        version="aes128gcm",
    )
    headers = {
        "Authorization": keys.authorization(browser.endpoint),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(KEPT_FOR),
        "Urgency": "normal",
        "Topic": message.id,  # sent twice, a message that still waits replaces itself (RFC 8030, section 5.4)
    }
    request = Request(browser.endpoint, "POST", headers, sealed, accepts=("*/*",), largest=64 * 1024)
    host = urlsplit(browser.endpoint).hostname
    return request, Policy(f"push:{host}", per_second=50, burst=50, concurrency=8, seconds=10)


def check_push_answer(answer: Answer) -> None:
    """Nothing when the message was taken; raises PushGone, PushRefused, PushUnavailable."""
    status = answer.status
    if 200 <= status < 300:
        return
    if status in (404, 410):
        raise PushGone
    if status == 429 or status >= 500:
        wait = answer.headers.get("retry-after", "")
        raise PushUnavailable(f"The push service answers {status}", retry_after=int(wait) if wait.isdigit() else 60)
    raise PushRefused(f"The push service answers {status}")


def _body_of(message: PushMessage) -> bytes:
    """The declarative message; a body too long for push services is cut, the inbox has it whole."""
    body = message.body
    while True:
        shown = {"title": message.title, "body": body, "navigate": message.navigate, "tag": message.id}
        packed = json.dumps({"web_push": DECLARATIVE, "notification": shown}, ensure_ascii=False).encode()
        if len(packed) <= LONGEST or not body:
            return packed
        body = body[: len(body) * 3 // 4]


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    padded = text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4)
    try:
        return base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeError) as error:
        raise ValueError("no base64url") from error
