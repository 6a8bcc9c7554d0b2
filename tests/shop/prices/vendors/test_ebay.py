"""eBay: what is asked, and what its answers hold; the answers here obey eBay's own contract."""

import base64
import gzip
import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jsonschema
import pytest

from modiste.shop.kit.fetch.base import FailureKind, FetchFailed, Request
from modiste.shop.prices.vendors.base import Delivery, Question, Unreadable
from modiste.shop.prices.vendors.ebay import Ebay, Settings
from tests.shop.prices.vendors.answers import GTIN, QUESTION, answer, follow

SEARCH = "https://api.ebay.com/buy/browse/v1/item_summary/search?q=x"
GROUP = "https://api.ebay.com/buy/browse/v1/item/get_items_by_item_group?item_group_id=42"


def euros(value: str) -> dict[str, str]:
    return {"value": value, "currency": "EUR"}


ONE = {
    "itemId": "v1|110|0",
    "title": "Lumi Merino Cardigan",
    "price": euros("49.90"),
    "marketingPrice": {"originalPrice": euros("79.90"), "discountPercentage": "38"},
    "buyingOptions": ["FIXED_PRICE", "BEST_OFFER"],
    "condition": "New",
    "conditionId": "1000",
    "itemWebUrl": "https://www.ebay.de/itm/110",
    "itemAffiliateWebUrl": "https://www.ebay.de/itm/110?campid=5338",
    "image": {"imageUrl": "https://i.ebayimg.com/110.jpg"},
    "seller": {"username": "lumi-outlet", "feedbackPercentage": "99.7", "feedbackScore": 1203},
    "shippingOptions": [
        {
            "shippingCostType": "FIXED",
            "shippingCost": euros("4.90"),
            "minEstimatedDeliveryDate": "2026-11-30T10:00:00.000Z",
            "maxEstimatedDeliveryDate": "2026-12-02T10:00:00.000Z",
        }
    ],
}
FAMILY = ONE | {
    "itemId": "v1|220|500",
    "price": euros("19.90"),
    "itemGroupType": "SELLER_DEFINED_VARIATIONS",
    "itemGroupHref": "https://evil.example/get_items_by_item_group?item_group_id=42",
}
VARIANT = {
    "itemId": "v1|220|501",
    "title": "Lumi Merino Cardigan",
    "price": euros("54.90"),
    "brand": "Lumi",
    "gtin": GTIN,
    "mpn": "LM-7",
    "color": "Grey",
    "size": "M",
    "conditionId": "1000",
    "itemWebUrl": "https://www.ebay.de/itm/220?var=501",
    "buyingOptions": ["FIXED_PRICE"],
    "estimatedAvailabilities": [{"estimatedAvailabilityStatus": "IN_STOCK", "estimatedAvailableQuantity": 3}],
    "shippingOptions": [{"shippingCostType": "CALCULATED"}],
}
OTHER_SIZE = VARIANT | {
    "itemId": "v1|220|502",
    "size": "L",
    "estimatedAvailabilities": [{"estimatedAvailabilityStatus": "OUT_OF_STOCK"}],
}
WARNINGS = [{"errorId": 12002, "domain": "API_BROWSE", "category": "REQUEST", "message": "The filter is invalid."}]
FOUND = {"href": SEARCH, "total": 2, "limit": 20, "offset": 0, "itemSummaries": [ONE, FAMILY], "warnings": WARNINGS}
VARIANTS = {"items": [VARIANT, OTHER_SIZE]}


@pytest.fixture
def ebay() -> Ebay:
    return Ebay(Settings(client_id="app", client_secret="hush", campaign_id="5338", _env_file=None), "EBAY_DE")


@pytest.mark.parametrize(("schema", "example"), [("SearchPagedCollection", FOUND), ("ItemGroup", VARIANTS)])
def test_the_answers_of_these_tests_obey_ebays_contract(shared: Path, schema: str, example: dict[str, Any]) -> None:
    file = shared / "data" / "vendor-fixtures" / "ebay-buy-browse-v1-openapi3.json.gz"
    contract = json.loads(gzip.decompress(file.read_bytes()))
    for described in contract["components"]["schemas"].values():
        described.setdefault("additionalProperties", False)
    whole = {"$ref": f"#/components/schemas/{schema}", "components": contract["components"]}
    jsonschema.Draft202012Validator(whole).validate(example)


