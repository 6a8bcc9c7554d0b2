"""The cheapest basket: which shop to buy each line at, exactly, with delivery costs and free-delivery thresholds.

Choosing a shop for every line so that prices and deliveries together cost least is the Internet shopping optimisation
problem (Błażewicz et al., Journal of Scheduling, 2016), which is NP-hard and, at the size of a cart, small. Here it is
a mixed-integer program for HiGHS:

    minimise   Σ price_o x_o + Σ d_s            x_o: offer o is taken; d_s: what shop s takes for its parcel
    with       Σ x_o = 1                        for each line, over its offers
               d_s ≥ delivery_o (x_o − f_s)     the dearest delivery in the parcel, unless it is free (f_s)
               Σ counted_o x_o ≥ free_over_s f_s
               x_o ≤ y_s,  Σ y_s ≤ K            y_s: shop s sends a parcel; at most K do

The solver proposes which offers to take; what they cost is then counted in integers (`pack_parcels`).
"""

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations, groupby
from math import comb
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from modiste.shop.cart.basket import Basket, Offer, Problem, pack_parcels

SECONDS = 1.0  # after which the best basket found so far is taken, and not called proven
MOST_SETS = 1_000  # of shops, tried one by one
INFEASIBLE, OUT_OF_TIME = 2, 1  # what milp answers


def find_cheapest(problem: Problem, *, max_parcels: int | None = None) -> Basket | None:
    """The basket that costs least; among equals one with the fewest parcels. None: so few parcels cannot hold it."""
    return _solved(problem, max_parcels)


def find_fewest_parcels(problem: Problem) -> Basket | None:
    """The cheapest of the baskets with the fewest parcels; None when a line is offered by nobody."""
    fewest = _fewest_shops(problem)
    return None if fewest is None else _cheapest_of_few(problem, fewest)


def find_fastest(problem: Problem, *, max_parcels: int | None = None) -> Basket | None:
    """The cheapest of the baskets whose last parcel is there first; None as in `find_cheapest`, or when some line has
    no offer that says when it arrives."""
    for days in sorted({offer.days for offer in problem.offers if offer.days is not None}):
        found = _solved(problem.within(days), max_parcels)
        if found is not None:
            return found
    return None


def _solved(problem: Problem, max_parcels: int | None) -> Basket | None:
    if problem.without_hope():
        return None
    program = _Program(_undominated(problem), problem.free_over)
    taken, is_proven = program.solve(max_parcels)
    return None if taken is None else Basket(pack_parcels(taken, problem.free_over), is_proven)


def _cheapest_of_few(problem: Problem, count: int) -> Basket | None:
    """The cheapest basket from so many shops, set by set, the most promising first, until no other can cost less: a
    tight limit on the parcels makes the whole program slow (1 s for 20 lines × 30 shops), and the sets few."""
    shops = sorted({offer.shop for offer in problem.offers})
    if comb(len(shops), count) > MOST_SETS:
        return _solved(problem, count)
    lowest: dict[tuple[int, str], int] = {}
    for offer in problem.offers:
        place = (offer.line, offer.shop)
        lowest[place] = min(offer.price, lowest.get(place, offer.price))
    promising = []
    for chosen in combinations(shops, count):
        prices = [[lowest[line, shop] for shop in chosen if (line, shop) in lowest] for line in problem.lines]
        if all(prices):
            promising.append((sum(map(min, prices)), chosen))
    best: Basket | None = None
    for bound, chosen in sorted(promising):
        if best is not None and bound >= best.total:
            break
        offers = tuple(offer for offer in problem.offers if offer.shop in chosen)
        found = _solved(replace(problem, offers=offers), None)
        best = found if found is not None and (best is None or found.total < best.total) else best
    return best


def _undominated(problem: Problem) -> list[Offer]:
    """The offers without those that another of the same line and shop beats in everything: it costs no more, counts
    for no less towards free delivery, and is delivered for no more. (What comes too late is not among them.)"""
    kept: list[Offer] = []
    key = lambda offer: (offer.line, offer.shop)  # noqa: E731 - once to sort and once to group
    for _, group in groupby(sorted(problem.offers, key=key), key):
        best: list[Offer] = []
        for offer in sorted(group, key=lambda o: (o.price, o.delivery, -o.counted, o.is_estimate, o.days or 999)):
            if not any(other.counted >= offer.counted and other.delivery <= offer.delivery for other in best):
                best.append(offer)
        kept += best
    return kept


def _fewest_shops(problem: Problem) -> int | None:
    if problem.without_hope():
        return None
    lines_of: dict[str, set[int]] = {}
    for offer in problem.offers:
        lines_of.setdefault(offer.shop, set()).add(offer.line)
    if any(len(lines) == len(problem.lines) for lines in lines_of.values()):
        return 1
    covers = csr_array(np.array([[line in lines for lines in lines_of.values()] for line in problem.lines]))
    ones = np.ones(len(lines_of))
    found = milp(ones, integrality=ones, bounds=Bounds(0, 1), constraints=LinearConstraint(covers.astype(float), lb=1))
    return int(round(found.fun))


