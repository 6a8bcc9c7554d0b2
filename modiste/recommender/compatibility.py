"""Do these garments go together: a scorer of sets by what the pieces look like and are, not by which they are."""

import functools
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from modiste.recommender._sets import (
    FARTHEST,
    FEWEST,
    TINY,
    Table,
    answers_of,
    as_table,
    calibrate,
    means_of,
    what_to_learn,
)
from modiste.recommender.arrays import FloatArray, check_at_least
from modiste.recommender.artifacts import read_artifact, write_artifact
from modiste.recommender.errors import BrokenArtifact, InvalidInput, NotFitted
from modiste.recommender.pieces import Pieces

SETTINGS = ("width", "members", "epochs", "candidates", "dropout", "learning_rate", "random_state")
HEADS = 4
BATCHES, SMALLEST, LARGEST = 16, 16, 128  # steps a pass over few outfits; outfits a step
HELD_OUT = 10  # of so many outfits one tells each network how sure to be
Floats = npt.NDArray[np.float32]
Described = tuple[Floats, npt.NDArray[np.int64]]  # embeddings (n, e) scaled as in the training, attributes (n, a)
Sets = Sequence[npt.ArrayLike]


class SetScorer:
    """Scores sets of two or more pieces: the probability that they are an outfit, not pieces put together by chance.

    Each piece is seen by a small network, asks all others by attention how it fits them, and the answers are added up:
    the order of pieces does not matter, and a set may have any size. It learns from outfits alone. Wrong pieces are
    drawn from the family of the right one as often as outfits use them, so that neither "an outfit has shoes" nor "this
    piece is popular" is an answer (Vasileva et al. 2018; attention over sets: Lee et al. 2019, "Set Transformer";
    Sarkar et al. 2022, "OutfitTransformer"). Several networks that differ by chance are asked, and each learns from
    nine tenths of the outfits: the last tenth tells how sure it may be (Platt 1999). The probability is at even odds
    against sets of the same families of which between a third and all pieces were replaced.

    Learning needs PyTorch (`modiste[neural]`); scoring is NumPy.

    Parameters
    ----------
    width : int
        Numbers by which a piece is seen; a multiple of 4.
    members : int
        Networks that are asked.
    epochs : int
        Passes over the outfits.
    candidates : int
        Wrong pieces from which the right one is told at each place.
    dropout : float
        Share of each layer that is hidden while learning, in [0, 1).
    learning_rate : float
        Of AdamW at its highest.
    random_state : int

    Attributes
    ----------
    members_ : list of dict of arrays
        Weights of each network by name.
    lines_ : float64 array, shape (members, 2)
        Slope and shift from each network's answer to log-odds.
    counts_ : int64 array, shape (a,)
        Values that each attribute may have.
    losses_ : list of float
        Mean loss after each epoch, network after network.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> colour = np.arange(60) % 4
    >>> pieces = Pieces(rng.normal(size=(60, 3)).astype(np.float32), colour[:, None])
    >>> outfits = [rng.choice(np.flatnonzero(colour == number % 4), 3, replace=False) for number in range(100)]
    >>> scorer = SetScorer(width=16, members=1, epochs=25).fit(outfits, pieces, families=np.zeros(60, np.int64))
    >>> matching, mixed = scorer.score([[0, 4, 8], [0, 1, 2]], pieces)
    >>> bool(matching > 0.6), bool(mixed < 0.1)
    (True, True)
    """

    def __init__(
        self,
        width: int = 64,
        members: int = 2,
        epochs: int = 24,
        candidates: int = 8,
        dropout: float = 0.2,
        learning_rate: float = 3e-3,
        random_state: int = 0,
    ) -> None:
        self.width = width
        self.members = members
        self.epochs = epochs
        self.candidates = candidates
        self.dropout = dropout
        self.learning_rate = learning_rate
        self.random_state = random_state

    def fit(
        self,
        outfits: Sets,
        pieces: Pieces,
        *,
        families: npt.ArrayLike,
        seconds: float | None = None,
        on_epoch: Callable[[int, float], None] | None = None,
    ) -> Self:
        """Learn from outfits and return self.

        Parameters
        ----------
        outfits : sequence of int arrays
            Rows of `pieces`, two or more different ones each; at least 20 outfits.
        pieces : Pieces
        families : int array, shape (n,)
            What may stand in for what: pieces of one number. The finer (the year, the season), the less of the task is
            solved by telling families apart.
        seconds : float, optional
            All networks together end after so long, with the learning rate's course squeezed into it. What was
            learnt then depends on the machine's speed.
        on_epoch : callable, optional
            Told (epoch, loss), network after network; what it raises ends the training.

        Raises
        ------
        InvalidInput
            When a parameter or an outfit makes no sense, or no piece could be replaced by another of its family.
        NotAvailable
            When PyTorch is not installed.
        """
        from modiste.recommender.neural import _sets as learning  # noqa: PLC0415 -- scoring needs no PyTorch

        self._check()
        check_at_least(0.01, seconds=seconds)
        table, wrong = what_to_learn(outfits, np.asarray(families), len(pieces))
        self._look_at(pieces, np.unique(wrong.used))
        described = self._described(pieces)
        course = learning.Course(
            *(self.width, HEADS, 2 * self.width, self.dropout, self.epochs),
            *(int(np.clip(len(table) // BATCHES, SMALLEST, LARGEST)), self.candidates, self.learning_rate),
            seconds / self.members if seconds is not None else None,
        )
        self.losses_: list[float] = []

        def tell(epoch: int, loss: float) -> None:
            self.losses_.append(loss)
            if on_epoch is not None:
                on_epoch(epoch, loss)

        order = np.random.default_rng(self.random_state).permutation(len(table))
        self.members_, lines = [], []
        for number in range(self.members):
            is_held_out = np.isin(np.arange(len(table)), order[number % HELD_OUT :: HELD_OUT])
            seed = self.random_state * self.members + number
            self.members_.append(
                learning.learn_sets(table[~is_held_out], (*described, self.counts_.tolist()), wrong, course, seed, tell)
            )
            asked = functools.partial(answers_of, self.members_[-1], described, heads=HEADS)
            lines.append(calibrate(asked, table[is_held_out], wrong, seed))
        self.lines_ = np.array(lines)
        return self

    def score(self, sets: Sets, pieces: Pieces, *, style: FloatArray | None = None) -> Floats:
        """Return the probability that each set goes together, float32, shape (m,).

        Parameters
        ----------
        sets : sequence of int arrays
            Rows of `pieces`, which need not be those of the training.
        pieces : Pieces
            With the embeddings' length and the attributes of the training.
        style : float array, shape (e,), optional
            What someone likes, from `style_of`: adds to the log-odds the cosine between it and the set's mean piece,
            both as offsets from the mean of all pieces learnt from.

        Raises
        ------
        NotFitted
            Before `fit`.
        InvalidInput
            When a set has fewer than two pieces, one twice or one that there is not; when pieces or style have another
            shape, or an attribute a value that the training had not.
        """
        odds = np.clip(self._log_odds(sets, pieces, style), -FARTHEST, FARTHEST)
        return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float32)

    def contributions(self, one_set: npt.ArrayLike, pieces: Pieces, *, style: FloatArray | None = None) -> Floats:
        """Return by how much log-odds each piece lifts `one_set` above the set without it, shape (n,).

        Negative for a piece that the others would do better without. Leave-one-out: the parts do not sum to the score.
        `style` is the shopper's, as `style_of` makes it.

        Raises
        ------
        NotFitted, InvalidInput
            As `score`; and when the set has two pieces, as one alone has no score.
        """
        self._check_fitted()
        whole = as_table([one_set], len(pieces))[0]
        if len(whole) <= FEWEST:
            raise InvalidInput("A set of two pieces has no parts to tell apart: one alone has no score.")
        odds = self._log_odds([whole, *(np.delete(whole, place) for place in range(len(whole)))], pieces, style)
        return odds[0] - odds[1:]

    def style_of(self, liked: Sets, pieces: Pieces) -> Floats:
        """Return what liked outfits have in common beside all pieces: the offset of their mean, shape (e,).

        Each outfit counts once, whatever its size. Raises as `score`.
        """
        table, described = self._asked(liked, pieces)
        return means_of(table, described[0]).mean(axis=0) if len(table) else np.zeros_like(self.mean_)

    def save(self, folder: Path, *, created_at: str, about: Mapping[str, Any] | None = None) -> None:
        """Save into a new folder; see `artifacts.write_artifact` for created_at, about and what is raised."""
        self._check_fitted()
        arrays: dict[str, npt.NDArray[Any]]
        arrays = {f"member{n}__{name}": array for n, one in enumerate(self.members_) for name, array in one.items()}
        arrays |= {"lines": self.lines_, "counts": self.counts_, "mean": self.mean_, "scale": self.scale_}
        parameters, name = {name: getattr(self, name) for name in SETTINGS}, type(self).__name__
        write_artifact(folder, arrays, model=name, parameters=parameters, created_at=created_at, about=about)

    @classmethod
    def load(cls, folder: Path, *, mmap: bool = True) -> Self:
        """Load what `save` wrote into `folder`, mapped into memory with `mmap`; PyTorch is not needed.

        Raises
        ------
        BrokenArtifact
            When another class was saved there, or as `artifacts.read_artifact`.
        """
        artifact = read_artifact(folder, mmap=mmap)
        if artifact.model != cls.__name__:
            raise BrokenArtifact(f"{folder} holds a {artifact.model}, not a {cls.__name__}.")
        model, arrays = cls(**artifact.parameters), artifact.arrays
        model.lines_, model.counts_ = arrays["lines"], arrays["counts"]
        model.mean_, model.scale_ = arrays["mean"], arrays["scale"]
        owns = [f"member{number}__" for number in range(model.members)]
        model.members_ = [{k.removeprefix(own): v for k, v in arrays.items() if k.startswith(own)} for own in owns]
        return model

    def _look_at(self, pieces: Pieces, rows: npt.NDArray[np.int64]) -> None:
        """Keep how many values each attribute has, and the middle and the scale of the embeddings in some rows."""
        self.counts_ = pieces.attributes.max(axis=0, initial=-1).astype(np.int64) + 1
        used = pieces.embeddings[rows].astype(np.float64)
        self.mean_ = used.mean(axis=0).astype(np.float32)
        # One scale for all axes: an encoder's axes differ in how much they tell, and that is kept.
        self.scale_ = np.array(max(float((used - self.mean_).std()), TINY) if used.size else 1.0, np.float32)

    def _log_odds(self, sets: Sets, pieces: Pieces, style: FloatArray | None) -> Floats:
        table, described = self._asked(sets, pieces)
        odds = np.zeros(len(table), np.float32)
        for weights, (slope, shift) in zip(self.members_, self.lines_, strict=True):
            odds += (slope * answers_of(weights, described, table, HEADS) + shift) / len(self.members_)
        if style is None:
            return odds
        wanted = np.asarray(style, np.float32)
        if wanted.shape != self.mean_.shape or not np.isfinite(wanted).all():
            raise InvalidInput(f"style must be {len(self.mean_)} finite numbers, as `style_of` gives.")
        offset = means_of(table, described[0])
        length = np.linalg.norm(offset, axis=1) * np.linalg.norm(wanted)
        return odds + offset @ wanted / np.maximum(length, np.float32(TINY))

    def _asked(self, sets: Sets, pieces: Pieces) -> tuple[Table, Described]:
        """Return sets as a table of rows of what they have of pieces: of a whole catalogue the rest is not touched."""
        self._check_fitted()
        shape = pieces.embeddings.shape[1], pieces.attributes.shape[1]
        if shape != (len(self.mean_), len(self.counts_)):
            known = f"{len(self.mean_)} numbers and {len(self.counts_)} attributes"
            raise InvalidInput(f"The scorer knows pieces by {known}, not by {shape[0]} and {shape[1]}.")
        table = as_table(sets, len(pieces))
        rows, place = np.unique(np.maximum(table, 0), return_inverse=True)
        described = self._described(Pieces(pieces.embeddings[rows], pieces.attributes[rows]))
        highest = described[1].max(axis=0, initial=-1)
        for column in np.flatnonzero(highest >= self.counts_):
            limit = f"values below {self.counts_[column]}"
            raise InvalidInput(f"Attribute {column} has {limit}, not {highest[column]}; -1 where it is not told.")
        return np.where(table >= 0, place.reshape(table.shape), table), described

    def _described(self, pieces: Pieces) -> Described:
        scaled = np.asarray((pieces.embeddings - self.mean_) / self.scale_, dtype=np.float32)
        return scaled, pieces.attributes.astype(np.int64)

    def _check(self) -> None:
        check_at_least(HEADS, width=self.width)
        check_at_least(1, members=self.members, epochs=self.epochs, candidates=self.candidates)
        if self.width % HEADS or not (0 <= self.dropout < 1 and self.learning_rate > 0):
            raise InvalidInput(f"width must be a multiple of {HEADS}, dropout in [0, 1), learning_rate above 0.")

    def _check_fitted(self) -> None:
        if not hasattr(self, "lines_"):
            raise NotFitted(type(self).__name__)
