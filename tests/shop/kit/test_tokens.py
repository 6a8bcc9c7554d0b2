"""Ids, hashes and signed statements hold, and forged ones do not."""

import base64
import json
from datetime import timedelta
from typing import Any

import jwt
import pytest
import time_machine

from modiste.shop.kit import clock, tokens
from modiste.shop.kit.tokens import BadToken, read_claims, sign_claims

KEY = "k" * 32


def token(**more: Any) -> str:
    return sign_claims(KEY, {"sub": "7"}, **({"typ": "access", "audience": "shop", "seconds": 60} | more))


def read(signed: str) -> dict[str, Any]:
    return read_claims(KEY, signed, typ="access", audience="shop")


def test_claims_come_back_as_they_were_signed() -> None:
    claims = read(token())
    assert (claims["sub"], claims["typ"], claims["aud"], claims["iss"]) == ("7", "access", "shop", "modiste")


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "nonsense",
        "a.b.c",
        "é.é.é",
        token(typ="refresh"),
        token(audience="elsewhere"),
        sign_claims("x" * 32, {"sub": "7"}, typ="access", audience="shop", seconds=60),
        sign_claims(KEY, {}, typ="access", audience="shop", seconds=60),
        jwt.encode({"sub": "7", "typ": "access", "aud": "shop", "iss": "modiste"}, KEY, algorithm="HS256"),
        token()[:-2],
        token() + "x",
        token().replace(".", "", 1),
    ],
)
def test_a_forged_token_does_not_hold(forged: str) -> None:
    with pytest.raises(BadToken):
        read(forged)


def test_no_other_algorithm_is_taken() -> None:
    header, body, _ = token().split(".")
    none = base64.urlsafe_b64encode(json.dumps({"alg": "none", "typ": "JWT"}).encode()).rstrip(b"=").decode()
    longer = jwt.encode(jwt.decode(token(), options={"verify_signature": False}), KEY * 2, algorithm="HS512")
    for forged in (f"{none}.{body}.", f"{none}.{body}.x", f"{header}.{body}.", longer):
        with pytest.raises(BadToken):
            read(forged)


def test_a_token_ends() -> None:
    signed = token(seconds=60)
    with time_machine.travel(clock.now() + timedelta(seconds=59), tick=False):
        assert read(signed)["sub"] == "7"
    with time_machine.travel(clock.now() + timedelta(seconds=61), tick=False), pytest.raises(BadToken):
        read(signed)


def test_ids_are_ordered_by_time_and_never_meet() -> None:
    made = [tokens.new_id() for _ in range(10_000)]
    assert len(set(made)) == len(made)
    assert made == sorted(made)
    assert {one.version for one in made} == {7}


def test_secrets_are_long_and_stored_as_their_digest() -> None:
    secrets = {tokens.new_secret() for _ in range(1000)}
    assert len(secrets) == 1000
    assert min(len(secret) for secret in secrets) == 43
    assert len(tokens.digest("x")) == 64


def test_a_signature_is_bound_to_each_part() -> None:
    assert tokens.signature(KEY, "a", "b") != tokens.signature(KEY, "a\n", "b")
    assert tokens.signature(KEY, "a", "b") != tokens.signature(KEY, "ab")
    assert tokens.signature(KEY, "a\nb") != tokens.signature(KEY, "a", "b")
    assert tokens.is_same(tokens.signature(KEY, "a"), tokens.signature(KEY, "a"))
    assert not tokens.is_same("é", "e")
