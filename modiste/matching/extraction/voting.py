"""Voting: the sources' claims are weighed against each other; the evidence of every claim is kept."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt

from modiste.matching.extraction.claims import Claim
from modiste.matching.extraction.visible import Shown, is_beside

DOUBT = 0.3
LEAST = 0.3  # support below which nothing on the page is its price
REPEATED = np.array([1.0, 0.5, 0.25])
_FACTORS = {Decimal(10), Decimal(100), Decimal(1000)}


def claim_visible(shown: Sequence[Shown], scores: npt.NDArray[np.float64]) -> list[Claim]:
    """The five likeliest visible amounts as claims, each trusted as far as the scorer is sure of its best node."""
    nodes: dict[Decimal, list[int]] = {}
    for index in np.argsort(-scores, kind="stable"):
        nodes.setdefault(shown[index].amount, []).append(int(index))
    claims = []
    for amount, indices in list(nodes.items())[:5]:
        # an amount that stands three times is likelier than one that stands once, but not three times as likely
        trust = 1 - float(np.prod(1 - scores[indices[:3]] * REPEATED[: len(indices)]))
        first = shown[indices[0]]
        claims.append(Claim("price", amount, "visible", first.text, first.look[:120], trust))
    return claims


def elect_price(claims: Sequence[Claim]) -> tuple[Decimal | None, float]:
    """The amount with the most support, and how much: 1 − Π (1 − trust) over the sources that name it.

    A source that differs from what stands visibly on the page by exactly 10, 100 or 1000 counts in other units (cents)
    or lost a decimal sign: then the visible amount is meant.
    """
    support: dict[Decimal, dict[str, float]] = {}
    for claim in claims:
        if claim.fact == "price" and claim.value > 0:
            of_source = support.setdefault(claim.value, {})
            of_source[claim.source] = max(of_source.get(claim.source, 0.0), claim.trust)
    if not support:
        return None, 0.0
    doubts = {amount: float(np.prod([1 - trust for trust in s.values()])) for amount, s in support.items()}
    winner = min(doubts, key=lambda amount: doubts[amount])
    if "visible" not in support[winner]:
        for amount, sources in support.items():
            if "visible" in sources and max(amount, winner) / min(amount, winner) in _FACTORS:
                return amount, 1 - doubts[winner] * doubts[amount]
    return (winner, 1 - doubts[winner]) if 1 - doubts[winner] >= LEAST else (None, 1 - doubts[winner])


def doubt_foreign(claims: Sequence[Claim], shown: Sequence[Shown]) -> list[Claim]:
    """The claims, those of an amount that the page shows first crossed out or as a starting bid with less trust.

    Markup is often older than the page: it keeps the price before a reduction, or the one where an auction began.
    """
    first = {one.amount: one for one in reversed(shown)}  # farther down other products may cost as much
    return [
        replace(claim, trust=claim.trust * DOUBT)
        if claim.fact == "price" and claim.value in first and first[claim.value].is_foreign
        else claim
        for claim in claims
    ]


def elect(claims: Sequence[Claim], fact: str) -> Any:
    """The value of a fact with the most trust, the first of equals; None where nothing claims it."""
    of_fact = [claim for claim in claims if claim.fact == fact and claim.value]
    return max(of_fact, key=lambda claim: claim.trust).value if of_fact else None


def find_list_price(price: Decimal, shown: Sequence[Shown], claims: Sequence[Claim]) -> Claim | None:
    """The crossed-out price: the markup's, else the higher struck amount that stands beside the price."""
    stated = [claim for claim in claims if claim.fact == "list_price" and claim.value > price]
    if stated:
        return max(stated, key=lambda claim: claim.trust)
    own = [one for one in shown if one.amount == price][:6]
    struck = [one for one in shown if one.is_struck and price < one.amount <= price * 5]
    for one in struck:
        if any(is_beside(one, other) for other in own):
            return Claim("list_price", one.amount, "visible", one.text, one.look[:120], 0.7)
    return None
