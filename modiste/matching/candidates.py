"""Which records may be the same product at all: the nearest by the letters they are written with."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse

from modiste.matching.comparison.readings import fold, squash
from modiste.matching.records import ProductRecord

SIZES = (3,)
AT_ONCE = 512  # queries a block: bounds the memory of the dense similarities


class GramSpace:
    """TF-IDF of the character n-grams within words; `rows` are of unit length, one a text."""

    def __init__(self, texts: Sequence[str], sizes: tuple[int, ...] = SIZES) -> None:
        self.sizes = sizes
        counted = [_grams(text, sizes) for text in texts]
        frequencies: Counter[str] = Counter()
        for grams in counted:
            frequencies.update(grams.keys())
        self.columns = {gram: at for at, gram in enumerate(frequencies)}
        found_in = np.array(list(frequencies.values()), dtype=np.float32)
        self.idf = np.log((len(texts) + 1) / (found_in + 0.5))
        self.rows = self._rows_of(counted)

    def place(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Rows for further texts, in the same columns."""
        return self._rows_of([_grams(text, self.sizes) for text in texts])

    def _rows_of(self, counted: Sequence[Counter[str]]) -> sparse.csr_matrix:
        indices: list[int] = []
        counts: list[int] = []
        starts = [0]
        for grams in counted:
            known = [(at, count) for gram, count in grams.items() if (at := self.columns.get(gram)) is not None]
            indices.extend(at for at, _ in known)
            counts.extend(count for _, count in known)
            starts.append(len(indices))
        places = np.asarray(indices, dtype=np.int32)
        values = (1 + np.log(np.asarray(counts, dtype=np.float32))) * self.idf[places]
        rows = sparse.csr_matrix((values, places, starts), shape=(len(counted), len(self.idf)), dtype=np.float32)
        lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
        return (sparse.diags_array(1 / np.maximum(lengths, 1e-9)).astype(np.float32) @ rows).tocsr()


class CandidateIndex:
    """Finds the records nearest to others by TF-IDF of character trigrams of brand, title and maker's number."""

    def __init__(self, records: Sequence[ProductRecord]) -> None:
        self.space = GramSpace([_text_of(record) for record in records])
        self._turned = self.space.rows.T.tocsr()

    def nearest(self, records: Sequence[ProductRecord], k: int = 20) -> npt.NDArray[np.int64]:
        """The places of the `k` nearest of each record, the nearest first: (records, k), fewer when there are fewer."""
        rows = self.space.place([_text_of(record) for record in records])
        k = min(k, self.space.rows.shape[0])
        found = np.empty((len(records), k), dtype=np.int64)
        if not k:
            return found
        for start in range(0, len(records), AT_ONCE):
            far = -(rows[start : start + AT_ONCE] @ self._turned).toarray()
            best = np.argpartition(far, k - 1, axis=1)[:, :k]
            order = np.argsort(np.take_along_axis(far, best, axis=1), axis=1, kind="stable")
            found[start : start + AT_ONCE] = np.take_along_axis(best, order, axis=1)
        return found


def _text_of(record: ProductRecord) -> str:
    words = map(squash, fold(f"{record.brand} {record.title} {record.mpn}").split())
    return " ".join(word for word in words if word)


def _grams(text: str, sizes: tuple[int, ...]) -> Counter[str]:
    found: Counter[str] = Counter()
    for word in text.split():
        padded = f" {word} "
        for size in sizes:
            found.update(padded[at : at + size] for at in range(max(1, len(padded) - size + 1)))
    return found
