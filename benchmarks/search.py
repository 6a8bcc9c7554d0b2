"""How fast 100,000 items are searched: the items are made up here, the queries are those of shoppers.

python -m benchmarks.search [--items 100000] [--url sqlite:///…] [--json FILE]
"""

import argparse
import json
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import insert

from modiste.shop.boutiques.models import Boutique
from modiste.shop.catalogue import search
from modiste.shop.catalogue.models import Category, Item, ItemTag, Variant
from modiste.shop.catalogue.schemas import ItemPage, ItemQuery
from modiste.shop.catalogue.stocking import refresh_statistics
from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.migrations import migrate

KINDS = ("Dress Coat Skirt Blouse Shirt Trousers Jeans Sweater Cardigan Jacket Blazer Boots Sneakers Sandals Bag Scarf "
         "Hat Belt Jumpsuit Shorts").split()  # fmt: skip
COLOURS = "black white navy red green blue beige grey brown pink yellow orange purple ivory olive".split()
MATERIALS = "linen cotton wool silk denim leather cashmere viscose velvet corduroy".split()
PATTERNS = "plain striped floral checked dotted paisley".split()
CUTS = "slim loose cropped oversized tailored pleated wrap high-waisted long short belted ribbed".split()
OCCASIONS = "office party wedding holiday weekend evening beach travel sport date".split()
FIRST = "Aster Bel Cala Dune Elva Fjord Gala Hazel Iris Juno Kato Luma Mara Nola Orla Pia Quill Rue Sol Tilda".split()
LAST = "and Sons|Studio|Atelier|Works|House|& Co|Mode|Paris|Milano|Nord|Lane|Goods|Supply|Club|Label".split("|")
SIZES = "XS S M L XL".split()
WRITTEN = ("A {cut} {kind} in {colour} {material}, made for {occasion} days and softer with every wash. "
           "Goes with {other} shoes and a {pattern} scarf. Cared for by hand, sent in paper.")  # fmt: skip


def items(count: int, rng: random.Random) -> Iterator[tuple[dict[str, object], list[str]]]:
    """`count` items as rows, each with its tags; popular brands and colours are popular here too."""
    brands = [f"{first} {last}" for first in FIRST for last in LAST]
    for number in range(1, count + 1):
        colour = COLOURS[min(int(rng.paretovariate(0.8)) - 1, len(COLOURS) - 1)]
        kind, cut = rng.choice(KINDS), rng.choice(CUTS)
        material, pattern, occasion = rng.choice(MATERIALS), rng.choice(PATTERNS), rng.choice(OCCASIONS)
        words = {"cut": cut, "kind": kind.lower(), "colour": colour, "material": material, "occasion": occasion}
        yield (
            {
                "id": number,
                "boutique_id": rng.randint(1, 60),
                "category_id": KINDS.index(kind) + 1,
                "external_id": f"b{number}",
                "name": f"{cut.capitalize()} {material} {kind.lower()}",
                "brand": brands[min(int(rng.paretovariate(0.5)) - 1, len(brands) - 1)],
                "description": WRITTEN.format(**words, other=rng.choice(COLOURS), pattern=pattern),
                "price": rng.randrange(900, 60_000, 50),
                "currency": "EUR",
                "colour": colour,
                "colours": [colour],
                "pattern": pattern,
                "material": material,
                "season": [rng.choice(("spring", "summer", "autumn", "winter"))],
                "is_active": True,
                "in_stock": rng.random() < 0.9,
                "version": 1,
                "created_at": clock.now(),
                "updated_at": clock.now(),
            },
            [occasion, *rng.sample(MATERIALS + PATTERNS, 2)],
        )


def fill(database: Database, count: int) -> None:
    """Put `count` items into an empty database."""
    rng = random.Random(7)
    with database.transaction() as session:
        session.execute(
            insert(Boutique), [{"slug": f"b{n}", "name": f"Boutique {n}", "currency": "EUR"} for n in range(1, 61)]
        )
        session.execute(insert(Category), [{"slug": kind.lower(), "name": kind} for kind in KINDS])
        made = items(count, rng)
        while batch := [item for item, _ in zip(made, range(1000), strict=False)]:
            session.execute(insert(Item.__table__), [row for row, _ in batch])
            session.execute(
                insert(ItemTag.__table__),
                [{"item_id": row["id"], "tag": tag} for row, tags in batch for tag in dict.fromkeys(tags)],
            )
            session.execute(
                insert(Variant.__table__),
                [
                    {"item_id": row["id"], "size": size, "colour": row["colour"], "stock": rng.randrange(0, 9)}
                    for row, _ in batch
                    for size in SIZES
                ],
            )
    with database.transaction() as session:
        refresh_statistics(session)


