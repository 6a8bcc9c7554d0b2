"""Amazon's Creators API, which followed the Product Advertising API in 2026: search in one marketplace.

Prices may be shown for an hour and not kept as history; delivery is never told. Only accounts with recent sales are
let in, so that a refusal here is ordinary and quiet.
"""

import json
from collections.abc import Sequence
from typing import Any, Self
from urllib.parse import urlencode

from pydantic import Field, SecretStr, model_validator

from modiste.shop.kit.fetch.base import Answer, FailureKind, FetchFailed, Policy, Request
from modiste.shop.prices.vendors.answers import (
    failure_of,
    read_json,
    read_refusal,
    read_token,
    records_at,
    sentences,
    value_at,
    values_at,
)
from modiste.shop.prices.vendors.base import Evidence, Findings, Found, Question, Terms, Token, Vendor
from modiste.shop.prices.vendors.guards import currency_of, gtins_of, keep_sound, minor_units, search_text
from modiste.shop.prices.vendors.shops import Address, VendorSettings

WHAT_IS_MISSING = (
    "set MODISTE_AMAZON_CLIENT_ID, MODISTE_AMAZON_CLIENT_SECRET and MODISTE_AMAZON_PARTNER_TAG (Amazon Associates)"
)
TOKEN_URLS = {  # by the version of the credentials: Cognito for 2.x, Login with Amazon for 3.x
    "2.1": "https://creatorsapi.auth.us-east-1.amazoncognito.com/oauth2/token",
    "2.2": "https://creatorsapi.auth.eu-south-2.amazoncognito.com/oauth2/token",
    "2.3": "https://creatorsapi.auth.us-west-2.amazoncognito.com/oauth2/token",
    "3.1": "https://api.amazon.com/auth/o2/token",
    "3.2": "https://api.amazon.co.uk/auth/o2/token",
    "3.3": "https://api.amazon.co.jp/auth/o2/token",
}
RESOURCES = (
    "itemInfo.title itemInfo.byLineInfo itemInfo.externalIds itemInfo.productInfo itemInfo.manufactureInfo "
    "images.primary.large parentASIN offersV2.listings.price offersV2.listings.availability "
    "offersV2.listings.condition offersV2.listings.isBuyBoxWinner offersV2.listings.merchantInfo"
).split()
STATES = {
    "IN_STOCK": "in_stock",
    "IN_STOCK_SCARCE": "in_stock",
    "LEADTIME": "in_stock",
    "PREORDER": "preorder",
    "AVAILABLE_DATE": "preorder",
    "OUT_OF_STOCK": "out_of_stock",
    "UNAVAILABLE": "out_of_stock",
}
NOTHING_FOUND = {"NoResults", "ItemNotAccessible"}
LARGEST_PAGE = 10  # items of one search


class Settings(VendorSettings, env_prefix="MODISTE_AMAZON_"):
    """The credentials, with the version that Amazon names beside them, and the associate's tag."""

    client_id: str = ""
    client_secret: SecretStr = SecretStr("")
    credential_version: str = Field("3.2", pattern=r"^[23]\.[123]$")
    partner_tag: str = Field("", pattern=r"^[A-Za-z0-9-]{0,64}$")
    marketplace: str = Field("www.amazon.de", pattern=r"^www\.amazon\.[a-z.]{2,6}$")
    base_url: Address = "https://creatorsapi.amazon"
    token_url: str = Field("", description="Another address for tokens than the version's own.")

    @model_validator(mode="after")
    def check_keys(self) -> Self:
        """All three or none."""
        given = (self.client_id, self.client_secret.get_secret_value(), self.partner_tag)
        if any(given) and not all(given):
            raise ValueError(f"these belong together: {WHAT_IS_MISSING}")
        return self


