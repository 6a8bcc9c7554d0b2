"""What happens in one history of a payment, drawn from a seed: the same seed tells the same story again."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

PROVIDERS = ("stripe", "paystack", "flutterwave")
CURRENCIES = {  # prices are whole hundreds of minor units, which every one of them takes
    "stripe": ("EUR", "USD", "JPY", "KWD", "UGX"),
    "paystack": ("NGN", "GHS", "XOF", "KES"),
    "flutterwave": ("EUR", "NGN", "JPY", "KWD", "XOF"),
}
OTHER = {"stripe": "GBP", "paystack": "ZAR", "flutterwave": "GBP"}  # a currency that nobody asked for
OPENINGS = ("plain", "plain", "plain", "early pay", "early fail", "early delay", "lost", "lost and paid")
MONEY = (
    ("pay",),
    ("pay",),
    ("fail", "pay"),
    ("fail", "fail"),
    ("fail", "abandon"),
    ("abandon",),
    ("delay",),
    ("bounce",),
    ("fail", "delay"),
    ("close",),
    ("pay less",),
    ("pay more",),
    ("pay in another currency",),
    ("second", "pay", "pay second"),
    ("second", "pay second", "pay"),
    ("fail", "second", "pay second", "pay"),
    ("fail", "work", "again", "pay"),
)
BACK = ("refund a part", "refund a part", "refund the rest", "refund too much")
NOISE = ("hear some", "hear some", "work", "forge", "forge", "lie", "check")


@dataclass(frozen=True, slots=True)
class Story:
    """A history: who takes the money, of what, and what happens. `is_heard` False: no webhook ever arrives."""

    seed: int
    provider: str
    number: int
    currency: str
    price: int
    quantity: int
    refund_seconds: float
    refunds_end_well: bool
    is_heard: bool
    steps: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.provider}:{self.number}"

    def __str__(self) -> str:
        goods = f"{self.quantity} x {self.price} {self.currency}"
        heard = "" if self.is_heard else ", never hears a webhook"
        return f"{self.name} of seed {self.seed} ({goods}{heard}): {', '.join(self.steps)}"


def draw(seed: int, provider: str, number: int) -> Story:
    """The history of this number."""
    rng = random.Random(f"{seed}/{provider}/{number}")
    is_heard = rng.random() < 0.9
    return Story(
        seed,
        provider,
        number,
        currency=rng.choice(CURRENCIES[provider]),
        price=100 * rng.randint(60, 900),
        quantity=rng.randint(1, 2),
        refund_seconds=rng.choice((0.0, 0.0, 0.02)),
        refunds_end_well=rng.random() < 0.85,
        is_heard=is_heard,
        steps=tuple(_with_noise(rng, _plot(rng), is_heard=is_heard)),
    )


def _plot(rng: random.Random) -> list[str]:
    steps = [rng.choice(OPENINGS), *rng.choice(MONEY)]
    if rng.random() < 0.35:
        at = rng.randint(1, len(steps))
        steps[at:at] = ["time is over", *(["sold to others"] if rng.random() < 0.5 else [])]
    if rng.random() < 0.25:
        steps.insert(rng.randint(1, len(steps)), "cancel")
    if rng.random() < 0.6:
        steps += ["hear some", "work", *rng.choices(BACK, k=rng.randint(1, 3))]
    if rng.random() < 0.15:
        steps.append("cancel")
    return steps


def _with_noise(rng: random.Random, plot: list[str], *, is_heard: bool) -> Iterator[str]:
    for step in plot:
        if is_heard or not step.startswith("hear"):
            yield step
        noise = rng.choices(NOISE, k=rng.choice((0, 1, 1, 2)))
        yield from (one for one in noise if is_heard or one in ("work", "check"))
