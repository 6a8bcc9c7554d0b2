"""Walmart: signatures that its public key can check, and items in dollars."""

import base64
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from modiste.shop.kit.fetch.base import FailureKind, FetchFailed, Request
from modiste.shop.prices.vendors.base import Delivery, Question
from modiste.shop.prices.vendors.walmart import Settings, Walmart
from tests.shop.prices.vendors.answers import answer, follow

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
AMERICAN = Question("Merino Cardigan", brand="Lumi", country="US", currency="USD")
SEARCH = "https://developer.api.walmart.com/api-proxy/service/affil/product/v2/search?query=x"
ITEM = {
    "itemId": 55126,
    "name": "Lumi Merino Cardigan",
    "salePrice": 49.9,
    "msrp": 79.99,
    "upc": "036000291452",
    "brandName": "Lumi",
    "color": "Grey",
    "size": "M",
    "stock": "Limited Supply",
    "availableOnline": True,
    "standardShipRate": 6.99,
    "freeShippingOver35Dollars": True,
    "productTrackingUrl": "https://goto.walmart.com/c/|PUBID|/568844/9383?u=x",
}


def pem(key: Any) -> str:
    return str(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode())


@pytest.fixture
def walmart() -> Walmart:
    settings = Settings(consumer_id="me", private_key=pem(KEY), publisher_id="777", _env_file=None)
    return Walmart(settings, now=lambda: NOON)


def test_signs_each_request_with_its_time(walmart: Walmart) -> None:
    (request,) = walmart.build_requests(AMERICAN)
    stamp = str(int(NOON.timestamp() * 1000))
    assert request.headers["WM_CONSUMER.INTIMESTAMP"] == stamp
    signature = base64.b64decode(request.headers["WM_SEC.AUTH_SIGNATURE"])
    KEY.public_key().verify(signature, f"me\n{stamp}\n1\n".encode(), padding.PKCS1v15(), hashes.SHA256())
    assert parse_qs(urlsplit(request.url).query)["query"] == ["Lumi Merino Cardigan"]


def test_asks_nothing_where_it_does_not_deliver(walmart: Walmart) -> None:
    assert walmart.build_requests(Question("Cardigan", country="DE")) == ()


def test_a_upc_that_is_not_known_is_searched_by_words(walmart: Walmart) -> None:
    paths: list[str] = []

    def reply(request: Request) -> Any:
        paths.append(urlsplit(request.url).path.rpartition("/")[2])
        return answer({"items": [ITEM]} if paths[-1] == "search" else {}, request.url)

    question = Question("Cardigan", gtin="036000291452", country="US")
    assert [offer.vendor_item_id for offer in follow(walmart, question, reply)] == ["55126"]
    assert paths == ["items", "search"]


def test_reads_an_item_in_dollars(walmart: Walmart) -> None:
    (offer,) = walmart.parse(answer({"items": [ITEM]}, SEARCH), AMERICAN).offers
    assert (offer.price, offer.list_price, offer.currency, offer.gtins) == (4990, 7999, "USD", ("036000291452",))
    assert offer.delivery == Delivery(699, 3500)
    assert offer.availability == "in_stock"
    assert offer.url == "https://goto.walmart.com/c/777/568844/9383?u=x"


def test_without_a_publishers_id_the_link_is_the_products(walmart: Walmart) -> None:
    plain = Walmart(Settings(consumer_id="me", private_key=pem(KEY), _env_file=None))
    (offer,) = plain.parse(answer({"items": [ITEM]}, SEARCH), AMERICAN).offers
    assert offer.url == "https://www.walmart.com/ip/55126"


def test_unknown_delivery_stays_unknown(walmart: Walmart) -> None:
    bare = {name: ITEM[name] for name in ("itemId", "name", "salePrice")}
    (offer,) = walmart.parse(answer({"items": [bare]}, SEARCH), AMERICAN).offers
    assert offer.delivery == Delivery()


def test_a_refused_signature_is_told_in_walmarts_words(walmart: Walmart) -> None:
    body = {"details": {"Description": "Could not authenticate in-request"}}
    with pytest.raises(FetchFailed, match="Could not authenticate") as failed:
        walmart.parse(answer(body, SEARCH, status=401), AMERICAN)
    assert failed.value.kind is FailureKind.REFUSED


@pytest.mark.parametrize("key", ["no key", pem(ec.generate_private_key(ec.SECP256R1()))])
def test_a_key_that_cannot_sign_is_a_mistake_that_is_not_repeated(key: str) -> None:
    with pytest.raises(ValueError, match="MODISTE_WALMART_PRIVATE_KEY is not") as raised:
        Settings(consumer_id="me", private_key=key, _env_file=None)
    assert key not in str(raised.value)
