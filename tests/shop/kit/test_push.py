"""Web push: only the browser can read it, only we can have sent it, and what a push service says is understood."""

from pathlib import Path

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from modiste.shop.kit.fetch.base import Answer
from modiste.shop.kit.push import (
    BadSubscription,
    Browser,
    PushGone,
    PushMessage,
    PushRefused,
    PushUnavailable,
    browser_of,
    build_push,
    check_push_answer,
    open_push_keys,
)
from modiste.shop.kit.settings import Settings
from tests.shop.kit.browsers import PushedBrowser, encoded

MESSAGE = PushMessage("0" * 32, "Linen dress now costs 48.90 EUR", "Size M, at Atelier — today", "https://shop/items/1")


def settings_of(folder: Path, secret: str = "a-test-secret-of-more-than-32-characters") -> Settings:
    return Settings(_env_file=None, data_dir=folder, secret_key=secret, public_url="https://shop.example")


def subscription(browser: PushedBrowser) -> Browser:
    return browser_of(browser.endpoint, browser.point, browser.auth)


def test_only_the_browser_reads_what_it_is_sent(tmp_path: Path) -> None:
    browser = PushedBrowser()
    request, policy = build_push(subscription(browser), MESSAGE, open_push_keys(settings_of(tmp_path)))
    told = browser.opened(request.body)
    assert told["web_push"] == 8030
    assert told["notification"] == {
        "title": MESSAGE.title,
        "body": MESSAGE.body,
        "navigate": MESSAGE.navigate,
        "tag": MESSAGE.id,
    }
    assert (request.method, request.url) == ("POST", browser.endpoint)
    assert (request.headers["Content-Encoding"], request.headers["Topic"]) == ("aes128gcm", MESSAGE.id)
    assert policy.name == "push:push.example"


def test_a_message_is_signed_for_its_push_service_alone(tmp_path: Path) -> None:
    keys = open_push_keys(settings_of(tmp_path))
    request, _ = build_push(subscription(PushedBrowser("https://push.example:443/abc")), MESSAGE, keys)
    scheme, token, public = request.headers["Authorization"].replace(",", "").split()
    claims = jwt.decode(
        token[2:], keys.private_key.public_key(), algorithms=["ES256"], audience="https://push.example:443"
    )
    assert (scheme, public) == ("vapid", f"k={keys.public_key}")
    assert claims["sub"] == "https://shop.example"


def test_a_long_body_is_cut_to_what_push_services_take(tmp_path: Path) -> None:
    browser = PushedBrowser()
    long = PushMessage("0" * 32, "é" * 200, "€" * 1000, "https://shop/items/1")
    request, _ = build_push(subscription(browser), long, open_push_keys(settings_of(tmp_path)))
    assert len(request.body) <= 4096
    assert browser.opened(request.body)["notification"]["title"] == long.title


def test_the_keys_follow_from_the_secret_key_or_are_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, again = open_push_keys(settings_of(tmp_path)), open_push_keys(settings_of(tmp_path / "other"))
    assert first.public_key == again.public_key
    assert (
        first.public_key
        != open_push_keys(settings_of(tmp_path, "another-secret-of-more-than-32-characters")).public_key
    )
    given = ec.derive_private_key(7, ec.SECP256R1())
    monkeypatch.setenv("MODISTE_PUSH_PRIVATE_KEY", encoded((7).to_bytes(32)))
    monkeypatch.setenv("MODISTE_PUSH_CONTACT", "mailto:hello@shop.example")
    chosen = open_push_keys(settings_of(tmp_path))
    assert chosen.private_key.private_numbers() == given.private_numbers()
    assert chosen.contact == "mailto:hello@shop.example"


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example/a",
        "https://",
        "https://user@push.example/a",
        "https://push.example:8443/a",
        "https://push.example/a b",
        "https://push.example/ü",
        "https://push.example:port/a",
        "javascript:alert(1)",
        "",
    ],
)
def test_refuses_an_endpoint_that_is_no_https_address(endpoint: str) -> None:
    browser = PushedBrowser()
    with pytest.raises(BadSubscription):
        browser_of(endpoint, browser.point, browser.auth)


def test_refuses_keys_that_no_browser_has() -> None:
    browser = PushedBrowser()
    off_the_curve = encoded(b"\x04" + b"\x01" * 64)
    compressed = encoded(b"\x02" + (5).to_bytes(32))
    for point, auth in [
        (off_the_curve, browser.auth),
        (compressed, browser.auth),
        ("", browser.auth),
        ("?" * 87, browser.auth),
        ("ü", browser.auth),
        (browser.point, encoded(b"\x01" * 15)),
        (browser.point, ""),
    ]:
        with pytest.raises(BadSubscription):
            browser_of(browser.endpoint, point, auth)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (404, PushGone),
        (410, PushGone),
        (429, PushUnavailable),
        (503, PushUnavailable),
        (400, PushRefused),
        (413, PushRefused),
    ],
)
def test_understands_what_a_push_service_says(status: int, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        check_push_answer(Answer(status, {}, b"", "https://push.example"))


def test_waits_as_long_as_a_push_service_asks() -> None:
    with pytest.raises(PushUnavailable) as refused:
        check_push_answer(Answer(429, {"retry-after": "120"}, b"", "https://push.example"))
    assert refused.value.retry_after == 120
    assert check_push_answer(Answer(201, {}, b"", "https://push.example")) is None  # type: ignore[func-returns-value]