def test_asks_for_a_token_with_the_applications_keys(ebay: Ebay) -> None:
    request = ebay.token_request()
    assert request is not None
    assert request.url == "https://api.ebay.com/identity/v1/oauth2/token"
    assert base64.b64decode(request.headers["Authorization"].removeprefix("Basic ")) == b"app:hush"
    assert parse_qs(request.body.decode())["grant_type"] == ["client_credentials"]
    token = ebay.parse_token(answer({"access_token": "v^1.1#i", "expires_in": 7200, "token_type": "Application"}))
    assert (token.value, token.seconds) == ("v^1.1#i", 7200)
    assert "v^1.1" not in repr(token)


def test_wrong_keys_are_refused_and_a_token_that_splits_headers_is_none(ebay: Ebay) -> None:
    with pytest.raises(FetchFailed) as failed:
        ebay.parse_token(answer({"error": "invalid_client"}, status=401))
    assert failed.value.kind is FailureKind.REFUSED
    with pytest.raises(Unreadable):
        ebay.parse_token(answer({"access_token": "a\r\nX: y"}))


def test_searches_where_the_shopper_is_and_as_the_affiliate(ebay: Ebay) -> None:
    (request,) = ebay.build_requests(Question("Cardigan", country="DE", postcode="10115", limit=5), token="t")
    asked = parse_qs(urlsplit(request.url).query)
    assert asked == {
        "q": ["Cardigan"],
        "filter": ["buyingOptions:{FIXED_PRICE},deliveryCountry:DE,deliveryPostalCode:10115"],
        "limit": ["5"],
    }
    assert request.headers == {
        "Authorization": "Bearer t",
        "X-EBAY-C-MARKETPLACE-ID": "EBAY_DE",
        "X-EBAY-C-ENDUSERCTX": "affiliateCampaignId=5338,contextualLocation=country%3DDE%2Czip%3D10115",
    }


def test_a_postcode_cannot_write_headers_or_filters(ebay: Ebay) -> None:
    (request,) = ebay.build_requests(Question("Cardigan", postcode="1\r\nX: y,price:[0]"), token="t")
    assert "price" not in request.url
    assert not any("\n" in value for value in request.headers.values())


def test_a_upc_has_its_own_parameter_and_other_gtins_are_words(ebay: Ebay) -> None:
    (by_upc,) = ebay.build_requests(Question("Cardigan", gtin="036000291452"))
    (by_ean,) = ebay.build_requests(Question("Cardigan", gtin=GTIN))
    assert parse_qs(urlsplit(by_upc.url).query)["gtin"] == ["036000291452"]
    assert parse_qs(urlsplit(by_ean.url).query)["q"] == [GTIN]


def test_a_gtin_that_nobody_states_is_searched_again_by_words_once(ebay: Ebay) -> None:
    question = Question("Cardigan", gtin=GTIN)
    urls: list[str] = []

    def reply(request: Request) -> Any:
        urls.append(request.url)
        return answer({"total": 0}, request.url)

    assert follow(ebay, question, reply) == []
    assert [parse_qs(urlsplit(url).query)["q"] for url in urls] == [[GTIN], ["Cardigan"]]


def test_reads_an_offer_with_its_delivery_and_list_price(ebay: Ebay) -> None:
    findings = ebay.parse(answer(FOUND, SEARCH), QUESTION, token="t")
    (offer,) = findings.offers
    assert (offer.vendor_item_id, offer.price, offer.list_price, offer.currency) == ("v1|110|0", 4990, 7990, "EUR")
    assert offer.delivery == Delivery(490, None, 3, 5)
    assert (offer.condition, offer.seller) == ("new", "lumi-outlet")
    assert offer.url == "https://www.ebay.de/itm/110?campid=5338"
    assert findings.warnings == ("The filter is invalid.",)


