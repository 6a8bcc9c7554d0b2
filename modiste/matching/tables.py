"""Two whole tables matched at once, when labelled pairs of them are at hand: a pair is judged beside all its rivals."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import svds

from modiste.matching.candidates import CandidateIndex, GramSpace
from modiste.matching.corpus import Corpus
from modiste.matching.features import Pair, features_of
from modiste.matching.readings import Reading, read
from modiste.matching.records import ProductRecord
from modiste.matching.rivals import Places, rival_features
from modiste.matching.trees import Floats, cross_fit, logit
from modiste.matching.word_odds import cross_odds, word_matrix

FROM_LEFT, FROM_RIGHT = 11, 6  # candidates of a record on either side
MOST_RIGHT = 6_000  # a longer table is asked from its left side alone: the rivals of its records are there already
DIMENSIONS = 64
FIRST_ROUNDS, ROUNDS = 300, 400
TEXT = 600
SPACES: tuple[tuple[Callable[[Reading], str], tuple[int, ...]], ...] = (
    (lambda reading: reading.title, (3,)),
    (lambda reading: reading.title.replace(" ", ""), (4,)),
    (lambda reading: reading.text[:TEXT], (3, 4)),
)


@dataclass(frozen=True, eq=False)
class Tables:
    """Pairs of two tables, the ones asked for first, then every other candidate: all described without labels."""

    pairs: list[Pair]
    left: Places
    right: Places
    rows: Floats
    likenesses: Floats
    is_one_table: bool

    @classmethod
    def of(
        cls, left: Sequence[ProductRecord], right: Sequence[ProductRecord], asked: Sequence[tuple[int, int]]
    ) -> "Tables":
        """Describe the pairs `asked` (places on the left and right) and their rivals; one table may be both sides."""
        is_one = left is right
        mine = [read(record) for record in left]
        others = mine if is_one else [read(record) for record in right]
        corpus = Corpus.of(mine if is_one else mine + others)
        places = list(dict.fromkeys([*asked, *_candidates(left, right)]))
        pairs = [(mine[a], others[b]) for a, b in places]
        a, b = (np.array(side, dtype=np.int64) for side in zip(*places, strict=True))
        likenesses = _likenesses(mine, others, corpus, a, b)
        return cls(pairs, a, b, features_of(pairs, corpus), likenesses, is_one)

    def judge(self, labels: Floats, *, seed: int) -> Floats:
        """The probability of every pair; the first are labelled, and none is asked of a model that saw its label."""
        rows = np.hstack([self.rows, self.likenesses])
        first = cross_fit(rows, labels, rounds=FIRST_ROUNDS, seed=seed)
        odds = logit(first)
        words = word_matrix(self.pairs, is_one_table=self.is_one_table)
        added = [
            *(self._rivals(values) for values in self.likenesses.T),
            self._rivals(first),
            self._rivals(odds),
            odds[:, None],
            cross_odds(words, labels, np.zeros(len(odds)), seed=seed)[:, None],
            cross_odds(words, labels, odds, seed=seed)[:, None],
        ]
        return cross_fit(np.hstack([rows, *added]), labels, rounds=ROUNDS, seed=seed)

    def _rivals(self, values: Floats) -> Floats:
        return rival_features(self.left, self.right, values, is_one_table=self.is_one_table)


def _candidates(left: Sequence[ProductRecord], right: Sequence[ProductRecord]) -> list[tuple[int, int]]:
    nearest = CandidateIndex(right).nearest(left, FROM_LEFT)
    found = [(a, int(b)) for a, row in enumerate(nearest) for b in row if left is not right or a != b]
    if left is not right and len(right) < MOST_RIGHT:
        back = CandidateIndex(left).nearest(right, FROM_RIGHT)
        found.extend((int(a), b) for b, row in enumerate(back) for a in row)
    return found


def _likenesses(mine: list[Reading], others: list[Reading], corpus: Corpus, left: Places, right: Places) -> Floats:
    """Cosines by letters, by words and by latent meaning (LSA): (pairs, 5)."""
    everyone = mine if mine is others else mine + others
    places = right if mine is others else right + len(mine)
    spaces = [GramSpace([text_of(reading) for reading in everyone], sizes).rows for text_of, sizes in SPACES]
    words = _word_space(everyone, corpus)
    columns = [np.asarray(space[left].multiply(space[places]).sum(axis=1)).ravel() for space in (*spaces, words)]
    turned, strengths, _ = svds(words, k=min(DIMENSIONS, min(words.shape) - 1), rng=np.random.default_rng(0))
    latent = turned * strengths
    latent /= np.maximum(np.linalg.norm(latent, axis=1, keepdims=True), 1e-9)
    return np.column_stack([*columns, np.sum(latent[left] * latent[places], axis=1)])


def _word_space(readings: list[Reading], corpus: Corpus) -> sparse.csr_matrix:
    columns: dict[str, int] = {}
    indices: list[int] = []
    weights: list[float] = []
    starts = [0]
    for reading in readings:
        words = sorted(reading.title_words)
        indices.extend(columns.setdefault(word, len(columns)) for word in words)
        weights.extend(map(corpus.weight, words))
        starts.append(len(indices))
    rows = sparse.csr_matrix((weights, indices, starts), shape=(len(readings), len(columns)))
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return (sparse.diags_array(1 / np.maximum(lengths, 1e-9)) @ rows).tocsr()
