"""Product facts from real shop pages: beside published systems, with shops left out, and what it costs."""

import argparse
import gzip
import json
import os
import statistics
import time
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from modiste.matching.brands import read_brand
from modiste.matching.currencies import LOCAL_CODES, country_of, iso_code
from modiste.matching.documents import fold
from modiste.matching.pages import extract_product
from modiste.matching.price_text import parse_price
from modiste.matching.price_training import SavedPage, describe_page, fit_examples, read_pages
from modiste.matching.records import Availability, ProductPage
from modiste.matching.scoring import PriceScorer

FACTS = ("price", "currency", "availability", "sku", "brand", "gtin")
CAVEAT = (
    "“Shop left out” trains the scorer without the page's shop; the words and rules beside it were made by people who"
    " saw these pages, so shops never seen may fare worse. “–”: the published output has no such fact."
)
Answers = dict[str, dict[str, str]]


def main() -> None:
    """Print the tables of pages, price texts and brands."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--shared", type=Path, default=Path(os.environ.get("MODISTE_SHARED", "../shared")))
    options.add_argument("--errors", action="store_true", help="name the pages whose price is wrong")
    given = options.parse_args()
    data = given.shared / "data"
    pages = list(read_pages(data / "product-pages"))
    rows: dict[str, Answers] = {}
    milliseconds: list[float] = []
    rows["Modiste, all shops known"] = _answers(pages, lambda _: PriceScorer.load(), milliseconds)
    rows["Modiste, shop left out"] = _answers(pages, _scorers_without(pages).__getitem__)
    rows["Modiste, no scorer"] = _answers(pages, lambda _: _Silent())
    for name in ("Zyte", "Diffbot", "extruct"):
        rows[f"{name} (published)"] = _published(data / "product-pages" / f"published-output-{name}.json")
    print(f"F1 on {len(pages)} saved pages of {len({page.shop for page in pages})} shops (price with errata):\n")
    print(f"| | {' | '.join(FACTS)} |\n|---|{'--:|' * len(FACTS)}")
    for name, answers in rows.items():
        print(f"| {name} | {' | '.join(_cell(pages, answers, fact) for fact in FACTS)} |")
        if given.errors:
            _print_errors(pages, answers)
    print(f"\n{CAVEAT}")
    print(f"\nOff by a factor of 10, 100 or 1000: {_factors(pages, rows['Modiste, shop left out'])}.", end=" ")
    print(f"CPU a page: median {statistics.median(milliseconds):.1f} ms, largest {max(milliseconds):.1f} ms.")
    print(f"\n{_price_texts(data / 'price-strings' / 'price_strings.jsonl')}")
    print(f"\n{_brands(data / 'brand-snippets' / 'brand_values.json.gz')}")


class _Silent(PriceScorer):
    """A scorer that finds no visible price: what the markup alone reaches."""

    def __init__(self) -> None:
        super().__init__(None)

    def score(self, shown: Any) -> Any:
        return PriceScorer.load().score(shown) * 0.0


def _scorers_without(pages: list[SavedPage]) -> dict[str, PriceScorer]:
    examples = [describe_page(page) for page in pages]
    shops = {shop for shop, _, _ in examples}
    return {left_out: fit_examples([e for e in examples if e[0] != left_out]) for left_out in shops}


def _answers(
    pages: Iterable[SavedPage], scorer_of: Callable[[str], PriceScorer], milliseconds: list[float] | None = None
) -> Answers:
    answers: Answers = {}
    for page in pages:
        scorer, start = scorer_of(page.shop), time.process_time()
        found = extract_product(page.html, page.url, scorer=scorer)
        if milliseconds is not None:
            milliseconds.append((time.process_time() - start) * 1000)
        answers[page.id] = _as_answer(found)
    return answers


def _as_answer(found: ProductPage) -> dict[str, str]:
    state = {
        Availability.IN_STOCK: "InStock",
        Availability.PREORDER: "InStock",
        Availability.OUT_OF_STOCK: "OutOfStock",
    }
    record = found.record
    return {
        "price": "" if record.price is None else str(record.price),
        "currency": record.currency,
        "availability": state.get(found.availability, ""),
        "sku": found.sku,
        "brand": record.brand,
        "gtin": record.gtins[0] if record.gtins else "",
    }


def _published(file: Path) -> Answers:
    read = json.loads(file.read_text())
    return {
        i: {
            fact: str((answer.get(fact) or [""])[0])
            if isinstance(answer.get(fact), list)
            else str(answer.get(fact) or "")
            for fact in FACTS
        }
        for i, answer in read.items()
    }


def _f1(pages: Iterable[SavedPage], answers: Answers, fact: str) -> float:
    """The publisher's protocol: a wrong value is one false positive and one false negative."""
    right = wrong = missed = 0
    for page in pages:
        truth = {_norm(fact, value, page) for value in page.truth.get(fact, [])}
        given = answers.get(page.id, {}).get(fact, "")
        if fact == "availability":
            given = given or "InStock"
        elif fact == "currency" and not truth:
            continue  # the truth names what is printed; a code known from markup is no error where nothing is printed
        answer = _norm(fact, given, page) if given else ""
        right += bool(answer and answer in truth)
        wrong += bool(answer and answer not in truth)
        missed += bool(truth and answer not in truth)
    return 2 * right / (2 * right + wrong + missed) if right else 0.0