def test_the_lowest_price_of_variants_is_no_offer_and_the_variants_are_asked_for(ebay: Ebay) -> None:
    findings = ebay.parse(answer(FOUND, SEARCH), QUESTION, token="t")
    (request,) = findings.next_requests
    assert request.url == GROUP  # at eBay, whatever address the answer names
    assert request.headers["Authorization"] == "Bearer t"
    medium, large = ebay.parse(answer(VARIANTS, GROUP), QUESTION, token="t").offers
    assert (medium.size, medium.colour, medium.price, medium.gtins) == ("M", "Grey", 5490, (GTIN,))
    assert (medium.availability, large.availability) == ("in_stock", "out_of_stock")
    assert medium.delivery.cost is None  # CALCULATED is unknown, not free


def test_looks_into_few_groups_and_says_how_many_it_left(ebay: Ebay) -> None:
    many = [FAMILY | {"itemGroupHref": f"x?item_group_id={number}"} for number in range(10)]
    findings = ebay.parse(answer({"itemSummaries": many}, SEARCH), QUESTION)
    assert len(findings.next_requests) == 3
    assert findings.warnings == ("7 more listings with variants were not looked into",)


def test_the_sellers_own_amount_counts_not_ebays_conversion(ebay: Ebay) -> None:
    converted = {"value": "46.10", "currency": "EUR", "convertedFromValue": "49.90", "convertedFromCurrency": "USD"}
    (offer,) = ebay.parse(answer({"itemSummaries": [ONE | {"price": converted}]}, SEARCH), QUESTION).offers
    assert (offer.price, offer.currency) == (4990, "USD")
    assert offer.list_price is None  # in another currency
    assert offer.delivery.cost is None


@pytest.mark.parametrize(
    "change",
    [
        {"price": euros("0.00")},
        {"price": euros("-5")},
        {"price": euros("1e30")},
        {"price": {"value": "5", "currency": "???"}},
        {"price": "49.90"},
        {"buyingOptions": ["AUCTION"]},
        {"itemAffiliateWebUrl": "javascript:alert(1)"},
    ],
)
def test_what_is_no_offer_is_left_out(ebay: Ebay, change: dict[str, Any]) -> None:
    assert ebay.parse(answer({"itemSummaries": [ONE | change]}, SEARCH), QUESTION).offers == ()


@pytest.mark.parametrize(
    ("status", "kind"), [(400, FailureKind.STATUS), (401, FailureKind.REFUSED), (429, FailureKind.QUOTA)]
)
def test_an_error_is_told_in_ebays_words(ebay: Ebay, status: int, kind: FailureKind) -> None:
    body = {"errors": [{"errorId": 12001, "domain": "API_BROWSE", "message": "The call must have a valid 'q'."}]}
    with pytest.raises(FetchFailed, match="valid 'q'") as failed:
        ebay.parse(answer(body, SEARCH, status=status), QUESTION)
    assert failed.value.kind is kind


def test_an_ended_listing_is_nothing_and_rubbish_is_unreadable(ebay: Ebay) -> None:
    assert ebay.parse(answer({"errors": []}, GROUP, status=404), QUESTION).offers == ()
    with pytest.raises(Unreadable):
        ebay.parse(answer(b"<html>", SEARCH), QUESTION)


@pytest.mark.parametrize(
    ("code", "condition"),
    [("1000", "new"), ("1750", "new"), ("2010", "refurbished"), ("2990", "used"), ("3000", "used"), ("x", "unknown")],
)
def test_knows_the_condition_by_its_number(ebay: Ebay, code: str, condition: str) -> None:
    (offer,) = ebay.parse(answer({"itemSummaries": [ONE | {"conditionId": code}]}, SEARCH), QUESTION).offers
    assert offer.condition == condition


def test_marketplaces_share_the_applications_quota() -> None:
    settings = Settings(client_id="a", client_secret="b", marketplaces=["EBAY_DE", "EBAY_US"], _env_file=None)
    german, american = (Ebay(settings, name) for name in settings.marketplaces)
    assert (german.name, american.name) == ("ebay", "ebay:us")
    assert german.policy == american.policy
    assert german.policy.per_day == 5000
