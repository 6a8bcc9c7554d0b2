"""eBay's Browse API (1.10): search in one marketplace, and the variants behind a listing's lowest price.

Two prices mislead there: a listing with variants shows the cheapest one, so that its group is asked for, and a
CALCULATED delivery has no cost, which is unknown and not free.
"""

import base64
import re
from collections.abc import Mapping, Sequence
from typing import Any, Self
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator

from modiste.shop.kit.fetch.base import Answer, FailureKind, FetchFailed, Policy, Request
from modiste.shop.prices.vendors.answers import (
    days_until,
    failure_of,
    read_json,
    read_refusal,
    read_token,
    records_at,
    sentences,
    value_at,
    values_at,
)
from modiste.shop.prices.vendors.base import (
    Delivery,
    Evidence,
    Findings,
    Found,
    Question,
    Terms,
    Token,
    Vendor,
)
from modiste.shop.prices.vendors.guards import currency_of, gtins_of, keep_sound, minor_units, search_text
from modiste.shop.prices.vendors.shops import Address, VendorSettings

WHAT_IS_MISSING = (
    "set MODISTE_EBAY_CLIENT_ID and MODISTE_EBAY_CLIENT_SECRET (an application's keys at developer.ebay.com)"
)
SCOPE = "https://api.ebay.com/oauth/api_scope"
SEARCH, GROUP = "/buy/browse/v1/item_summary/search", "/buy/browse/v1/item/get_items_by_item_group"
FOLLOWED_GROUPS = 3  # of the 5,000 calls a day
STATES = {"IN_STOCK": "in_stock", "LIMITED_STOCK": "in_stock", "OUT_OF_STOCK": "out_of_stock"}


class Settings(VendorSettings, env_prefix="MODISTE_EBAY_"):
    """The application's keys and the marketplaces; a half of the keys alone is a mistake."""

    client_id: str = ""
    client_secret: SecretStr = SecretStr("")
    marketplaces: list[str] = Field(default=["EBAY_DE"], min_length=1, description="The first one is named `ebay`.")
    campaign_id: str = Field("", pattern=r"^[0-9]{0,20}$", description="Of the eBay Partner Network: links are paid.")
    base_url: Address = "https://api.ebay.com"
    per_day: int = Field(5000, ge=1)
    keep_history: bool = Field(False, description="Only where your agreement with eBay allows it.")

    @field_validator("marketplaces")
    @classmethod
    def check_marketplaces(cls, names: list[str]) -> list[str]:
        """Marketplaces are named as eBay names them, each once."""
        if len(set(names)) < len(names) or not all(re.fullmatch(r"EBAY_[A-Z]{2}", name) for name in names):
            raise ValueError('must be a list such as ["EBAY_DE","EBAY_US"]')
        return names

    @model_validator(mode="after")
    def check_keys(self) -> Self:
        """Both keys or none."""
        if bool(self.client_id) != bool(self.client_secret.get_secret_value()):
            raise ValueError("MODISTE_EBAY_CLIENT_ID and MODISTE_EBAY_CLIENT_SECRET belong together: set both")
        return self


