"""The network of `SetScorer` and its training: each piece of a set is asked how it fits the others."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from modiste.recommender._sets import FAR, LEAST_WRONG, TINY, Replacements, Table
from modiste.recommender.neural._learning import arrays_of, seeded

WARM = 0.15  # of the steps: the rate rises, then falls as a cosine
DECAY = 0.02
LEAST_STEPS = 16  # a pass
BLUR = 0.1  # of a piece's facts are hidden at a step, so that none is leaned on alone
Weights = dict[str, npt.NDArray[np.float32]]


@dataclass(frozen=True)
class Course:
    """How a network is made and taught; the fields are the settings of `SetScorer`."""

    width: int
    heads: int
    hidden: int
    dropout: float
    epochs: int
    batch: int
    candidates: int
    learning_rate: float
    seconds: float | None


class SetNetwork(nn.Module):
    """Sees pieces one by one (d numbers each), then asks each how it fits those that it is with.

    Attention from a piece to all others but itself, so that one pass judges every place of a set.

    Parameters
    ----------
    embedding : int
        Numbers that describe a piece.
    counts : list of int
        Values of each attribute.
    course : Course
    """

    def __init__(self, embedding: int, counts: list[int], course: Course) -> None:
        super().__init__()
        sizes = [min(24, 4 + count // 6) for count in counts]
        self.tables = nn.ModuleList(nn.Embedding(count + 1, size) for count, size in zip(counts, sizes, strict=True))
        for table in self.tables:
            nn.init.normal_(table.weight, std=0.3)
        d = course.width
        self.hidden, self.seen = nn.Linear(embedding + sum(sizes), course.hidden), nn.Linear(course.hidden, d)
        self.norm = nn.LayerNorm(d, eps=TINY)
        self.asks, self.offers, self.tells, self.rest = (nn.Linear(d, d) for _ in range(4))
        self.compares, self.fits = nn.Linear(3 * d, d), nn.Linear(d, 1)
        self.line = nn.Parameter(torch.tensor([1.0, 0.0]))
        self.heads, self.dropout = course.heads, course.dropout

    def encode(self, embeddings: Tensor, attributes: Tensor) -> Tensor:
        """Return (n, d) for embeddings (n, e) and attributes (n, a), -1 where one is not told."""
        rows = attributes + 1
        if self.training:
            rows = rows * (torch.rand(rows.shape) >= BLUR)
            embeddings = functional.dropout(embeddings, BLUR)
        parts = [embeddings, *(table(rows[:, column]) for column, table in enumerate(self.tables))]
        hidden = functional.dropout(functional.relu(self.hidden(torch.cat(parts, 1))), self.dropout, self.training)
        return functional.dropout(self.norm(self.seen(hidden)), self.dropout / 2, self.training)

    def fit_of(self, asked: Tensor, others: Tensor, may_see: Tensor) -> Tensor:
        """Return how `asked` (b, c, d) fit `others` (b, l, d), where `may_see` (b, c, l) says so; shape (b, c)."""

        def split(x: Tensor) -> Tensor:
            return x.unflatten(-1, (self.heads, -1)).transpose(1, 2)  # (b, h, ·, d / h)

        query, key, value = split(self.asks(asked)), split(self.offers(others)), split(self.tells(others))
        weight = (query @ key.transpose(2, 3) / math.sqrt(query.shape[-1])).masked_fill(~may_see[:, None], float(FAR))
        rest = self.rest((weight.softmax(-1) @ value).transpose(1, 2).flatten(2))
        return self.fits(functional.relu(self.compares(torch.cat([asked, rest, asked * rest], -1))))[..., 0]

    def of_sets(self, seen: Tensor, is_there: Tensor) -> Tensor:
        """Return the log-odds (m,) of sets of pieces (m, l, d), padded where not `is_there` (m, l)."""
        return self.total(self.fit_of(seen, seen, others_of(is_there)), is_there)

    def total(self, fits: Tensor, is_there: Tensor) -> Tensor:
        """Return the log-odds (m,) of sets whose pieces fit like `fits` (m, l)."""
        return (fits * is_there).sum(1) / is_there.sum(1).sqrt() * self.line[0] + self.line[1]


def others_of(is_there: Tensor) -> Tensor:
    """Return which piece may see which, (m, l, l): all that are there, but itself."""
    return is_there[:, None, :] & ~torch.eye(is_there.shape[1], dtype=torch.bool)


def learn_sets(
    table: Table,
    described: tuple[npt.NDArray[np.float32], npt.NDArray[np.int64], list[int]],
    wrong: Replacements,
    course: Course,
    random_state: int,
    on_epoch: Callable[[int, float], None] | None = None,
) -> Weights:
    """Learn from outfits and return the network's weights by name.

    Two questions at each step: which of `candidates` + 1 pieces of a family belongs at a place (softmax, InfoNCE; van
    den Oord et al. 2018), for every place of every outfit; and is a whole set an outfit, or one whose pieces were
    replaced, all at first and ever fewer.

    Parameters
    ----------
    table : int64 array, shape (m, l)
    described : embeddings (n, e), attributes (n, a), values of each attribute
    wrong : Replacements
    course : Course
    random_state : int
    on_epoch : callable, optional
        Told (epoch, mean loss).
    """
    rng, began = np.random.default_rng(random_state), time.monotonic()
    pieces = torch.from_numpy(described[0]), torch.from_numpy(described[1])
    with seeded(random_state, torch.device("cpu")):
        network = SetNetwork(described[0].shape[1], described[2], course)
        optimiser = torch.optim.AdamW(network.parameters(), course.learning_rate, weight_decay=DECAY, fused=True)
        for epoch in range(course.epochs):
            losses = []
            groups = _batches(table, course.batch, rng)
            for number, rows in enumerate(groups):
                at = (epoch + number / len(groups)) / course.epochs
                if course.seconds is not None:
                    at = max(at, (time.monotonic() - began) / course.seconds)
                if at >= 1:
                    return arrays_of(network)
                optimiser.param_groups[0]["lr"] = course.learning_rate * _rate(at)
                least = 1 - (1 - LEAST_WRONG) * at
                loss = _loss(network, pieces, _Drawn.of(rows, wrong, course.candidates, least, rng))
                optimiser.zero_grad(set_to_none=True)
                loss.backward()
                optimiser.step()
                losses.append(float(loss.detach()))
            if on_epoch is not None:
                on_epoch(epoch + 1, float(np.mean(losses)))
    return arrays_of(network)


@dataclass(frozen=True)
class _Drawn:
    """The sets of one step: right ones, candidates for each place, wrong ones."""

    right: Table  # (b, l)
    candidates: Table  # (b, l, k)
    wrong: Table  # (2 b, l)

    @classmethod
    def of(cls, rows: Table, wrong: Replacements, count: int, least: float, rng: np.random.Generator) -> "_Drawn":
        places = np.repeat(np.maximum(rows, 0)[:, :, None], count, axis=2)
        sets = [wrong.wrong_sets(rows, share, rng) for share in (1.0, least)]
        return cls(rows, wrong.draw(places, rng), np.concatenate(sets))


def _loss(network: SetNetwork, pieces: tuple[Tensor, Tensor], drawn: _Drawn) -> Tensor:
    """Return the two questions' loss for one step's sets."""
    right, (b, longest, k) = drawn.right, drawn.candidates.shape
    parts = [right, drawn.candidates, drawn.wrong]
    known, place = np.unique(np.maximum(np.concatenate([part.ravel() for part in parts]), 0), return_inverse=True)
    rows = torch.from_numpy(known)
    seen = network.encode(pieces[0][rows], pieces[1][rows])[torch.from_numpy(place)]
    own, others, wrong = (
        part.unflatten(0, shape)
        for part, shape in zip(
            seen.split([b * longest, b * longest * k, drawn.wrong.size]),
            [(b, longest), (b, longest, k), (-1, longest)],
            strict=True,
        )
    )
    is_there = torch.from_numpy(right >= 0)

    may_see = others_of(is_there).repeat_interleave(k + 1, 1)  # (b, l (k + 1), l)
    fits = network.fit_of(torch.cat([own[:, :, None], others], 2).flatten(1, 2), own, may_see).view(b, longest, k + 1)
    is_own = torch.from_numpy((drawn.candidates[..., None] == right[:, None, None, :]).any(-1))  # no wrong one
    asked = torch.cat([fits[..., :1], fits[..., 1:].masked_fill(is_own, float(FAR))], 2)[is_there]
    at_places = functional.cross_entropy(asked, torch.zeros(len(asked), dtype=torch.long))

    told = network.of_sets(wrong, is_there.repeat(2, 1))
    is_other = torch.from_numpy((drawn.wrong != np.tile(right, (2, 1))).any(1))
    of_wrong = (functional.softplus(told) * is_other).sum() / is_other.sum().clamp(min=1)
    return at_places + (functional.softplus(-network.total(fits[..., 0], is_there)).mean() + of_wrong) / 2


def _batches(table: Table, size: int, rng: np.random.Generator) -> list[Table]:
    """Return all rows in batches of about one length, without the columns where none has a piece.

    Few outfits come several times, so that a pass has steps enough to learn by.
    """
    table = np.tile(table, (-(-LEAST_STEPS * size // len(table)) if len(table) < LEAST_STEPS * size else 1, 1))
    length = (table >= 0).sum(axis=1)
    order = np.argsort(length + 1.5 * rng.random(len(table)), kind="stable")
    groups = [order[first : first + size] for first in range(0, len(order), size)]
    return [table[groups[at], : length[groups[at]].max()] for at in rng.permutation(len(groups))]


def _rate(at: float) -> float:
    """Return the share of the learning rate at a share of the course."""
    return at / WARM if at < WARM else 0.5 * (1 + math.cos(math.pi * (at - WARM) / (1 - WARM)))
