"""Every file in the folder is a vendor's and keeps what `base.py` promises: a new one is tested by lying there."""

import importlib
import json
import os
import pickle
from collections.abc import Iterator

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modiste.matching.currencies import ISO_CODES
from modiste.shop.doctor import _vendors
from modiste.shop.kit.errors import Unavailable
from modiste.shop.prices.vendors.base import Question, Vendor
from modiste.shop.prices.vendors.choice import (
    UnfitVendorSettings,
    list_interfaces,
    open_all,
)
from modiste.shop.prices.vendors.guards import DEAREST, link_of
from tests.conftest import REPOSITORY
from tests.shop.prices.vendors.answers import answer

PEM = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
    Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
)
SHOP = {"name": "one", "title": "One", "url": "https://one.example"}
FIELDS = {"id": "id", "title": "title", "url": "url", "price": "price"}
SWITCHED_ON = {  # the settings that switch each interface on
    "amazon": {
        "MODISTE_AMAZON_CLIENT_ID": "id",
        "MODISTE_AMAZON_CLIENT_SECRET": "hush-amazon",
        "MODISTE_AMAZON_PARTNER_TAG": "tag-20",
    },
    "ebay": {"MODISTE_EBAY_CLIENT_ID": "id", "MODISTE_EBAY_CLIENT_SECRET": "hush-ebay"},
    "google_merchant": {"MODISTE_MERCHANT_FEEDS": json.dumps([SHOP])},
    "json_api": {"MODISTE_JSON_SHOPS": json.dumps([SHOP | {"list": "items", "fields": FIELDS, "currency": "EUR"}])},
    "shopify": {"MODISTE_SHOPIFY_SHOPS": json.dumps([SHOP | {"currency": "EUR"}])},
    "walmart": {"MODISTE_WALMART_CONSUMER_ID": "id", "MODISTE_WALMART_PRIVATE_KEY": PEM.decode()},
    "webpage": {"MODISTE_PAGE_SHOPS": json.dumps([SHOP | {"search": "https://one.example/s?q={text}"}])},
    "woocommerce": {"MODISTE_WOOCOMMERCE_SHOPS": json.dumps([SHOP])},
}
ASKED = Question("Merino Cardigan", brand="Lumi", gtin="036000291452", country="US", postcode="10001")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
NAMES = (
    "items itemSummaries products resources results prices price variants id title name handle itemId searchResult "
    "offersV2 listings money amount currency value options option1 shippingOptions shippingCost list errors code"
).split()
SHAPED = st.recursive(
    VALUES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=8),
    max_leaves=30,
)