def queries(count: int, rng: random.Random) -> Iterator[tuple[str, ItemQuery]]:
    """What shoppers ask for: words they are still typing, filters they click, the next page now and then."""
    for _ in range(count):
        kind, colour, material = rng.choice(KINDS), rng.choice(COLOURS), rng.choice(MATERIALS)
        cut, occasion = rng.choice(CUTS), rng.choice(OCCASIONS)
        low = rng.randrange(1000, 20_000)
        yield rng.choice(
            [
                ("one word", ItemQuery(q=kind.lower())),
                ("one word, half typed", ItemQuery(q=kind.lower()[: rng.randint(2, 4)])),
                ("two words", ItemQuery(q=f"{material} {kind.lower()}")),
                ("three words", ItemQuery(q=f"{cut} {material} {kind.lower()}s")),
                ("words of tag and name", ItemQuery(q=f"{occasion} {kind.lower()}")),
                ("words only in texts", ItemQuery(q=f"soft {rng.choice(['wash', 'paper', 'hand'])}")),
                ("word and colour", ItemQuery(q=kind.lower(), colour=[colour])),
                ("word and price", ItemQuery(q=material, price_min=low, price_max=low + 5000)),
                ("word, cheapest first", ItemQuery(q=kind.lower(), sort="price_asc")),
                ("word, size in stock", ItemQuery(q=material, size=[rng.choice(SIZES)], in_stock=True)),
                ("nothing found", ItemQuery(q=f"{kind.lower()} zeppelin")),
                ("all, newest", ItemQuery(sort="newest")),
                ("category", ItemQuery(category=[kind])),
                ("category and colour, dearest first", ItemQuery(category=[kind], colour=[colour], sort="price_desc")),
                ("brand", ItemQuery(brand=[f"{rng.choice(FIRST)} {rng.choice(LAST)}"])),
                ("tag", ItemQuery(tag=[occasion])),
                ("boutique, cheapest first", ItemQuery(boutique_id=rng.randint(1, 60), sort="price_asc")),
                ("price and size", ItemQuery(price_min=low, price_max=low + 2000, size=[rng.choice(SIZES)])),
            ]
        )


Times = dict[str, list[tuple[float, float]]]


def clocks() -> tuple[float, float]:
    """Milliseconds on the wall and of this thread: the second does not count waiting for others on a busy machine."""
    return time.perf_counter() * 1000, time.thread_time() * 1000


def measure(database: Database, count: int) -> Times:
    """How long each kind of query takes, with facets; every fourth one reads its second page too."""
    times: Times = {}

    def search_once(kind: str, query: ItemQuery) -> ItemPage:
        wall, own = clocks()
        with database.reading() as session:
            page = search.search_items(session, query)
        after = clocks()
        times.setdefault(kind, []).append((after[0] - wall, after[1] - own))
        return page

    rng = random.Random(11)
    for number, (kind, query) in enumerate(queries(count, rng)):
        page = search_once(kind, query.model_copy(update={"facets": True}))
        if number % 4 == 0 and page.next_cursor:
            search_once("the second page", query.model_copy(update={"cursor": page.next_cursor}))
    return times


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def table(times: Times) -> list[dict[str, object]]:
    """p50, p95, p99 and the worst of each kind, and of all; and the p95 of the thread's own time."""
    rows = [("all", [value for values in times.values() for value in values]), *sorted(times.items())]
    return [
        {
            "query": kind,
            "n": len(values),
            **{f"p{share}": round(percentile([wall for wall, _ in values], share / 100), 1) for share in (50, 95, 99)},
            "worst": round(max(wall for wall, _ in values), 1),
            "p95_cpu": round(percentile([own for _, own in values], 0.95), 1),
        }
        for kind, values in rows
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=1_000)
    parser.add_argument("--url", default="", help="an empty, existing database; a new SQLite file by default")
    parser.add_argument("--keep", type=Path, help="keep the SQLite file here and use it again")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = given.keep or Path(folder) / "search.sqlite3"
        is_filled = given.keep is not None and file.exists()
        database = Database(given.url or f"sqlite:///{file}")
        migrate(database, Path(folder))
        began = time.perf_counter()
        if not is_filled:
            fill(database, given.items)
        filled = time.perf_counter() - began
        measure(database, 50)  # warm, as a service that has run for a minute
        rows = table(measure(database, given.queries))
        database.close()
    print(f"{given.items} items (filled in {filled:.1f} s), {given.queries} searches with facets, milliseconds:\n")
    print("| query | n | p50 | p95 | p99 | worst | p95 cpu |\n|---|--:|--:|--:|--:|--:|--:|")
    for row in rows:
        print("| " + " | ".join(str(value) for value in row.values()) + " |")
    if given.json:
        given.json.write_text(
            json.dumps({"items": given.items, "fill_seconds": round(filled, 1), "rows": rows}, indent=1)
        )


if __name__ == "__main__":
    main()
