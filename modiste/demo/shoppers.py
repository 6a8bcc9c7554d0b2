"""DEMO DATA: shoppers made by a generator, and the three accounts with which to try the shop.

Nobody here exists. Each shopper has a hidden taste, a mixture of archetypes, that decides what they like.
"""

from dataclasses import dataclass

import numpy as np

from modiste.demo.accounts import demo_accounts
from modiste.demo.item import DemoItem
from modiste.demo.kinds import SIZE_SYSTEMS
from modiste.demo.tastes import ARCHETYPES, Archetype, Taste, Weights

_FIRST = (
    "Ada Amara Anton Bea Bruno Carla Chidi Dario Edda Elif Emil Esme Fatou Finn "
    "Gala Hana Hugo Imre Ines Iris Jan "
    "Jonas Kaya Kofi Lena Leo Lia Luca Mads Maja Malik Mara "
    "Mila Nadia Nico Nour Olga Otto Paula Rafa Rosa Samir "
    "Selma Sofia Tariq Tess Theo Uma Vito Wanda Yara Zoe"
).split()
_LAST = (
    "Abel Adeyemi Almeida Baum Becker Bianchi Brandt "
    "Costa Dahl Dubois Eriksen Farkas Ferri Fischer Garcia Haas "
    "Horvat Ivanova Jensen Kaplan Keller Kowal Lange Lindqvist Lopez Marin Mensah "
    "Moreau Nagy Novak Okafor Olsen "
    "Petit Quist Rahimi Reis Ricci Roux Santos Schmid Silva Sorensen Tanaka Varga Vermeer Vogel Weiss Yilmaz"
).split()


@dataclass(frozen=True, slots=True)
class DemoShopper:
    """A synthetic shopper; `swipes` is how many cards they have swiped in the past ninety days."""

    email: str
    name: str
    taste: Taste
    swipes: int


def demo_visitor() -> DemoShopper:
    """The shopper account, with a taste and thirty swipes behind it: its first deck is personal already."""
    account = demo_accounts()[0]
    taste = Taste(
        styles=(("romantic", 0.55), ("boho", 0.35), ("classic", 0.1)),
        families=(("berry", 0.35), ("green", 0.35), ("warm", 0.3)),
        kinds=(("dress", 0.4), ("blouse", 0.2), ("skirt", 0.2), ("shoes", 0.1), ("bag", 0.1)),
        price_level=0.4,
        pattern_love=0.8,
        sizes=(
            ("letter", "M"),
            ("eu", "38"),
            ("waist", "W28"),
            ("shoe", "39"),
            ("head", "S/M"),
            ("one", "One size"),
        ),
    )
    return DemoShopper(account.email, account.name, taste, swipes=30)


def demo_shoppers(items: list[DemoItem], seed: int = 2026, count: int = 400) -> list[DemoShopper]:
    """`count` shoppers with 40 to 120 swipes each, never more than two thirds of the items."""
    rng = np.random.default_rng([seed, 7])
    most = min(120, 2 * len(items) // 3)
    fewest = min(40, most)
    shoppers = []
    for number in range(count):
        first, last = _FIRST[rng.integers(len(_FIRST))], _LAST[rng.integers(len(_LAST))]
        shoppers.append(
            DemoShopper(
                email=f"{first}.{last}.{number + 1:03d}@demo.example".lower(),
                name=f"{first} {last}",
                taste=_taste(rng),
                swipes=int(rng.integers(fewest, most + 1)),
            )
        )
    return shoppers


def _taste(rng: np.random.Generator) -> Taste:
    """Mostly one archetype with a part of another, blurred so that no two shoppers are the same."""
    main, other = (ARCHETYPES[place] for place in rng.choice(len(ARCHETYPES), 2, replace=False))
    share = float(rng.uniform(0.6, 0.95))
    level = share * main.price_level + (1 - share) * other.price_level + rng.normal(0, 0.1)
    love = share * main.pattern_love + (1 - share) * other.pattern_love + rng.normal(0, 0.1)
    return Taste(
        styles=_blend(rng, main, other, "styles", share),
        families=_blend(rng, main, other, "families", share),
        kinds=_blend(rng, main, other, "kinds", share),
        price_level=float(np.clip(level, 0, 1)),
        pattern_love=float(np.clip(love, 0, 1)),
        sizes=_sizes(rng),
    )


def _blend(rng: np.random.Generator, main: Archetype, other: Archetype, field: str, share: float) -> Weights:
    first: dict[str, float] = getattr(main, field)
    second: dict[str, float] = getattr(other, field)
    names = sorted({*first, *second})
    raw = [(share * first.get(name, 0) + (1 - share) * second.get(name, 0)) * rng.uniform(0.6, 1.4) for name in names]
    return tuple((name, round(value / sum(raw), 4)) for name, value in zip(names, raw, strict=True))


def _sizes(rng: np.random.Generator) -> tuple[tuple[str, str], ...]:
    """One build decides all sizes: who wears an S wears a small trouser size too."""
    build = float(np.clip(rng.normal(0.45, 0.2), 0, 1))
    return tuple(
        (system, sizes[round(float(np.clip(build + rng.normal(0, 0.05), 0, 1)) * (len(sizes) - 1))])
        for system, sizes in SIZE_SYSTEMS.items()
    )
