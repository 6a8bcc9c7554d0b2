"""Walmart's affiliate API: search in the United States, each request signed with the account's RSA key."""

import base64
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Self
from urllib.parse import urlencode, urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from pydantic import Field, SecretStr, model_validator

from modiste.shop.kit import clock
from modiste.shop.kit.fetch.base import Answer, Policy, Request
from modiste.shop.prices.vendors.answers import failure_of, read_json, read_refusal, records_at, value_at
from modiste.shop.prices.vendors.base import (
    Delivery,
    Evidence,
    Findings,
    Found,
    Question,
    Terms,
    Vendor,
)
from modiste.shop.prices.vendors.guards import gtins_of, keep_sound, minor_units, search_text
from modiste.shop.prices.vendors.shops import Address, OpenToAll, VendorSettings

WHAT_IS_MISSING = "set MODISTE_WALMART_CONSUMER_ID and MODISTE_WALMART_PRIVATE_KEY (an account at walmart.io)"
PATH = "/api-proxy/service/affil/product/v2"
CURRENCY = "USD"
STATES = {
    "available": "in_stock",
    "limited supply": "in_stock",
    "last few items": "in_stock",
    "not available": "out_of_stock",
}


class Settings(VendorSettings, env_prefix="MODISTE_WALMART_"):
    """The account's number, its private key as PEM text, and the publisher's id for links that are paid."""

    consumer_id: str = Field("", pattern=r"^[A-Za-z0-9-]{0,64}$")
    private_key: SecretStr = Field(SecretStr(""), description="PEM (PKCS#8); \\n may stand for the ends of lines.")
    key_version: str = Field("1", pattern=r"^[0-9]{1,4}$")
    publisher_id: str = Field("", pattern=r"^[A-Za-z0-9]{0,32}$")
    base_url: Address = "https://developer.api.walmart.com"
    per_day: int | None = Field(None, ge=1, description="The contract's quota, where it has one.")
    keep_history: bool = Field(False, description="Only where your contract allows it.")

    @model_validator(mode="after")
    def check_keys(self) -> Self:
        """Both or none, and the key is one that can sign."""
        pem = self.private_key.get_secret_value()
        if bool(self.consumer_id) != bool(pem):
            raise ValueError("MODISTE_WALMART_CONSUMER_ID and MODISTE_WALMART_PRIVATE_KEY belong together: set both")
        if pem:
            read_key(pem)
        return self


def read_key(pem: str) -> RSAPrivateKey:
    """The RSA key in a PEM text; raises ValueError that does not repeat it."""
    try:
        key = load_pem_private_key(pem.replace("\\n", "\n").encode(), password=None)
    except (ValueError, TypeError) as error:
        raise ValueError("MODISTE_WALMART_PRIVATE_KEY is not a PEM private key without a password") from error
    if not isinstance(key, RSAPrivateKey):
        raise ValueError("MODISTE_WALMART_PRIVATE_KEY is not an RSA key")
    return key


class Walmart(OpenToAll):
    """Walmart's shop in the United States; `now` dates the signatures."""

    name = "walmart"
    title = "Walmart"

    def __init__(self, settings: Settings, now: Callable[[], datetime] = clock.now) -> None:
        self.settings = settings
        self.policy = Policy(name="walmart", per_second=5.0, burst=5, per_day=settings.per_day)
        self.terms = Terms(24 * 3600, settings.keep_history, is_affiliate=bool(settings.publisher_id))
        self._now = now
        self._key = read_key(settings.private_key.get_secret_value())

    def build_requests(self, question: Question, *, token: str = "") -> Sequence[Request]:  # noqa: ARG002  (the protocol's)
        """A look-up by UPC or a search by words; nothing where Walmart does not deliver."""
        if question.country != "US":
            return ()
        if len(question.gtin) == 12:
            return (self._request("items", {"upc": question.gtin}),)
        return (self._search(question),)

    def parse(self, answer: Answer, question: Question, *, token: str = "") -> Findings:  # noqa: ARG002  (the protocol's)
        """The offers of an answer; a UPC that Walmart does not know is searched again by words."""
        is_look_up = urlsplit(answer.url).path.endswith("/items")
        if answer.status != 200 and not (is_look_up and answer.status in (400, 404)):
            raise failure_of(answer, value_at(read_refusal(answer), "details.Description"))
        items = records_at(read_json(answer), "items") if answer.status == 200 else []
        if is_look_up and not items:
            return Findings(next_requests=(self._search(question),))
        return Findings(keep_sound(offer for entry in items if (offer := self._offer(entry)) is not None))

    def _search(self, question: Question) -> Request:
        limit = str(min(max(question.limit, 1), 25))
        return self._request("search", {"query": search_text(question), "numItems": limit, "responseGroup": "full"})

    def _request(self, what: str, asked: Mapping[str, str]) -> Request:
        stamp = str(int(self._now().timestamp() * 1000))
        signed = f"{self.settings.consumer_id}\n{stamp}\n{self.settings.key_version}\n".encode()
        signature = self._key.sign(signed, padding.PKCS1v15(), hashes.SHA256())
        paid = {"publisherId": self.settings.publisher_id} if self.settings.publisher_id else {}
        return Request(
            f"{self.settings.base_url}{PATH}/{what}?{urlencode({**asked, **paid})}",
            headers={
                "WM_CONSUMER.ID": self.settings.consumer_id,
                "WM_CONSUMER.INTIMESTAMP": stamp,
                "WM_SEC.KEY_VERSION": self.settings.key_version,
                "WM_SEC.AUTH_SIGNATURE": base64.b64encode(signature).decode(),
            },
        )

    def _offer(self, entry: dict[str, Any]) -> Found | None:
        price = minor_units(entry.get("salePrice"), CURRENCY)
        if price is None:
            return None
        state = STATES.get(str(entry.get("stock")).lower(), "unknown")
        return Found(
            vendor_item_id=str(entry.get("itemId") or ""),
            title=entry.get("name") or "",
            url=self._link(entry),
            price=price,
            currency=CURRENCY,
            list_price=minor_units(entry.get("msrp"), CURRENCY),
            brand=entry.get("brandName") or "",
            gtins=gtins_of(entry.get("upc")),
            mpn=entry.get("modelNumber") or "",
            size=entry.get("size") or "",
            colour=entry.get("color") or "",
            availability="out_of_stock" if entry.get("availableOnline") is False else state,
            delivery=Delivery(minor_units(entry.get("standardShipRate"), CURRENCY), _free_over(entry)),
            image_url=entry.get("largeImage") or "",
            seller=entry.get("sellerInfo") or "",
            evidence=(Evidence("price", "Walmart affiliate API: salePrice", f"{entry.get('salePrice')} {CURRENCY}"),),
        )

    def _link(self, entry: dict[str, Any]) -> str:
        tracked = entry.get("productTrackingUrl")
        if isinstance(tracked, str) and self.settings.publisher_id:
            return tracked.replace("|PUBID|", self.settings.publisher_id)
        number = re.fullmatch(r"[0-9]{1,20}", str(entry.get("itemId")))
        return f"https://www.walmart.com/ip/{number[0]}" if number else ""


def open_vendors() -> list[Vendor]:
    """Walmart, when the account and its key are set."""
    settings = Settings()
    return [Walmart(settings)] if settings.consumer_id else []


def _free_over(entry: dict[str, Any]) -> int | None:
    """The sum from which delivery is free, out of a key such as `freeShippingOver35Dollars`."""
    for key, value in entry.items():
        found = re.fullmatch(r"freeShippingOver([0-9]{1,4})Dollars", key)
        if found and value is True:
            return int(found[1]) * 100
    return None
