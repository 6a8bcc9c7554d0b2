"""The cheapest basket: equal to trying everything, free deliveries included, and honest about what cannot be."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.shop.cart.basket import Basket, Offer, Problem, pack_parcels
from modiste.shop.cart.cheapest import find_cheapest, find_fastest, find_fewest_parcels


def offer(line: int, shop: str, price: int, delivery: int = 500, days: int | None = 3, counted: int = 0) -> Offer:
    return Offer(line, shop, price, counted or price, delivery, days)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Up to four lines and four shops; prices and thresholds are few numbers, so that they often meet exactly."""
    lines, shops = draw(st.integers(1, 4)), "abcd"[: draw(st.integers(1, 4))]
    price = st.sampled_from((1_000, 1_500, 2_000, 2_001, 3_000))
    offers = [
        offer(line, shop, draw(price), draw(st.sampled_from((0, 300, 490))), draw(st.sampled_from((None, 1, 2, 5))))
        for line in range(lines)
        for shop in shops
        for _ in range(draw(st.sampled_from((0, 1, 1, 1, 2))))
    ]
    free = {shop: draw(st.sampled_from((0, 2_000, 3_000, 5_001))) for shop in shops if draw(st.booleans())}
    return Problem(tuple(range(lines)), tuple(offers), free)


def tried(problem: Problem) -> list[Basket]:
    """Every basket that there is."""
    of_line = [[one for one in problem.offers if one.line == line] for line in problem.lines]
    return [Basket(pack_parcels(taken, problem.free_over)) for taken in itertools.product(*of_line)]


def worth(basket: Basket | None) -> tuple[int, int] | None:
    return None if basket is None else (basket.total, len(basket.parcels))


@settings(max_examples=150, deadline=None)
@given(problems(), st.sampled_from((None, 1, 2)))
def test_the_cheapest_equals_the_best_of_all(problem: Problem, most: int | None) -> None:
    allowed = [basket for basket in tried(problem) if most is None or len(basket.parcels) <= most]
    found = find_cheapest(problem, max_parcels=most)
    assert worth(found) == min((worth(basket) for basket in allowed), default=None)
    assert found is None or found.is_proven


@settings(max_examples=75, deadline=None)
@given(problems())
def test_the_fewest_parcels_and_the_fastest_equal_the_best_of_all(problem: Problem) -> None:
    everything = tried(problem)
    fewest = find_fewest_parcels(problem)
    few = min(((len(basket.parcels), basket.total) for basket in everything), default=None)
    assert (None if fewest is None else (len(fewest.parcels), fewest.total)) == few
    fastest = find_fastest(problem)
    quick = min(((basket.days, basket.total) for basket in everything if basket.days is not None), default=None)
    assert (None if fastest is None else (fastest.days, fastest.total)) == quick


def test_a_threshold_that_is_met_exactly_makes_delivery_free() -> None:
    lines = (offer(0, "a", 3_000), offer(1, "a", 3_000), offer(1, "b", 2_600, 0))
    met = find_cheapest(Problem((0, 1), lines, {"a": 6_000}))
    missed = find_cheapest(Problem((0, 1), lines, {"a": 6_001}))
    assert worth(met) == (6_000, 1)
    assert worth(missed) == (6_100, 2)


def test_it_buys_dearer_where_that_makes_delivery_free() -> None:
    lines = (offer(0, "a", 5_000, 900), offer(1, "a", 1_200, 900), offer(1, "b", 1_000, 0))
    assert worth(find_cheapest(Problem((0, 1), lines, {"a": 6_000}))) == (6_200, 1)


def test_among_equals_it_takes_fewer_parcels() -> None:
    lines = [offer(line, shop, 1_000, 0) for line in range(4) for shop in "abc"]
    assert worth(find_cheapest(Problem((0, 1, 2, 3), tuple(lines), {}))) == (4_000, 1)


def test_a_threshold_counts_in_the_shops_own_money() -> None:
    lines = (offer(0, "a", 4_630, 500, counted=5_000),)
    assert worth(find_cheapest(Problem((0,), lines, {"a": 5_000}))) == (4_630, 1)


def test_what_cannot_be_has_no_basket() -> None:
    apart = Problem((0, 1), (offer(0, "a", 1_000), offer(1, "b", 1_000)), {})
    assert find_cheapest(apart, max_parcels=1) is None
    assert find_cheapest(Problem((0, 1), (offer(0, "a", 1_000),), {})) is None
    assert find_fewest_parcels(Problem((0,), (), {})) is None
    assert find_fastest(Problem((0,), (offer(0, "a", 1_000, days=None),), {})) is None


def test_a_parcel_says_what_is_missing_to_free_delivery_and_whether_its_cost_is_an_estimate() -> None:
    guessed = Offer(0, "a", 1_000, 1_000, 1_500, None, is_estimate=True)
    [parcel] = pack_parcels([guessed], {"a": 1_400})
    assert (parcel.delivery, parcel.is_estimate, parcel.missing, parcel.days) == (1_500, True, 400, None)
    [parcel] = pack_parcels([guessed], {"a": 1_000})
    assert (parcel.delivery, parcel.is_estimate, parcel.missing) == (0, False, None)