class Ebay:
    """One marketplace of eBay."""

    parses_pages = False

    def __init__(self, settings: Settings, marketplace: str) -> None:
        is_first = marketplace == settings.marketplaces[0]
        self.settings = settings
        self.marketplace = marketplace
        self.name = "ebay" if is_first else f"ebay:{marketplace[5:].lower()}"
        self.title = "eBay" if is_first else f"eBay {marketplace[5:]}"
        # the quota is the application's: all marketplaces draw from the same one
        self.policy = Policy(name="ebay", per_second=5.0, burst=10, per_day=settings.per_day)
        self.terms = Terms(6 * 3600, settings.keep_history, is_affiliate=bool(settings.campaign_id))

    def token_request(self) -> Request | None:
        """The request for an application's token (client credentials)."""
        keys = f"{self.settings.client_id}:{self.settings.client_secret.get_secret_value()}"
        return Request(
            f"{self.settings.base_url}/identity/v1/oauth2/token",
            method="POST",
            headers={
                "Authorization": f"Basic {base64.b64encode(keys.encode()).decode()}",
                "Content-Type": "application/x-www-form-urlencoded",
            },
            body=urlencode({"grant_type": "client_credentials", "scope": SCOPE}).encode(),
        )

    def parse_token(self, answer: Answer) -> Token:
        """The token; wrong keys are FetchFailed(REFUSED)."""
        return read_token(answer, refusal="eBay does not accept the application's keys")

    def build_requests(self, question: Question, *, token: str = "") -> Sequence[Request]:
        """One search: by GTIN where it is known (`gtin` takes only UPCs, other GTINs are words), else by words."""
        if len(question.gtin) == 12:
            return (self._search({"gtin": question.gtin}, question, token),)
        return (self._search({"q": question.gtin or search_text(question)}, question, token),)

    def parse(self, answer: Answer, question: Question, *, token: str = "") -> Findings:
        """The offers of a search or of a group; a GTIN nobody states is searched again by words."""
        is_group = urlsplit(answer.url).path.endswith(GROUP)
        if is_group and answer.status == 404:
            return Findings()  # the listing ended between the search and now
        if answer.status != 200:
            raise _failure(answer)
        body = read_json(answer)
        warnings = sentences(values_at(body, "warnings[].message"))
        if is_group:
            return Findings(keep_sound(self._offers(records_at(body, "items"), answer)), warnings=warnings)
        summaries = records_at(body, "itemSummaries")
        if not summaries and _asks_for_gtin(answer.url, question):
            return Findings(next_requests=(self._search({"q": search_text(question)}, question, token),))
        groups = [group for entry in summaries if (group := _group_of(entry))]
        single = [entry for entry in summaries if not _has_variants(entry)]
        if len(groups) > FOLLOWED_GROUPS:
            left = len(groups) - FOLLOWED_GROUPS
            warnings = (*warnings, f"{left} more listings with variants were not looked into")
        return Findings(
            keep_sound(self._offers(single, answer)),
            tuple(self._group(group, question, token) for group in groups[:FOLLOWED_GROUPS]),
            warnings,
        )

    def _search(self, asked: Mapping[str, str], question: Question, token: str) -> Request:
        filters = ["buyingOptions:{FIXED_PRICE}", f"deliveryCountry:{question.country}"]
        if re.fullmatch(r"[A-Za-z0-9 -]{1,12}", question.postcode):
            filters.append(f"deliveryPostalCode:{question.postcode}")
        limit = min(max(question.limit, 1), 200)
        query = urlencode({**asked, "filter": ",".join(filters), "limit": limit})
        return Request(f"{self.settings.base_url}{SEARCH}?{query}", headers=self._headers(question, token))

    def _group(self, group: str, question: Question, token: str) -> Request:
        # built anew from the id: the vendor's `itemGroupHref` is not an address to send our token to
        query = urlencode({"item_group_id": group})
        return Request(f"{self.settings.base_url}{GROUP}?{query}", headers=self._headers(question, token))

    def _headers(self, question: Question, token: str) -> dict[str, str]:
        place = f"country={question.country}" + (f",zip={question.postcode}" if question.postcode else "")
        context = [f"contextualLocation={quote(place, safe='')}"]
        if self.settings.campaign_id:
            context.insert(0, f"affiliateCampaignId={self.settings.campaign_id}")
        return {
            "Authorization": f"Bearer {token}",
            "X-EBAY-C-MARKETPLACE-ID": self.marketplace,
            "X-EBAY-C-ENDUSERCTX": ",".join(context),
        }

    def _offers(self, entries: Sequence[dict[str, Any]], answer: Answer) -> list[Found]:
        read = (_offer(entry, answer) for entry in entries if _is_fixed_price(entry))
        return [offer for offer in read if offer is not None]


def open_vendors() -> list[Vendor]:
    """One vendor per marketplace, when the application's keys are set."""
    settings = Settings()
    return [Ebay(settings, name) for name in settings.marketplaces] if settings.client_id else []


