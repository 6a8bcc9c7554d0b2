"""What was sold, reckoned by hand: by day and currency, net of what went back, beside the days before."""

from datetime import date

from modiste.shop.insights.periods import last_days
from modiste.shop.insights.sales import sales_of
from modiste.shop.insights.schemas import SalesOut
from modiste.shop.kit.db import Database
from tests.shop.insights.shop import days_ago, make_boutique, sell


def sales(database: Database, boutique_id: int, days: int = 7) -> list[SalesOut]:
    with database.reading() as session:
        return sales_of(session, boutique_id, last_days(days), currency="EUR")


def test_sales_are_added_up_by_day(database: Database, ours: int, items: list[int]) -> None:
    sell(database, ours, {items[0]: (1, 5_000)}, days_ago(0))
    sell(database, ours, {items[0]: (2, 5_000), items[1]: (1, 2_000)}, days_ago(0, hour=1))
    sell(database, ours, {items[1]: (1, 2_000)}, days_ago(6, hour=0))
    [only] = sales(database, ours)
    assert (only.currency, only.now.orders, only.now.pieces) == ("EUR", 3, 5)
    assert (only.now.gross.amount, only.now.refunded.amount, only.now.net.amount) == (19_000, 0, 19_000)
    assert only.now.average is not None and only.now.average.amount == 6_333
    assert [day.day for day in only.days] == [date(2026, 11, day) for day in range(9, 16)]
    assert [(day.orders, day.pieces, day.net) for day in only.days if day.orders] == [(1, 1, 2_000), (2, 4, 17_000)]


def test_what_goes_back_counts_against_the_goods_first(database: Database, ours: int, items: list[int]) -> None:
    sell(database, ours, {items[0]: (1, 5_000)}, days_ago(1), back=500, back_state="asked")
    sell(database, ours, {items[0]: (1, 5_000)}, days_ago(1), back=5_490)
    sell(database, ours, {items[0]: (1, 5_000)}, days_ago(1), back=5_490, back_state="failed")
    [only] = sales(database, ours)
    assert (only.now.gross.amount, only.now.refunded.amount, only.now.net.amount) == (15_000, 5_500, 9_500)


def test_what_was_cancelled_or_never_paid_was_not_sold(database: Database, ours: int, items: list[int]) -> None:
    sell(database, ours, {items[0]: (1, 5_000)}, days_ago(1), state="cancelled", back=5_490)
    sell(database, ours, {items[0]: (1, 5_000)}, None, state="waiting")
    [only] = sales(database, ours)
    assert (only.now.orders, only.now.gross.amount, only.now.average) == (0, 0, None)


def test_a_morning_is_compared_with_a_morning(database: Database, ours: int, items: list[int]) -> None:
    sell(database, ours, {items[0]: (1, 5_000)}, days_ago(7, hour=9))
    sell(database, ours, {items[0]: (1, 4_000)}, days_ago(7, hour=11))  # in neither: it is ten now
    sell(database, ours, {items[0]: (1, 3_000)}, days_ago(13, hour=0))
    sell(database, ours, {items[0]: (1, 2_000)}, days_ago(14, hour=23))
    [only] = sales(database, ours)
    assert (only.now.orders, only.before.orders, only.before.net.amount) == (0, 2, 8_000)


def test_currencies_are_told_apart(database: Database, ours: int, items: list[int]) -> None:
    sell(database, ours, {items[0]: (1, 5_000)}, days_ago(1))
    sell(database, ours, {items[0]: (1, 9_000)}, days_ago(1), currency="USD")
    sell(database, ours, {items[0]: (1, 700)}, days_ago(8), currency="JPY")
    found = sales(database, ours)
    assert [(one.currency, one.now.net.amount, one.before.net.amount) for one in found] == [
        ("EUR", 5_000, 0),
        ("JPY", 0, 700),
        ("USD", 9_000, 0),
    ]


def test_what_others_sell_is_not_told(database: Database, ours: int, items: list[int]) -> None:
    other = make_boutique(database, "lune")
    sell(database, other, {items[0]: (1, 5_000)}, days_ago(1))
    assert sales(database, ours)[0].now.orders == 0
