"""Prices on the street: the same for ever, moving now and then, and one shop that is not honest."""

from datetime import date, timedelta
from itertools import pairwise

from modiste.sandbox.prices import history_of, is_there, price_of, prices_of, quote_of, stock_of
from modiste.sandbox.street import PER_EURO, SHOPS, shop_of
from tests.sandbox.street import products

UNTIL = date(2026, 11, 27)


def test_asks_the_same_price_whenever_it_is_asked() -> None:
    wrap = products()[0]
    known = {"ebay": 4599, "amazon": 4495, "atelier-nord": 5400, "thread-and-thimble": 3690, "lindenhof": 3795}
    known |= {"galerie-mode": 7199, "casa-bruna": 4790, "fifth-and-dry": 4390}
    assert {shop.name: price_of(shop, wrap, UNTIL) for shop in SHOPS} == known


def test_keeps_near_the_makers_price_in_its_own_currency() -> None:
    for shop in SHOPS:
        for product in products():
            maker = product.price * PER_EURO[shop.currency]
            assert 0.5 * maker < price_of(shop, product, UNTIL) < 1.6 * maker


def test_changes_prices_every_several_days_only() -> None:
    for shop in SHOPS:
        changes = [len(list(history_of(shop, product, 180, UNTIL))) for product in products()]
        assert 1 <= min(changes)
        assert sum(changes) / len(changes) < 180 / 7
    assert max(changes) > 1


def test_many_days_at_once_are_what_each_day_asks() -> None:
    first = date(2025, 6, 20)
    for shop in SHOPS:
        for product in products()[::4]:
            each = [price_of(shop, product, first + timedelta(days=number)) for number in range(400)]
            assert list(prices_of(shop, product, first, 400)) == each


def test_tells_the_history_that_each_day_would_have_told() -> None:
    shop, product = shop_of("casa-bruna"), products()[5]
    told = dict(history_of(shop, product, 60, UNTIL))
    quote = None
    for day in (UNTIL - timedelta(days=back) for back in range(59, -1, -1)):
        quote = told.get(day, quote)
        assert quote == quote_of(shop, product, day)


def test_crosses_out_only_what_is_higher() -> None:
    quotes = [quote for shop in SHOPS for one in products() for _, quote in history_of(shop, one, 90, UNTIL)]
    crossed = [quote for quote in quotes if quote.list_price is not None]
    assert crossed
    assert all(quote.price < (quote.list_price or 0) for quote in crossed)


def test_one_shop_raises_its_prices_before_it_reduces_them() -> None:
    shop = shop_of("galerie-mode")
    for product in products():
        quotes = [quote for _, quote in history_of(shop, product, 90, UNTIL)]
        sales = [(before, now) for before, now in pairwise(quotes) if now.list_price and not before.list_price]
        assert sales
        usual = min(quote.price for quote in quotes)
        for before, now in sales:
            assert before.price == now.list_price > now.price >= usual


def test_the_premium_shop_is_never_on_sale() -> None:
    shop = shop_of("atelier-nord")
    assert not [q for one in products() for _, q in history_of(shop, one, 365, UNTIL) if q.list_price is not None]


def test_runs_out_of_sizes_for_a_while() -> None:
    shop, product = shop_of("ebay"), products()[0]
    days = [UNTIL - timedelta(days=back) for back in range(364, -1, -1)]
    stock = [is_there(shop, product, "M", day) for day in days]
    assert 0 < stock.count(False) < 100
    assert stock == [there for there, _ in zip(stock_of(shop, product, "M", days[0]), days, strict=False)]
