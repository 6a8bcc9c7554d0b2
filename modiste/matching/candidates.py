"""Which records may be the same product at all: the nearest by the letters they are written with."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse

from modiste.matching.readings import fold, squash
from modiste.matching.records import ProductRecord

SIZES = (3,)
AT_ONCE = 512  # queries a block: bounds the memory of the dense similarities


def _grams(text: str, sizes: tuple[int, ...]) -> Counter[str]:
    found: Counter[str] = Counter()
    for word in text.split():
        padded = f" {word} "
        for size in sizes:
            found.update(padded[at : at + size] for at in range(max(1, len(padded) - size + 1)))
    return found


def text_of(record: ProductRecord) -> str:
    words = fold(f"{record.brand} {record.title} {record.mpn}").split()
    return " ".join(filter(None, map(squash, words)))


class GramSpace:
    """TF-IDF of character n-grams: rows of unit length."""

    def __init__(self, texts: Sequence[str], sizes: tuple[int, ...] = SIZES) -> None:
        self.sizes = sizes
        counted = [_grams(text, sizes) for text in texts]
        document: Counter[str] = Counter()
        for grams in counted:
            document.update(grams.keys())
        self.columns = {gram: at for at, gram in enumerate(document)}
        self.idf = np.log((len(texts) + 1) / (np.array(list(document.values()) or [1], dtype=np.float32) + 0.5))
        self.rows = self._rows(counted)

    def place(self, texts: Sequence[str]) -> sparse.csr_matrix:
        return self._rows([_grams(text, self.sizes) for text in texts])

    def _rows(self, counted: Sequence[Counter[str]]) -> sparse.csr_matrix:
        indices: list[int] = []
        values: list[float] = []
        starts = [0]
        for grams in counted:
            for gram, count in grams.items():
                at = self.columns.get(gram)
                if at is not None:
                    indices.append(at)
                    values.append(count)
            starts.append(len(indices))
        columns = np.asarray(indices, dtype=np.int32)
        data = (
            (1 + np.log(np.asarray(values, dtype=np.float32))) * self.idf[columns]
            if indices
            else np.zeros(0, np.float32)
        )
        rows = sparse.csr_matrix(
            (data, columns, np.asarray(starts)), shape=(len(counted), len(self.idf)), dtype=np.float32
        )
        lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
        return sparse.diags_array(1 / np.maximum(lengths, 1e-9)).astype(np.float32) @ rows


class CandidateIndex:
    """Finds a record's nearest by TF-IDF of character n-grams."""

    def __init__(self, records: Sequence[ProductRecord]) -> None:
        self.space = GramSpace([text_of(record) for record in records])
        self.columns = self.space.rows.T.tocsc()

    def nearest(self, records: Sequence[ProductRecord], k: int = 20) -> npt.NDArray[np.int64]:
        rows = self.space.place([text_of(record) for record in records])
        k = min(k, self.space.rows.shape[0])
        found = np.empty((len(records), k), dtype=np.int64)
        for start in range(0, len(records), AT_ONCE):
            block = (rows[start : start + AT_ONCE] @ self.columns).toarray()
            best = np.argpartition(-block, k - 1, axis=1)[:, :k]
            order = np.argsort(-np.take_along_axis(block, best, axis=1), axis=1, kind="stable")
            found[start : start + AT_ONCE] = np.take_along_axis(best, order, axis=1)
        return found
