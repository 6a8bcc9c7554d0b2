"""Documents 1 and 2: what an item or a product by name costs elsewhere; prices as numbers of major units."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from modiste.shop.accounts.dependencies import DatabaseDep
from modiste.shop.catalogue.service import ItemUnknown
from modiste.shop.kit import money
from modiste.shop.kit.errors import TooMany
from modiste.shop.kit.web.context import LimitsDep, SettingsDep
from modiste.shop.kit.web.fields import ItemId
from modiste.shop.kit.web.problems import problems
from modiste.shop.prices import jobs, searching, service
from modiste.shop.prices.routes import CallerDep, ComparerDep, count_ask
from modiste.shop.prices.schemas import OfferOut, OffersQuery, ProductName, ProductQuery

router = APIRouter(tags=["price engine"])


class VendorPrice(BaseModel):
    """What one vendor asks for it."""

    vendor: str
    price: float
    currency: str
    link: str
    delivery: float | None = Field(description="Null: unknown.")
    total: float | None = Field(description="With delivery; null: unknown.")
    in_stock: bool


class PriceComparison(BaseModel):
    """An item at all vendors, the cheapest total first."""

    price_comparison: list[VendorPrice]


class ProductPrice(VendorPrice):
    """One offer for a product by name."""

    title: str


class ComparedPrices(BaseModel):
    """Offers for a product, the cheapest total first, the best deal named, and who did not answer."""

    product: str
    prices: list[ProductPrice]
    best_deal: ProductPrice | None
    failed: list[str]


@router.get("/price-comparison/{item_id}", responses=problems(ItemUnknown, TooMany))
def compare_item(
    item_id: ItemId,
    database: DatabaseDep,
    comparer: ComparerDep,
    settings: SettingsDep,
    limits: LimitsDep,
    caller: CallerDep,
) -> PriceComparison:
    """What an item costs at each vendor."""
    count_ask(limits, caller)
    found = service.offers_of(database, comparer, item_id, OffersQuery()).answer
    if found.is_refreshing:
        jobs.ask_for_refresh(database, comparer.cache, item_id)
    return PriceComparison(price_comparison=[_priced(offer, settings.public_url) for offer in found.offers])


@router.get("/compare_price", responses=problems(TooMany))
def compare_price(
    database: DatabaseDep,
    comparer: ComparerDep,
    settings: SettingsDep,
    limits: LimitsDep,
    caller: CallerDep,
    product: Annotated[ProductName, Query()],
) -> ComparedPrices:
    """What a product costs at each vendor that has something by this name."""
    count_ask(limits, caller)
    found = searching.search_offers(database, comparer, ProductQuery(query=product))
    priced = {
        offer.key: ProductPrice(**_priced(offer, settings.public_url).model_dump(), title=offer.title)
        for offer in found.offers
    }
    return ComparedPrices(
        product=product,
        prices=list(priced.values()),
        best_deal=None if found.best is None else priced[found.best],
        failed=[failure.vendor_title for failure in found.failures],
    )


def _priced(offer: OfferOut, public_url: str) -> VendorPrice:
    currency, cost = offer.price.currency, offer.delivery.cost
    return VendorPrice(
        vendor=offer.vendor_title,
        price=money.to_major(offer.price.amount, currency),
        currency=currency,
        link=f"{public_url.rstrip('/')}{offer.link}" if offer.link.startswith("/") else offer.link,
        delivery=None if cost is None else money.to_major(cost, currency),
        total=None if offer.total is None else money.to_major(offer.total, currency),
        in_stock=offer.availability == "in_stock",
    )
