"""Import of a boutique's items from a file: rows become listings, sizes of one item are brought together.

Everything happens in the caller's transaction, a thousand items at a time: a file of any size needs the memory of one
batch and of its ids, and what breaks off leaves nothing behind.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.orm import Session

from modiste.shop.boutiques.models import Boutique
from modiste.shop.catalogue import cells
from modiste.shop.catalogue.feeds.base import Row
from modiste.shop.catalogue.reading import ImportReport, MissingColumns, match_columns, open_feed
from modiste.shop.catalogue.rows import COLUMNS, RowReader
from modiste.shop.catalogue.stocking import Listing, put_on_sale
from modiste.shop.kit.errors import Invalid

BATCH = 1_000  # items that are compared and written with one set of queries


class NoPrice(MissingColumns):
    """The file has no prices and no option says what to take instead."""

    title = "The file has no prices"


@dataclass(frozen=True)
class ItemImport:
    """How to read a file of items; `mapping` is field to column, `default_price` is for rows that name none."""

    format: str = ""
    encoding: str = "utf-8"
    mapping: Mapping[str, str] = field(default_factory=dict)
    currency: str = ""
    default_price: str = ""
    is_dry_run: bool = False


def import_items(session: Session, boutique_id: int, path: Path, options: ItemImport) -> ImportReport:
    """Put the items of a file on sale in a boutique. Counts: read, rejected (rows); new, changed, unchanged (items).

    Raises UnreadableFeed, MissingColumns, UnknownMapping when the file as a whole cannot be taken.
    """
    boutique = session.get_one(Boutique, boutique_id)
    with open_feed(path, format=options.format, encoding=options.encoding) as feed:
        found = match_columns(COLUMNS, feed.columns, options.mapping)
        report = ImportReport(path.name, found, is_dry_run=options.is_dry_run)
        currency = _currency_of(options.currency or boutique.currency)
        price = _default_price(options.default_price, currency, has_prices="price" in found)
        reader = RowReader(found, report, currency, boutique.name, price)
        for batch in _batches(report.rows(feed), reader):
            outcomes = put_on_sale(session, boutique_id, batch, is_dry_run=options.is_dry_run)
            for listing, outcome in zip(batch, outcomes, strict=True):
                if not listing.adds_variants:
                    report.count(outcome)
    return report


def _batches(rows: Iterator[Row], reader: "RowReader") -> Iterator[list[Listing]]:
    """Listings by the thousand; the rows of one item need not stand together."""
    batch: dict[str, Listing] = {}
    for row in rows:
        listing = reader.listing_of(row)
        if listing is None:
            continue
        if len(batch) == BATCH and listing.external_id not in batch:
            yield list(batch.values())
            batch = {}
        if listing.external_id in batch:
            _join(batch[listing.external_id], listing)
        else:
            if listing.adds_variants:  # the item is in an earlier batch: only its sizes are still to come
                listing.values = {}
            batch[listing.external_id] = listing
    if batch:
        yield list(batch.values())


def _join(first: Listing, further: Listing) -> None:
    """The first row of an item says what it is; the others add sizes and colours."""
    first.variants = [*(first.variants or ()), *(further.variants or ())]
    if "colours" in first.values:
        known = [*first.values["colours"], *further.values.get("colours", ())]
        first.values["colours"] = list(dict.fromkeys(known))


def _currency_of(text: str) -> str:
    try:
        return cells.currency_of(text)
    except ValueError as error:
        raise Invalid(f"--currency {text!r} {error}") from error


def _default_price(text: str, currency: str, *, has_prices: bool) -> tuple[int, str] | None:
    if text:
        try:
            return cells.price_of(None, text, currency)
        except ValueError as error:
            raise Invalid(f"--default-price {text!r} {error}") from error
    if not has_prices:
        raise NoPrice("The file has no column price. Name it with --map price=COLUMN, or set --default-price 0")
    return None