@pytest.fixture(autouse=True)
def no_vendors(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No settings but those of the test: neither the shell's nor a `.env`."""
    monkeypatch.chdir(tmp_path_factory.mktemp("empty"))
    for name in [name for name in os.environ if name.startswith("MODISTE_")]:
        monkeypatch.delenv(name)


@pytest.fixture(params=list_interfaces())
def vendor(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Vendor]:
    assert request.param in SWITCHED_ON, "add the settings that switch it on to SWITCHED_ON"
    for name, value in SWITCHED_ON[request.param].items():
        monkeypatch.setenv(name, value)
    (opened,) = open_all().on
    yield opened


def test_every_interface_is_off_until_it_is_set_up_and_says_what_is_missing() -> None:
    vendors = open_all()
    assert vendors.on == ()
    assert [name for name, _ in vendors.off] == list_interfaces()
    for name, what_is_missing in vendors.off:
        assert "MODISTE_" in what_is_missing, name
        assert importlib.import_module(f"modiste.shop.prices.vendors.{name}").__doc__


def test_every_setting_is_documented() -> None:
    page = (REPOSITORY / "docs" / "how-to" / "connect-vendors.md").read_text()
    for name in list_interfaces():
        settings_of = importlib.import_module(f"modiste.shop.prices.vendors.{name}").Settings
        names = {f"{settings_of.model_config['env_prefix']}{field}".upper() for field in settings_of.model_fields}
        assert {setting for setting in names if f"`{setting}`" not in page} == set()


def test_a_vendor_is_named_and_polite(vendor: Vendor) -> None:
    assert vendor.name and len(vendor.name) <= 80
    assert vendor.title and len(vendor.title) <= 120
    assert 0 < vendor.policy.per_second <= 10
    assert vendor.terms.longest_age >= 3600


def test_requests_go_where_the_settings_say_over_https(vendor: Vendor) -> None:
    requests = vendor.build_requests(ASKED, token="t")
    assert requests
    for request in requests:
        assert link_of(request.url) and request.url.startswith("https://")
        assert request.is_page is (vendor.name == "page:one")
        assert all("\n" not in value and "\r" not in value for value in request.headers.values())


def test_secrets_stand_in_no_address_and_in_no_text(vendor: Vendor) -> None:
    token_request = vendor.token_request()
    urls = [request.url for request in vendor.build_requests(ASKED, token="secret-token")]
    shown = " ".join([*urls, repr(vendor), token_request.url if token_request else ""])
    assert not any(secret in shown for secret in ("hush-ebay", "hush-amazon", "secret-token", "PRIVATE KEY"))


@pytest.mark.parametrize("status", [301, 400, 401, 403, 429, 500, 503])
def test_a_status_that_is_no_answer_is_an_error(vendor: Vendor, status: int) -> None:
    (request, *_) = vendor.build_requests(Question("Cardigan", country="US"), token="t")
    with pytest.raises(Unavailable):
        vendor.parse(answer("<html>busy</html>", request.url, status=status), Question("Cardigan", country="US"))


@pytest.mark.parametrize("body", [b"", b"\xff\x00", b"[" * 100_000, b"null", b"[]", b"{}", b'"x"', b"7", b"<html>"])
def test_rubbish_holds_no_offers(vendor: Vendor, body: bytes) -> None:
    (request, *_) = vendor.build_requests(ASKED, token="t")
    try:
        offers = vendor.parse(answer(body, request.url), ASKED).offers
    except Unavailable:
        offers = ()
    assert offers == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(body=SHAPED)
def test_whatever_json_comes_only_sound_offers_leave(vendor: Vendor, body: object) -> None:
    (request, *_) = vendor.build_requests(ASKED, token="t")
    try:
        findings = vendor.parse(answer(body, request.url), ASKED)
    except Unavailable:
        return
    assert all(0 < offer.price <= DEAREST and offer.currency in ISO_CODES for offer in findings.offers)
    assert all(link_of(offer.url) and offer.title for offer in findings.offers)
    assert len(findings.next_requests) <= 5


def test_what_parses_pages_can_be_sent_to_another_process(vendor: Vendor) -> None:
    (request, *_) = vendor.build_requests(ASKED, token="t")
    if not vendor.parses_pages:
        assert vendor.name.partition(":")[0] not in ("page", "merchant")
        return
    sent: Vendor = pickle.loads(pickle.dumps(vendor))
    empty = answer("<rss></rss>", request.url)
    assert sent.parse(empty, ASKED) == vendor.parse(empty, ASKED)


def test_an_interface_without_tokens_says_so(vendor: Vendor) -> None:
    if vendor.token_request() is None:
        with pytest.raises(Unavailable):
            vendor.parse_token(answer({"access_token": "t"}))
    else:
        assert vendor.parse_token(answer({"access_token": "t", "expires_in": 60})).seconds == 60


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"MODISTE_EBAY_CLIENT_ID": "id"}, "ebay .* belong together"),
        ({"MODISTE_EBAY_MARKETPLACES": '["ebay.de"]'}, "ebay .*marketplaces"),
        ({"MODISTE_SHOPIFY_SHOPS": "not json"}, "shopify"),
        ({"MODISTE_SHOPIFY_SHOPS": json.dumps([SHOP])}, "shopify .*currency"),
        ({"MODISTE_WOOCOMMERCE_SHOPS": json.dumps([SHOP | {"url": "ftp://x"}])}, "woocommerce .*http or https"),
        ({"MODISTE_WOOCOMMERCE_SHOPS": json.dumps([SHOP, SHOP])}, "called woocommerce:one"),
        ({"MODISTE_WALMART_CONSUMER_ID": "x", "MODISTE_WALMART_PRIVATE_KEY": "hush"}, "walmart .*PEM"),
    ],
)
def test_a_mistake_in_the_settings_is_told_at_the_start(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], words: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(UnfitVendorSettings, match=words) as raised:
        open_all()
    assert "hush" not in str(raised.value)
    (finding,) = _vendors()
    assert finding.is_fault


def test_the_doctor_has_a_line_for_each_vendor(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SWITCHED_ON["shopify"].items():
        monkeypatch.setenv(name, value)
    lines = {finding.name: (finding.mark, finding.words) for finding in _vendors()}
    assert lines["shopify:one"] == ("ok", "prices are compared with One")
    assert lines["ebay"][0] == "--"
    assert "MODISTE_EBAY_CLIENT_ID" in lines["ebay"][1]
    assert set(list_interfaces()) - set(lines) == {"shopify"}
