"""Models side by side on one question, and a refusal where the questions differ."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from modiste.recommender.base import Recommender
from modiste.recommender.bootstrap import Interval, interval
from modiste.recommender.errors import InvalidInput
from modiste.recommender.facts import ItemFacts
from modiste.recommender.measurement import Measurement, Settings, measure
from modiste.recommender.protocols import Protocol

Tell = Callable[[float, str], None]


class DifferentProtocols(InvalidInput):
    """Figures of different questions stand side by side: they say nothing about the models."""


@dataclass(frozen=True, eq=False)
class Comparison:
    """Measurements of one protocol, in the order they were asked for.

    Parameters
    ----------
    protocol : Protocol
    measurements : sequence of Measurement
        All of this protocol and measured alike.

    Raises
    ------
    DifferentProtocols
        When a measurement answers another question, or was measured with another k.
    InvalidInput
        When there are none.
    """

    protocol: Protocol
    measurements: Sequence[Measurement]
    left_out: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what cannot be compared."""
        if not self.measurements:
            raise InvalidInput("There is nothing to compare: name at least one model.")
        refuse_different_protocols({self.protocol.fingerprint()} | {entry.protocol for entry in self.measurements})
        if len({entry.settings for entry in self.measurements}) > 1:
            raise DifferentProtocols("These models were measured with different lists or seeds: measure them again.")

    @property
    def settings(self) -> Settings:
        """Return how all of them were measured."""
        return self.measurements[0].settings

    def best(self, metric: str = "ndcg") -> Measurement:
        """Return the measurement with the greatest mean of a metric of `Measurement.per_user`; equals: the earlier."""
        return max(self.measurements, key=lambda entry: entry.accuracy[metric].mean)

    def behind(self, entry: Measurement, metric: str = "ndcg") -> Interval:
        """Return how much a model (entry) lacks to the best one in a metric, user by user: a paired bootstrap.

        An interval above 0 means that the same users are served better by the best model, beyond chance.
        """
        gap = self.best(metric).per_user[metric] - entry.per_user[metric]
        return interval(gap, resamples=self.settings.resamples, random_state=self.settings.random_state)

    def as_dict(self) -> dict[str, Any]:
        """Return everything as JSON values; `fingerprint` says what may be compared with it later."""
        return {
            "protocol": self.protocol.name,
            "description": self.protocol.description,
            "fingerprint": self.protocol.fingerprint(),
            "protocol_settings": dict(self.protocol.settings),
            "facts": self.protocol.facts(),
            "settings": vars(self.settings),
            "models": {
                entry.model: entry.as_dict() | {"behind_best": self.behind(entry)._asdict()}
                for entry in self.measurements
            },
            "left_out": dict(self.left_out),
        }


def refuse_different_protocols(fingerprints: set[str]) -> None:
    """Raise DifferentProtocols unless all fingerprints are one."""
    if len(fingerprints) > 1:
        raise DifferentProtocols(
            "These figures answer different questions (other data, split or candidates), so they cannot be compared: "
            "measure all models on one protocol."
        )


def compare(
    models: Mapping[str, Recommender],
    protocol: Protocol,
    *,
    settings: Settings | None = None,
    facts: ItemFacts | None = None,
    tell: Tell | None = None,
) -> Comparison:
    """Fit each model on `protocol.train`, ask it, and let it go: one is held in memory at a time.

    A model that cannot learn from this (EASE on too many items, say) is left out with its reason.

    Parameters
    ----------
    models : mapping of str to Recommender, unfitted
    protocol : Protocol
        The question.
    settings : Settings, optional
        The length of the lists, and the bootstrap.
    facts : ItemFacts, optional
        What items are like, for diversity and calibration.
    tell : callable, optional
        Told (share done, what comes next).

    Raises
    ------
    InvalidInput
        When no model is left.
    BadInteractions
        When a model cannot learn from the log at all, such as one of sequences from a log without times.

    Examples
    --------
    >>> from modiste.recommender.popularity import Popularity
    >>> from modiste.recommender.protocols import leave_last_out
    >>> from modiste.recommender.testing import planted_tastes
    >>> found = compare({"popularity": Popularity()}, leave_last_out(planted_tastes()))
    >>> found.best().model
    'popularity'
    """
    note = tell or (lambda _share, _words: None)
    measured: list[Measurement] = []
    left_out: dict[str, str] = {}
    for number, (name, model) in enumerate(models.items()):
        note(number / len(models), f"{name} learns")
        wall, cpu = time.perf_counter(), time.process_time()
        try:
            model.fit(protocol.train)
        except InvalidInput as error:
            left_out[name] = str(error)
            continue
        cost = {"fit_seconds": time.perf_counter() - wall, "fit_cpu_seconds": time.process_time() - cpu}
        note((number + 0.5) / len(models), f"{name} is asked")
        wall = time.perf_counter()
        entry = measure(name, model, protocol, settings=settings, facts=facts, cost=cost)
        entry.cost["ask_seconds"] = time.perf_counter() - wall  # type: ignore[index]
        measured.append(entry)
    if not measured:
        raise InvalidInput(f"No model could learn from this: {'; '.join(left_out.values()) or 'none was named'}")
    note(1.0, "done")
    return Comparison(protocol, measured, left_out)