class _Program:
    """The mixed-integer program of the module's docstring, with columns x, then y, f and d."""

    def __init__(self, offers: list[Offer], free_over: Mapping[str, int]) -> None:
        self.offers = offers
        shops = sorted({offer.shop for offer in offers})
        self.shop = np.array([shops.index(offer.shop) for offer in offers])
        self.shop_count = len(shops)
        self.threshold = np.array([free_over.get(shop, np.inf) for shop in shops])
        self.rows: list[tuple[list[int], list[float], float, float]] = []  # columns, coefficients, lower, upper
        self.x = np.arange(len(offers))
        self.y, self.f, self.d = (
            len(offers) + np.arange(self.shop_count) + part * self.shop_count for part in range(3)
        )

    def solve(self, max_parcels: int | None) -> tuple[list[Offer] | None, bool]:
        """The offers to take (None: there is no way), and whether that is proven to cost least."""
        self._demand()
        if max_parcels is not None:
            self.rows.append((list(self.y), [1.0] * self.shop_count, 0, max_parcels))
        bounds = Bounds(0, np.r_[np.ones(len(self.x) + self.shop_count), np.isfinite(self.threshold), self._dearest()])
        integers = np.r_[np.ones(len(self.x) + 2 * self.shop_count), np.zeros(self.shop_count)]
        found = milp(
            self._costs(),
            integrality=integers,
            bounds=bounds,
            constraints=self._constraints(),
            options={"time_limit": SECONDS, "mip_rel_gap": 0.0},
        )
        if found.x is None:
            return (None if found.status == INFEASIBLE else self._greedy(max_parcels)), found.status == INFEASIBLE
        return [self.offers[column] for column in self.x if found.x[column] > 0.5], found.status != OUT_OF_TIME

    def _demand(self) -> None:
        for line in {offer.line for offer in self.offers}:
            columns = [int(column) for column in self.x if self.offers[column].line == line]
            self.rows.append((columns, [1.0] * len(columns), 1, 1))
        for column, offer, shop in zip(self.x, self.offers, self.shop, strict=True):
            self.rows.append(([int(column), int(self.y[shop])], [-1.0, 1.0], 0, np.inf))
            if offer.delivery:
                coefficients = [1.0, -float(offer.delivery), float(offer.delivery)]
                columns = [int(self.d[shop]), int(column), int(self.f[shop])]
                self.rows.append((columns, coefficients, 0, np.inf))
        for shop in np.flatnonzero(np.isfinite(self.threshold)):
            inside = np.flatnonzero(self.shop == shop)
            share = [self.offers[column].counted / max(1.0, self.threshold[shop]) for column in inside]
            # At least the threshold, as a share of it; halfway between it and one minor unit less, as floats round.
            slack = 0.5 / max(1.0, self.threshold[shop])
            self.rows.append(([*map(int, inside), int(self.f[shop])], [*share, -1.0 + slack], 0, np.inf))

    def _constraints(self) -> LinearConstraint:
        columns = np.concatenate([row[0] for row in self.rows])
        lines = np.repeat(np.arange(len(self.rows)), [len(row[0]) for row in self.rows])
        values = np.concatenate([row[1] for row in self.rows])
        matrix = csr_array((values, (lines, columns)), shape=(len(self.rows), len(self.x) + 3 * self.shop_count))
        return LinearConstraint(matrix, [row[2] for row in self.rows], [row[3] for row in self.rows])

    def _costs(self) -> Any:
        """What each column costs; a parcel costs a little, half a minor unit for all of them, so that few are taken."""
        none = np.zeros(self.shop_count)
        prices = [float(offer.price) for offer in self.offers]
        return np.r_[prices, none + 0.5 / (self.shop_count + 1), none, np.ones(self.shop_count)]

    def _dearest(self) -> Any:
        """The most that each shop's parcel can cost."""
        dearest = np.zeros(self.shop_count)
        np.maximum.at(dearest, self.shop, [float(offer.delivery) for offer in self.offers])
        return dearest

    def _greedy(self, max_parcels: int | None) -> list[Offer] | None:
        """Each line where it alone is cheapest: what is left to say when time ran out before anything was found."""
        best: dict[int, Offer] = {}
        for offer in sorted(self.offers, key=lambda offer: offer.price + offer.delivery):
            best.setdefault(offer.line, offer)
        is_few = max_parcels is None or len({offer.shop for offer in best.values()}) <= max_parcels
        return list(best.values()) if is_few else None
