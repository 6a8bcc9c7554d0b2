"""Signatures by Standard Webhooks: the scheme's own example, several at once, and secrets that differ."""

import base64
import uuid

from modiste.shop.webhooks.signing import secret_of, shown_secret, sign_message, signed_headers

KEY = "a signing key of more than thirty-two characters"
ENDPOINT = uuid.UUID(int=1)


def test_the_example_of_the_scheme_is_signed_as_it_says() -> None:
    secret = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    signed = sign_message(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_each_secret_signs_and_the_signatures_stand_side_by_side() -> None:
    headers = signed_headers([b"new" * 8, b"old" * 8], "msg_1", 1_700_000_000, b"{}")
    new, old = headers["webhook-signature"].split(" ")
    assert (new, old) == tuple(sign_message(key * 8, "msg_1", 1_700_000_000, b"{}") for key in (b"new", b"old"))
    assert (headers["webhook-id"], headers["webhook-timestamp"]) == ("msg_1", "1700000000")


def test_the_id_the_time_and_every_byte_are_signed() -> None:
    signatures = {
        sign_message(b"s" * 32, "msg_1", 1, b"{}"),
        sign_message(b"s" * 32, "msg_2", 1, b"{}"),
        sign_message(b"s" * 32, "msg_1", 2, b"{}"),
        sign_message(b"s" * 32, "msg_1", 1, b"{} "),
        sign_message(b"t" * 32, "msg_1", 1, b"{}"),
    }
    assert len(signatures) == 5


def test_a_secret_is_of_one_shop_one_endpoint_and_one_rotation() -> None:
    secrets = {
        secret_of(KEY, ENDPOINT, 1),
        secret_of(KEY, ENDPOINT, 2),
        secret_of(KEY, uuid.UUID(int=2), 1),
        secret_of(KEY[::-1], ENDPOINT, 1),
    }
    assert len(secrets) == 4
    assert secret_of(KEY, ENDPOINT, 1) in secrets, "the same each time"
    shown = shown_secret(secret_of(KEY, ENDPOINT, 1))
    assert shown.startswith("whsec_") and len(base64.b64decode(shown[6:])) == 32
