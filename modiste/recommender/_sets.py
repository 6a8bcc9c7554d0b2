"""Sets of pieces as padded tables, the wrong pieces that a set is told from, and the network's answer in NumPy."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import expit

from modiste.recommender.arrays import BoolArray, FloatArray, IntArray, as_item_indices
from modiste.recommender.errors import InvalidInput

Floats = npt.NDArray[np.float32]
Table = npt.NDArray[np.int64]  # (m, l): piece indices, -1 behind the end of a shorter set
Weights = Mapping[str, npt.NDArray[Any]]

NONE = -1
FEWEST = 2  # pieces; one alone goes together with nothing
TINY = 1e-5  # torch's own under the root of a layer norm
FAR = np.float32(-1e9)  # a weight of 0 after softmax
TRIES = 4
ROWS = 4096  # sets at once
DRAWS = 4  # wrong sets for each outfit that was held out
LEAST_OUTFITS = 20
LEAST_WRONG = 0.3  # of a wrong set's pieces are replaced at the end of a course, all at its beginning
FARTHEST = 15.0  # log-odds: float32 tells no larger ones from certainty


def as_table(sets: Sequence[npt.ArrayLike], n_pieces: int) -> Table:
    """Return sets of piece indices as one table, shape (m, longest).

    Raises
    ------
    InvalidInput
        When a set has fewer than two pieces, has one twice, or names a piece that there is not.
    """
    rows = [np.asarray(one) for one in sets]
    lengths = np.array([row.size for row in rows], dtype=np.int64)
    if any(row.ndim != 1 or row.dtype.kind not in "iu" for row in rows) or lengths.min(initial=FEWEST) < FEWEST:
        raise InvalidInput("Each set must be a list of two or more different pieces, as whole numbers.")
    table = np.full((len(rows), lengths.max(initial=FEWEST)), NONE, np.int64)
    given = np.concatenate([np.zeros(0, np.int64), *rows]).astype(np.int64)
    table[np.arange(table.shape[1]) < lengths[:, None]] = as_item_indices(given, n_pieces)
    ordered = np.sort(table, axis=1)
    is_twice = ((ordered[:, 1:] == ordered[:, :-1]) & (ordered[:, 1:] >= 0)).any(axis=1)
    if is_twice.any():
        number = int(is_twice.argmax())
        raise InvalidInput(f"Set {number} must have two or more different pieces, not {rows[number].tolist()}.")
    return table


class Replacements:
    """Wrong pieces for a place of an outfit: of the same family, as often as outfits use them.

    With pieces of any family a network learns that outfits have shoes; with all pieces of a family alike, which pieces
    are popular. Neither is what goes together (Vasileva et al. 2018, "Learning type-aware embeddings", section 4).
    """

    def __init__(self, table: Table, families: IntArray) -> None:
        self.families = families
        used = table[table >= 0]
        self.used = used[np.argsort(families[used], kind="stable")]
        self.count = np.bincount(families[used], minlength=int(families.max(initial=0)) + 1)
        self.begin = np.cumsum(self.count) - self.count

    @property
    def has_choice(self) -> bool:
        """Whether any family has two different pieces in the outfits."""
        different = np.unique(self.used)
        return len(np.unique(self.families[different])) < len(different)

    def draw(self, pieces: Table, rng: np.random.Generator) -> Table:
        """Return a piece of the same family for each piece, any shape; sometimes the same where there are few."""
        family = self.families[pieces]
        found = pieces
        for _ in range(TRIES):
            place = (rng.random(pieces.shape) * self.count[family]).astype(np.int64)
            drawn = self.used[np.minimum(self.begin[family] + place, len(self.used) - 1)]
            found = np.where((found == pieces) & (self.count[family] > 0), drawn, found)
        return found

    def wrong_sets(self, table: Table, least: float, rng: np.random.Generator) -> Table:
        """Return each set (m, l) with a share of its pieces replaced, between `least` and all, one at least.

        A set whose families have too little choice may stay what it was.
        """
        share = rng.uniform(least, 1.0, (len(table), 1))
        order = np.where(table >= 0, rng.random(table.shape), np.inf)
        is_chosen = (order <= share) | ((order == order.min(axis=1, keepdims=True)) & (table >= 0))
        found = table.copy()
        for _ in range(TRIES):
            drawn = self.draw(np.maximum(table, 0), rng)
            for place in range(table.shape[1]):
                new, old = drawn[:, place], found[:, place]
                # A piece twice in a set would tell that the set is wrong, and no shop asks that.
                is_free = ((new[:, None] != table) & (new[:, None] != found)).all(axis=1)
                found[:, place] = np.where(is_chosen[:, place] & is_free & (old == table[:, place]), new, old)
        return found


def what_to_learn(outfits: Sequence[npt.ArrayLike], families: IntArray, n_pieces: int) -> tuple[Table, Replacements]:
    """Return outfits as a table and what may stand in for pieces; raises InvalidInput when nothing can be learnt."""
    table = as_table(outfits, n_pieces)
    if len(table) < LEAST_OUTFITS:
        raise InvalidInput(f"At least {LEAST_OUTFITS} outfits are needed to learn from, not {len(table)}.")
    if families.shape != (n_pieces,) or families.dtype.kind not in "iu" or families.min(initial=0) < 0:
        raise InvalidInput(f"families must be one whole number from 0 on for each of {n_pieces} pieces.")
    wrong = Replacements(table, families)
    if not wrong.has_choice:
        raise InvalidInput("Each family has one piece alone in these outfits: there is nothing to tell it from.")
    return table, wrong


def calibrate(
    ask: Callable[[Table], Floats], right: Table, wrong: Replacements, random_state: int
) -> npt.NDArray[np.float64]:
    """Return slope and shift from a network's answers to log-odds, by outfits (m, l) that it did not learn from."""
    rng = np.random.default_rng(random_state)
    drawn = np.concatenate([wrong.wrong_sets(right, LEAST_WRONG, rng) for _ in range(DRAWS)])
    drawn = drawn[(drawn != np.tile(right, (DRAWS, 1))).any(axis=1)]
    answers = ask(np.concatenate([right, drawn]))
    return line_through(answers, np.arange(len(answers)) < len(right))


