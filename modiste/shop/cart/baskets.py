"""The cart's baskets: cheapest, fewest parcels and fastest, side by side; and choosing the shops of one of them."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from modiste.shop.cart.basket import Basket, Offer, Problem, pack_parcels
from modiste.shop.cart.contents import (
    Contents,
    cart_of,
    choice_in,
    contents_of,
    parcels_out,
    rates_day,
)
from modiste.shop.cart.differences import differences_of
from modiste.shop.cart.owners import Owner, take_turns
from modiste.shop.cart.schemas import (
    ApplyIn,
    BasketKind,
    BasketOut,
    BasketsOut,
    BasketsQuery,
    CartOut,
    ChosenOut,
    LeftKind,
    LeftOut,
)
from modiste.shop.cart.service import choose
from modiste.shop.kit import clock
from modiste.shop.kit.errors import Conflict


class CartChanged(Conflict):
    """The cart or the offers for it are not what the basket was made from."""

    title = "The cart or a price has changed since: look at the baskets again"


class BasketImpossible(Conflict):
    """No basket of this kind keeps the limits."""

    title = "There is no such basket within these limits"


def baskets_of(session: Session, owner: Owner, asked: BasketsQuery, *, estimate: int) -> BasketsOut:
    """The baskets for the owner's cart, with how they differ and what is in none of them."""
    contents = contents_of(session, owner, estimate=estimate)
    problem, left_out = _solvable(contents, asked.by)
    present = _present(contents, problem)
    current_total = None if present is None else contents.money(present.total)
    found = _find_baskets(problem, asked.max_parcels)
    baskets = [_basket_out(contents, kind, basket, present) for kind, basket in found.items()]
    return BasketsOut(
        version=contents.version(),
        currency=contents.shelf.currency,
        rates_of=rates_day(contents),
        current_total=current_total,
        baskets=baskets,
        differences=list(differences_of(baskets, current_total, max_parcels=asked.max_parcels)),
        left_out=[LeftOut(line_id=contents.bought[place].id, kind=why) for place, why in left_out.items()],
    )


def apply_basket(session: Session, owner: Owner, kind: BasketKind, body: ApplyIn, *, estimate: int) -> CartOut:
    """Choose the shops of a basket for the lines that are in it. Raises CartChanged, BasketImpossible."""
    take_turns(session, owner)
    contents = contents_of(session, owner, estimate=estimate)
    if contents.version() != body.version:
        raise CartChanged
    problem, _ = _solvable(contents, body.by)
    found = _find_baskets(problem, body.max_parcels)
    if kind not in found:
        raise BasketImpossible
    for offer in found[kind].offers:
        line, choice = contents.bought[offer.line], choice_in(contents, offer)
        if (line.vendor, line.offer_id) != (choice.vendor, choice.offer_id):
            choose(line, choice)
    session.flush()
    return cart_of(session, owner, estimate=estimate)


def _find_baskets(problem: Problem, max_parcels: int | None) -> dict[BasketKind, Basket]:
    """The baskets that there are; the one with the fewest parcels is there however few are allowed."""
    if not problem.offers:
        return {}
    from modiste.shop.cart import cheapest  # noqa: PLC0415 - SciPy's solver: half a second that no start waits for

    found = {
        BasketKind.CHEAPEST: cheapest.find_cheapest(problem, max_parcels=max_parcels),
        BasketKind.FEWEST_PARCELS: cheapest.find_fewest_parcels(problem),
        BasketKind.FASTEST: cheapest.find_fastest(problem, max_parcels=max_parcels),
    }
    return {kind: basket for kind, basket in found.items() if basket is not None}


def _solvable(contents: Contents, by: date | None) -> tuple[Problem, dict[int, LeftKind]]:
    """The problem with the lines that somebody offers, and why the others are left out, by their place."""
    problem = contents.problem()
    left_out = {
        place: LeftKind.CHOOSE_SIZE if contents.shelf.needs_size(contents.bought[place]) else LeftKind.NOBODY_HAS_IT
        for place in problem.without_hope()
    }
    if by is not None:
        problem = problem.within((by - clock.now().date()).days)
        left_out = {place: left_out.get(place, LeftKind.TOO_LATE) for place in problem.without_hope()}
    return problem.solvable(), left_out


def _present(contents: Contents, problem: Problem) -> Basket | None:
    """The shops chosen now for the lines of the problem; None when one of them cannot be bought there."""
    places = {offer.line for offer in problem.offers}
    chosen = [offer for offer in contents.present() if offer.line in places]
    return Basket(pack_parcels(chosen, contents.free_over())) if len(chosen) == len(places) else None


def _basket_out(contents: Contents, kind: BasketKind, basket: Basket, present: Basket | None) -> BasketOut:
    def taken(one: Basket) -> list[tuple[int, str, int | None]]:
        return [(offer.line, offer.shop, offer.key) for offer in one.offers]

    return BasketOut(
        kind=kind,
        chosen=[_chosen_out(contents, offer) for offer in basket.offers],
        parcels=parcels_out(contents, basket.parcels),
        goods=contents.money(basket.goods),
        delivery=contents.money(basket.delivery),
        total=contents.money(basket.total),
        is_estimate=any(parcel.is_estimate for parcel in basket.parcels),
        is_proven=basket.is_proven,
        arrives_by=None if basket.days is None else clock.now().date() + timedelta(days=basket.days),
        is_current=present is not None and taken(present) == taken(basket),
    )


def _chosen_out(contents: Contents, offer: Offer) -> ChosenOut:
    line = contents.bought[offer.line]
    return ChosenOut(line_id=line.id, offer_id=offer.key, vendor=choice_in(contents, offer).vendor)
