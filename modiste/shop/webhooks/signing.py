"""Standard Webhooks: how a message is signed, and the secrets that it is signed with.

A secret is derived (HKDF, RFC 5869) from the shop's signing key, the endpoint's id and the number of the rotation.
Kept in the database it would be worth as much as the key to whoever reads a backup, and encrypting it would need a key
that lies beside the signing key; derived, there is nothing to keep, to lose or to back up. What it costs: a shop that
changes its signing key gives every endpoint a new secret.
"""

import base64
import hmac
import uuid
from collections.abc import Iterable

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PREFIX = "whsec_"
SECRET_BYTES = 32  # the scheme wants 24 to 64


def secret_of(signing_key: str, endpoint_id: uuid.UUID, rotation: int) -> bytes:
    """The secret that an endpoint has after so many rotations."""
    purpose = f"modiste webhook {endpoint_id} {rotation}".encode()
    return HKDF(hashes.SHA256(), SECRET_BYTES, salt=None, info=purpose).derive(signing_key.encode())


def shown_secret(secret: bytes) -> str:
    """A secret as its owner is shown it: `whsec_…`."""
    return PREFIX + base64.b64encode(secret).decode()


def sign_message(secret: bytes, message_id: str, timestamp: int, body: bytes) -> str:
    """One signature: `v1,…`."""
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(secret, signed, "sha256")).decode()


def signed_headers(secrets: Iterable[bytes], message_id: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The headers that a message goes with, signed with each of the secrets."""
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(sign_message(secret, message_id, timestamp, body) for secret in secrets),
    }