class Amazon:
    """One marketplace of Amazon."""

    name = "amazon"
    title = "Amazon"
    policy = Policy(name="amazon", per_second=1.0, burst=1, per_day=8640, concurrency=1)
    terms = Terms(
        longest_age=3600,
        may_keep_history=False,
        attribution="As an Amazon Associate the shop earns from qualifying purchases.",
        is_affiliate=True,
    )
    parses_pages = False

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @property
    def is_cognito(self) -> bool:
        return self.settings.credential_version.startswith("2.")

    def token_request(self) -> Request | None:
        """The request for a token, in the form that the version of the credentials asks for."""
        fields = {
            "grant_type": "client_credentials",
            "client_id": self.settings.client_id,
            "client_secret": self.settings.client_secret.get_secret_value(),
            "scope": "creatorsapi/default" if self.is_cognito else "creatorsapi::default",
        }
        body = urlencode(fields) if self.is_cognito else json.dumps(fields)
        kind = "application/x-www-form-urlencoded" if self.is_cognito else "application/json"
        url = self.settings.token_url or TOKEN_URLS[self.settings.credential_version]
        return Request(url, method="POST", headers={"Content-Type": kind}, body=body.encode())

    def parse_token(self, answer: Answer) -> Token:
        """The token; wrong credentials are FetchFailed(REFUSED)."""
        return read_token(answer, refusal="Amazon does not accept the credentials")

    def build_requests(self, question: Question, *, token: str = "") -> Sequence[Request]:
        """One search by words: it finds more than a GTIN would, and the answer tells the GTINs."""
        body = {
            "keywords": search_text(question),
            "itemCount": min(max(question.limit, 1), LARGEST_PAGE),
            "partnerTag": self.settings.partner_tag,
            "marketplace": self.settings.marketplace,
            "condition": "New",
            "resources": RESOURCES,
        }
        version = f", Version {self.settings.credential_version}" if self.is_cognito else ""
        headers = {
            "Authorization": f"Bearer {token}{version}",
            "Content-Type": "application/json",
            "x-marketplace": self.settings.marketplace,
        }
        url = f"{self.settings.base_url}/catalog/v1/searchItems"
        return (Request(url, method="POST", headers=headers, body=json.dumps(body).encode()),)

    def parse(self, answer: Answer, question: Question, *, token: str = "") -> Findings:  # noqa: ARG002  (the protocol's)
        """The offers of a search; what Amazon says of single items beside them is a warning."""
        if answer.status == 404:
            return Findings()  # ResourceNotFoundException: nothing is called like that
        if answer.status != 200:
            raise _failure(answer)
        body = read_json(answer)
        offers = [_offer(entry) for entry in records_at(body, "searchResult.items")]
        errors = [error for error in records_at(body, "errors") if str(error.get("code")) not in NOTHING_FOUND]
        return Findings(
            keep_sound(offer for offer in offers if offer is not None),
            warnings=sentences([error.get("message") for error in errors]),
        )


def open_vendors() -> list[Vendor]:
    """Amazon, when the credentials and the tag are set."""
    settings = Settings()
    return [Amazon(settings)] if settings.client_id else []


def _offer(entry: dict[str, Any]) -> Found | None:
    listings = records_at(entry, "offersV2.listings")
    listing = next((one for one in listings if one.get("isBuyBoxWinner") is True), next(iter(listings), None))
    currency = currency_of(value_at(listing, "price.money.currency"))
    price = minor_units(value_at(listing, "price.money.amount"), currency)
    if price is None:  # also where the maker's lowest price hides it (`violatesMAP`)
        return None
    shown = value_at(listing, "price.money.displayAmount")
    has_list_price = value_at(listing, "price.savingBasis.money.currency") == currency
    return Found(
        vendor_item_id=str(entry.get("asin") or ""),
        title=value_at(entry, "itemInfo.title.displayValue") or "",
        url=entry.get("detailPageURL") or "",
        price=price,
        currency=currency,
        list_price=minor_units(value_at(listing, "price.savingBasis.money.amount"), currency)
        if has_list_price
        else None,
        brand=value_at(entry, "itemInfo.byLineInfo.brand.displayValue") or "",
        gtins=gtins_of(*(code for kind in ("eans", "upcs") for code in _external(entry, kind))),
        mpn=value_at(entry, "itemInfo.manufactureInfo.itemPartNumber.displayValue") or "",
        size=value_at(entry, "itemInfo.productInfo.size.displayValue") or "",
        colour=value_at(entry, "itemInfo.productInfo.color.displayValue") or "",
        condition=str(value_at(listing, "condition.value") or "unknown").lower(),
        availability=STATES.get(str(value_at(listing, "availability.type")), "unknown"),
        image_url=value_at(entry, "images.primary.large.url") or "",
        seller=value_at(listing, "merchantInfo.name") or "",
        evidence=(Evidence("price", "Amazon Creators API: offersV2", str(shown or f"{price} {currency}")),),
    )


def _external(entry: dict[str, Any], kind: str) -> list[Any]:
    return values_at(entry, f"itemInfo.externalIds.{kind}.displayValues[]")


def _failure(answer: Answer) -> FetchFailed:
    """What Amazon says is wrong; a quota that is named is the day's."""
    body = read_refusal(answer)
    is_quota = answer.status == 429 and value_at(body, "quotaCode") is not None
    if value_at(body, "reason") == "AssociateNotEligible":
        return failure_of(answer, "Amazon lets this associate's account in after ten sales in thirty days")
    return failure_of(answer, value_at(body, "message"), kind=FailureKind.QUOTA if is_quota else None)