def answers_of(weights: Weights, described: tuple[Floats, IntArray], table: Table, heads: int) -> Floats:
    """Return a network's answers before calibration, shape (m,), by its pieces' embeddings and attributes."""
    seen = encode(weights, *described)
    parts = [answer(weights, seen, table[first : first + ROWS], heads) for first in range(0, len(table), ROWS)]
    return np.concatenate([np.zeros(0, np.float32), *parts])


def encode(weights: Weights, embeddings: FloatArray, attributes: IntArray) -> Floats:
    """Return what the network sees in each piece, shape (n, d); as `neural._sets.SetNetwork.encode`."""
    parts = [embeddings.astype(np.float32)]
    parts += [weights[f"tables__{column}__weight"][row + 1] for column, row in enumerate(attributes.T)]
    hidden = np.maximum(_linear(weights, "hidden", np.concatenate(parts, axis=1)), 0)
    seen = _linear(weights, "seen", hidden)
    seen = seen - seen.mean(axis=1, keepdims=True)
    seen /= np.sqrt((seen**2).mean(axis=1, keepdims=True) + TINY)
    return np.asarray(seen * weights["norm__weight"] + weights["norm__bias"], dtype=np.float32)


def answer(weights: Weights, seen: Floats, table: Table, heads: int) -> Floats:
    """Return the log-odds of each set before calibration, shape (m,), from what is seen in pieces, shape (n, d).

    As `neural._sets.SetNetwork.of_sets`.
    """
    m, longest = table.shape
    z = seen[np.maximum(table, 0)]  # (m, l, d)
    is_there = table >= 0

    def split(name: str) -> Floats:
        # Every piece is many times in the sets of one search: projected once each, then looked up.
        return _linear(weights, name, seen)[np.maximum(table, 0)].reshape(m, longest, heads, -1).swapaxes(1, 2)

    asked = split("asks") @ split("offers").swapaxes(2, 3) / np.float32(np.sqrt(seen.shape[1] / heads))  # (m, h, l, l)
    may_see = is_there[:, None, :] & ~np.eye(longest, dtype=np.bool_)  # (m, l, l): all but itself
    asked = np.where(may_see[:, None], asked, FAR)
    asked = np.exp(asked - asked.max(axis=-1, keepdims=True))
    asked /= asked.sum(axis=-1, keepdims=True)
    rest = _linear(weights, "rest", (asked @ split("tells")).swapaxes(1, 2).reshape(m, longest, -1))
    judged = np.maximum(_linear(weights, "compares", np.concatenate([z, rest, z * rest], axis=2)), 0)
    fits = _linear(weights, "fits", judged)[..., 0]  # (m, l)
    total = (fits * is_there).sum(axis=1) / np.sqrt(is_there.sum(axis=1, dtype=np.float32))
    return np.asarray(total * weights["line"][0] + weights["line"][1], dtype=np.float32)


def means_of(table: Table, embeddings: Floats) -> Floats:
    """Return the mean embedding of each set, shape (m, e)."""
    is_there = (table >= 0).astype(np.float32)
    total = np.einsum("ml,mle->me", is_there, embeddings[np.maximum(table, 0)])
    return np.asarray(total / is_there.sum(axis=1, keepdims=True), dtype=np.float32)


def line_through(answers: FloatArray, is_right: BoolArray) -> npt.NDArray[np.float64]:
    """Return slope and shift from answers (m,) to log-odds of being right, both kinds weighing the same.

    Logistic regression with Platt's targets, which are not quite 0 and 1, so that few answers that a line tells apart
    give no infinite certainty (Platt 1999).
    """
    centre, spread = float(answers.mean()), float(answers.std()) + TINY
    x = np.stack([(answers - centre) / spread, np.ones_like(answers)], axis=1).astype(np.float64)  # (m, 2)
    count = np.where(is_right, is_right.sum(), (~is_right).sum())
    target = np.where(is_right, count + 1, 1) / (count + 2)

    def loss(line: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        odds = x @ line
        return float(((np.logaddexp(0, odds) - target * odds) / count).sum()), x.T @ ((expit(odds) - target) / count)

    slope, shift = minimize(loss, np.array([1.0, 0.0]), jac=True, method="BFGS").x
    if slope <= 0:  # what was learnt does not hold elsewhere: no opinion
        return np.array([0.0, 0.0])
    return np.array([slope / spread, shift - slope * centre / spread])


def _linear(weights: Weights, name: str, x: FloatArray) -> Floats:
    return np.asarray(x @ weights[f"{name}__weight"].T + weights[f"{name}__bias"], dtype=np.float32)