def _cell(pages: Iterable[SavedPage], answers: Answers, fact: str) -> str:
    is_answered = any(answer.get(fact) for answer in answers.values())
    return f"{_f1(pages, answers, fact):.3f}" if is_answered else "–"


def _norm(fact: str, value: str, page: SavedPage) -> str:
    if fact == "price":
        try:
            return str(Decimal(value).normalize())
        except InvalidOperation:
            return value
    if fact == "currency":
        printed = {_code(symbol, page) for symbol in page.truth.get("currency", [])}
        code = _code(value, page)
        is_local = any(code in LOCAL_CODES.get(symbol.casefold(), {}).values() for symbol in page.truth["currency"])
        return next(iter(printed)) if is_local and not country_of(page.url) else code  # "$" of a .com may be any dollar
    return fold(value).casefold() if fact == "brand" else fold(value)


def _code(printed: str, page: SavedPage) -> str:
    return iso_code(printed, country_of(page.url), guess=True) or printed


def _factors(pages: Iterable[SavedPage], answers: Answers) -> int:
    ratios = [Decimal(given) / price for page in pages if (given := answers[page.id]["price"]) for price in page.prices]
    return sum(max(ratio, 1 / ratio) in {Decimal(10), Decimal(100), Decimal(1000)} for ratio in ratios)


def _print_errors(pages: Iterable[SavedPage], answers: Answers) -> None:
    for page in pages:
        for fact in FACTS:
            given = answers.get(page.id, {}).get(fact, "")
            truth = {_norm(fact, value, page) for value in page.truth.get(fact, [])}
            if fact == "price" and (_norm(fact, given, page) if given else "") not in (truth or {""}):
                print(f"    {fact} {page.shop} {page.id[:8]}: {given or 'none'}, not {page.truth.get(fact, 'none')}")


def _price_texts(file: Path) -> str:
    right = {"known": 0, "unknown": 0}
    total = dict(right)
    start = time.process_time()
    for line in file.read_text().splitlines():
        case = json.loads(line)
        kind = "unknown" if "XFAIL" in case["group"] else "known"
        read = parse_price(
            case["price_raw"] or "",
            currency_hint=case["currency_hint"] or "",
            decimal_separator=case["decimal_separator"] or "",
        )
        amount = None if case["amount"] is None else Decimal(case["amount"])
        right[kind] += read.amount == amount and read.symbol == (case["currency"] or "")
        total[kind] += 1
    seconds = time.process_time() - start
    return (
        f"Price texts: {right['known']} of {total['known']} that price-parser 0.5.1 reads, {right['unknown']} of"
        f" {total['unknown']} that it does not; {seconds / sum(total.values()) * 1e6:.0f} µs a text."
    )


def _brands(file: Path) -> str:
    cases = json.loads(gzip.decompress(file.read_bytes()))
    right = sum(read_brand(case["html"] or "") == fold(case["value"] or "") for case in cases)
    return f"Brands from HTML fragments: {right} of {len(cases)} exactly ({right / len(cases):.1%})."


if __name__ == "__main__":
    main()
