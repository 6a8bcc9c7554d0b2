"""Random ids, hashes and signed statements: the only place that knows how they are made."""

import base64
import hashlib
import hmac
import json
import secrets
import uuid
from datetime import timedelta
from typing import Any

import jwt
import uuid_utils

from modiste.shop.kit import clock
from modiste.shop.kit.errors import Unauthenticated

ALGORITHM = "HS256"
ISSUER = "modiste"


class BadToken(Unauthenticated):
    """The token is forged, expired, of another kind or meant for somebody else."""

    title = "This token does not hold: sign in again"


def new_id() -> uuid.UUID:
    """A UUIDv7 (RFC 9562): random, yet ordered by time so that indexes stay compact."""
    return uuid.UUID(bytes=uuid_utils.uuid7().bytes)


def new_secret() -> str:
    """256 random bits for a refresh token or a key."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """SHA-256 of a random secret, hex: what is stored in its place."""
    return hashlib.sha256(secret.encode()).hexdigest()


def sign_claims(key: str, claims: dict[str, Any], *, typ: str, audience: str, seconds: int) -> str:
    """A JWT (RFC 7519) of `claims` that lives for `seconds`."""
    moment = clock.now()
    body = claims | {
        "iss": ISSUER,
        "aud": audience,
        "typ": typ,
        "iat": moment,
        "exp": moment + timedelta(seconds=seconds),
        "jti": secrets.token_hex(8),
    }
    return jwt.encode(body, key, algorithm=ALGORITHM)


def read_claims(key: str, token: str, *, typ: str, audience: str) -> dict[str, Any]:
    """The claims of a JWT; raises BadToken unless signature, life, issuer, audience and kind hold."""
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=[ALGORITHM],
            audience=audience,
            issuer=ISSUER,
            options={"require": ["exp", "iat", "iss", "aud", "sub", "jti"]},
        )
    except jwt.InvalidTokenError as error:
        raise BadToken from error
    if claims.get("typ") != typ:
        raise BadToken
    return claims


def signature(key: str, *parts: str) -> str:
    """A URL-safe HMAC-SHA256 over `parts`, for signed URLs."""
    message = json.dumps(parts).encode()  # unlike joined text, no two lists of parts look the same
    return base64.urlsafe_b64encode(hmac.digest(key.encode(), message, "sha256")).rstrip(b"=").decode()


def is_same(left: str, right: str) -> bool:
    """Compare two secrets in constant time."""
    return hmac.compare_digest(left.encode(), right.encode())