def _offer(entry: dict[str, Any], answer: Answer) -> Found | None:
    price, currency, text = _amount(value_at(entry, "price"))
    if price is None:
        return None
    aspects = {
        str(pair.get("name", "")).casefold(): pair.get("value") for pair in records_at(entry, "localizedAspects")
    }
    state = value_at(entry, "estimatedAvailabilities[0].estimatedAvailabilityStatus")
    list_price, list_currency, _ = _amount(value_at(entry, "marketingPrice.originalPrice"))
    return Found(
        vendor_item_id=str(entry.get("itemId") or ""),
        title=entry.get("title") or "",
        url=entry.get("itemAffiliateWebUrl") or entry.get("itemWebUrl") or "",
        price=price,
        currency=currency,
        list_price=list_price if list_currency == currency else None,
        brand=entry.get("brand") or "",
        gtins=gtins_of(entry.get("gtin")),
        mpn=entry.get("mpn") or "",
        size=entry.get("size") or aspects.get("size") or aspects.get("größe") or "",
        colour=entry.get("color") or aspects.get("color") or aspects.get("farbe") or "",
        condition=_condition(value_at(entry, "conditionId")),
        availability=STATES.get(str(state), "unknown"),
        delivery=_cheapest_delivery(entry, currency, answer),
        image_url=value_at(entry, "image.imageUrl") or "",
        seller=value_at(entry, "seller.username") or "",
        evidence=(Evidence("price", "eBay Browse API: price", text),),
    )


def _amount(value: Any) -> tuple[int | None, str, str]:
    """An amount as the seller named it: eBay's own conversion is only an estimate, so what it was made from counts."""
    number, code = value_at(value, "convertedFromValue"), value_at(value, "convertedFromCurrency")
    if number is None or code is None:
        number, code = value_at(value, "value"), value_at(value, "currency")
    currency = currency_of(code)
    return minor_units(number, currency), currency, f"{number} {currency}"


def _cheapest_delivery(entry: dict[str, Any], currency: str, answer: Answer) -> Delivery:
    known: list[tuple[int, dict[str, Any]]] = []
    for option in records_at(entry, "shippingOptions"):
        cost, cost_currency, _ = _amount(option.get("shippingCost"))
        if option.get("shippingCostType") == "FIXED" and cost is not None and cost_currency == currency:
            known.append((cost, option))
    if not known:
        return Delivery()
    cost, option = min(known, key=lambda pair: pair[0])
    first, last = (days_until(option.get(f"{end}EstimatedDeliveryDate"), answer) for end in ("min", "max"))
    return Delivery(cost, days_min=first, days_max=last)


def _condition(code: Any) -> str:
    """eBay's condition number: 1000 to 1999 new, 2000 to 2500 refurbished, the rest worn or used."""
    number = int(code) if isinstance(code, str) and re.fullmatch(r"[0-9]{4}", code) else 0
    if number < 1000:
        return "unknown"
    return "new" if number < 2000 else "refurbished" if number <= 2500 else "used"


def _is_fixed_price(entry: dict[str, Any]) -> bool:
    options = entry.get("buyingOptions")
    return not isinstance(options, list) or not options or "FIXED_PRICE" in options


def _has_variants(entry: dict[str, Any]) -> bool:
    return bool(entry.get("itemGroupType") or entry.get("itemGroupHref"))


def _group_of(entry: dict[str, Any]) -> str:
    """The id of the listing's group, digits, out of the address that eBay gives."""
    if not _has_variants(entry):
        return ""
    found = re.search(r"item_group_id=([0-9]{1,20})", str(entry.get("itemGroupHref") or "")[:500])
    return found[1] if found else ""


def _asks_for_gtin(url: str, question: Question) -> bool:
    asked = parse_qs(urlsplit(url).query)
    return bool(question.gtin) and question.gtin in (
        unquote(value) for key in ("gtin", "q") for value in asked.get(key, ())
    )


def _failure(answer: Answer) -> FetchFailed:
    """What eBay says is wrong; 429 means that the day's calls are used up."""
    kind = FailureKind.QUOTA if answer.status == 429 else None
    return failure_of(answer, value_at(read_refusal(answer), "errors[0].message"), kind=kind)
