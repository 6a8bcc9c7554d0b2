"""How soon the cheapest basket is found, and what it saves: beside trying everything (small carts alone) and beside
buying each line where it is cheapest. Prices, deliveries and thresholds are made up; half the shops deliver free from
some price on, and a shop has four in five of the lines.

python -m benchmarks.basket [--carts 200]
"""

import argparse
import itertools
import random
import time
from collections.abc import Callable
from typing import TypeVar

from modiste.shop.cart.basket import Basket, Offer, Problem, pack_parcels
from modiste.shop.cart.cheapest import find_cheapest, find_fastest, find_fewest_parcels

T = TypeVar("T")
SMALL = ((3, 3), (5, 4))
SIZES = (*SMALL, (10, 10), (20, 30))


def make_problem(rng: random.Random, lines: int, shops: int) -> Problem:
    """A cart of so many lines over so many shops; each line has a base price, which shops vary by a fifth."""
    bases = [rng.randrange(1_500, 15_000) for _ in range(lines)]
    offers, free = [], {}
    for number in range(shops):
        shop, delivery, days = f"shop {number}", rng.choice((0, 290, 390, 490, 590, 990)), rng.choice((1, 2, 3, 5, 8))
        if rng.random() < 0.5:
            free[shop] = rng.choice((3_000, 5_000, 8_000, 10_000, 15_000))
        for line, base in enumerate(bases):
            if number == line % shops or rng.random() < 0.8:
                price = round(base * rng.uniform(0.8, 1.2))
                offers.append(Offer(line, shop, price, price, delivery, days))
    return Problem(tuple(range(lines)), tuple(offers), free)


def find_each_cheapest(problem: Problem) -> Basket:
    """Every line where it alone costs least: what a comparison of prices line by line leads to."""
    taken = [min((o for o in problem.offers if o.line == line), key=lambda o: o.price) for line in problem.lines]
    return Basket(pack_parcels(taken, problem.free_over))


def try_everything(problem: Problem) -> Basket:
    """The best of all combinations."""
    of_line = [[offer for offer in problem.offers if offer.line == line] for line in problem.lines]
    combinations = (pack_parcels(taken, problem.free_over) for taken in itertools.product(*of_line))
    return min(map(Basket, combinations), key=lambda basket: basket.total)


def find_all(problem: Problem) -> list[Basket | None]:
    """All three baskets, as GET /cart/baskets shows them."""
    return [find_cheapest(problem), find_fewest_parcels(problem), find_fastest(problem)]


Times = list[tuple[float, float]]  # milliseconds on the wall and of this process: the second waits for nobody else


def timed(work: Callable[[Problem], T], problem: Problem, times: Times) -> T:
    wall, own = time.perf_counter(), time.process_time()
    done = work(problem)
    times.append((1_000 * (time.perf_counter() - wall), 1_000 * (time.process_time() - own)))
    return done


def spread(times: Times) -> str:
    """Median, p95 and the worst on the wall, and the p95 of the process's own time."""
    walls, owns = (sorted(column) for column in zip(*times, strict=True))
    worst = len(times) - 1
    shown = [walls[worst // 2], walls[int(worst * 0.95)], walls[worst], owns[int(worst * 0.95)]]
    return " | ".join(f"{value:.1f}" for value in shown)


def row(lines: int, shops: int, carts: int) -> str:
    rng = random.Random(lines * 100 + shops)
    exact: Times = []
    three: Times = []
    brute: Times = []
    saved, equal = [], 0
    for _ in range(carts):
        problem = make_problem(rng, lines, shops)
        found = timed(find_cheapest, problem, exact)
        timed(find_all, problem, three)
        assert found is not None
        saved.append(1 - found.total / find_each_cheapest(problem).total)
        if (lines, shops) in SMALL:
            equal += timed(try_everything, problem, brute).total == found.total
    tried = f"{sorted(brute)[len(brute) // 2][0]:.1f} | {equal} of {carts}" if brute else "– | –"
    gain = f"{100 * sum(saved) / carts:.1f} % | {100 * max(saved):.1f} %"
    return f"| {lines} × {shops} | {spread(exact)} | {spread(three)} | {tried} | {gain} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--carts", type=int, default=200)
    carts = parser.parse_args().carts
    find_all(make_problem(random.Random(0), 3, 3))  # warm
    print(f"{carts} carts each; milliseconds. Saved: against each line where it is cheapest, delivery included.\n")
    print(
        "| lines × shops | cheapest: p50 | p95 | max | p95 cpu | all three: p50 | p95 | max | p95 cpu "
        "| trying everything: p50 | equal | saved: mean | most |"
    )
    print("|---|" + "--:|" * 12)
    for lines, shops in SIZES:
        print(row(lines, shops, carts if lines <= 10 else max(1, carts // 4)))


if __name__ == "__main__":
    main()
