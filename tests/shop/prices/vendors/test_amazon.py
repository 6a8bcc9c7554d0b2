"""Amazon's Creators API: tokens by the version of the credentials, listings, and refusals that are ordinary."""

import json
from typing import Any
from urllib.parse import parse_qs

import pytest

from modiste.shop.kit.fetch.base import FailureKind, FetchFailed
from modiste.shop.prices.vendors.amazon import Amazon, Settings
from modiste.shop.prices.vendors.base import Delivery
from tests.shop.prices.vendors.answers import GTIN, QUESTION, answer


def dollars(amount: float) -> dict[str, Any]:
    return {"money": {"amount": amount, "currency": "USD", "displayAmount": f"${amount}"}}


USED = {"price": dollars(9.9), "condition": {"value": "Used"}}
LISTING = {
    "isBuyBoxWinner": True,
    "price": dollars(49.9) | {"savingBasis": dollars(79.9)},
    "availability": {"type": "IN_STOCK", "message": "In stock"},
    "condition": {"value": "New"},
    "merchantInfo": {"name": "Amazon.com"},
}
ITEM = {
    "asin": "B0LUMI",
    "detailPageURL": "https://www.amazon.com/dp/B0LUMI?tag=modiste-20",
    "images": {"primary": {"large": {"url": "https://m.media-amazon.com/1.jpg"}}},
    "itemInfo": {
        "title": {"displayValue": "Lumi Merino Cardigan"},
        "byLineInfo": {"brand": {"displayValue": "Lumi"}},
        "externalIds": {"eans": {"displayValues": [GTIN]}, "upcs": {"displayValues": ["wrong"]}},
        "productInfo": {"color": {"displayValue": "Grey"}, "size": {"displayValue": "M"}},
    },
    "offersV2": {"listings": [USED, LISTING]},
}


def amazon(version: str = "3.2") -> Amazon:
    settings = Settings(
        client_id="id", client_secret="hush", partner_tag="modiste-20", credential_version=version, _env_file=None
    )
    return Amazon(settings)


def found(*items: object, **more: object) -> Any:
    return answer({"searchResult": {"items": items}, **more})


def test_tokens_of_older_credentials_come_from_cognito_as_a_form() -> None:
    request = amazon("2.2").token_request()
    assert request is not None
    assert request.url == "https://creatorsapi.auth.eu-south-2.amazoncognito.com/oauth2/token"
    assert parse_qs(request.body.decode())["scope"] == ["creatorsapi/default"]


def test_tokens_of_newer_credentials_come_from_login_with_amazon_as_json() -> None:
    request = amazon("3.1").token_request()
    assert request is not None
    assert request.url == "https://api.amazon.com/auth/o2/token"
    assert json.loads(request.body)["scope"] == "creatorsapi::default"


@pytest.mark.parametrize(("version", "expected"), [("3.2", "Bearer t"), ("2.1", "Bearer t, Version 2.1")])
def test_searches_by_words_with_the_associates_tag(version: str, expected: str) -> None:
    (request,) = amazon(version).build_requests(QUESTION, token="t")
    assert request.url == "https://creatorsapi.amazon/catalog/v1/searchItems"
    assert request.headers["Authorization"] == expected
    assert request.headers["x-marketplace"] == "www.amazon.de"
    body = json.loads(request.body)
    assert (body["keywords"], body["partnerTag"], body["itemCount"]) == ("Lumi Merino Cardigan", "modiste-20", 10)


def test_reads_the_listing_that_the_shopper_would_buy() -> None:
    (offer,) = amazon().parse(found(ITEM), QUESTION).offers
    assert (offer.vendor_item_id, offer.price, offer.list_price, offer.currency) == ("B0LUMI", 4990, 7990, "USD")
    assert (offer.brand, offer.gtins, offer.colour, offer.size) == ("Lumi", (GTIN,), "Grey", "M")
    assert (offer.condition, offer.availability) == ("new", "in_stock")
    assert offer.delivery == Delivery()  # Amazon does not tell it here


def test_a_price_that_is_hidden_is_no_offer_and_partial_errors_are_warnings() -> None:
    hidden = ITEM | {"offersV2": {"listings": [{"violatesMAP": True}]}}
    errors = [{"code": "NoResults", "message": "nothing"}, {"code": "InvalidParameter", "message": "One was wrong."}]
    findings = amazon().parse(found(hidden, {}, "rubbish", errors=errors), QUESTION)
    assert (findings.offers, findings.warnings) == ((), ("One was wrong.",))


@pytest.mark.parametrize(
    ("status", "body", "kind", "words"),
    [
        (403, {"reason": "AssociateNotEligible", "type": "AccessDeniedException"}, FailureKind.REFUSED, "ten sales"),
        (401, {"type": "UnauthorizedException", "message": "Bad token"}, FailureKind.REFUSED, "Bad token"),
        (429, {"type": "ThrottleException", "quotaCode": "day"}, FailureKind.QUOTA, "429"),
        (429, {"type": "ThrottleException"}, FailureKind.BUSY, "429"),
        (500, "<html>", FailureKind.STATUS, "500"),
    ],
)
def test_says_why_it_is_not_let_in(status: int, body: Any, kind: FailureKind, words: str) -> None:
    with pytest.raises(FetchFailed, match=words) as failed:
        amazon().parse(answer(body, status=status), QUESTION)
    assert failed.value.kind is kind


def test_nothing_called_like_that_is_no_failure() -> None:
    assert amazon().parse(answer({"type": "ResourceNotFoundException"}, status=404), QUESTION).offers == ()


def test_the_licence_forbids_history_and_old_prices() -> None:
    assert amazon().terms.may_keep_history is False
    assert amazon().terms.longest_age == 3600
    assert amazon().terms.attribution
    assert (amazon().policy.per_second, amazon().policy.per_day) == (1.0, 8640)


def test_half_of_the_credentials_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="belong together"):
        Settings(client_id="id", _env_file=None)
