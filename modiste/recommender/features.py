"""What items are like as matrices: attributes, words of their texts, and vectors that somebody else computed."""

import re
import zlib
from collections.abc import Hashable, Iterable, Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, diags_array, hstack

from modiste.recommender.arrays import FloatArray
from modiste.recommender.errors import InvalidInput


def attributes(values: Sequence[Hashable | Iterable[Hashable] | None]) -> csr_array:
    """Return one column per different value, 1 where an item has it; an item may have one, several or none (None).

    Returns
    -------
    csr_array, shape (items, values), float32

    Examples
    --------
    >>> attributes(["dress", None, ["coat", "dress"]]).toarray().tolist()
    [[1.0, 0.0], [0.0, 0.0], [1.0, 1.0]]
    """
    number: dict[Hashable, int] = {}
    pairs = {
        (item, number.setdefault(value, len(number))) for item, own in enumerate(values) for value in _several(own)
    }
    rows, columns = (
        np.array(side, dtype=np.int64) for side in (zip(*sorted(pairs), strict=True) if pairs else ((), ()))
    )
    return csr_array((np.ones(len(rows), np.float32), (rows, columns)), shape=(len(values), max(1, len(number))))


def text_ngrams(texts: Sequence[str], *, columns: int = 2_048, sizes: Sequence[int] = (3, 4)) -> csr_array:
    """Return the words of `texts` and their letter n-grams, hashed into columns, weighted by rarity, rows of length 1.

    "linen" with sizes (3,) is `linen`, `<li`, `lin`, `ine`, `nen`, `en>`: a misspelt or inflected word is still alike.
    The hash is the same on every machine; the weight is TF-IDF (Spärck Jones 1972).

    Parameters
    ----------
    texts : sequence of str, shape (items,)
    columns : int
        How many the hash leads to: the more, the fewer n-grams share one.
    sizes : sequence of int
        Letters of an n-gram.

    Returns
    -------
    csr_array, shape (items, columns), float32

    Examples
    --------
    >>> close = text_ngrams(["linen dress", "linen dresses", "wool coat"])
    >>> bool((close @ close.T).toarray()[0, 1] > 0.4 > (close @ close.T).toarray()[0, 2])
    True
    """
    rows: list[int] = []
    found: list[int] = []
    for item, text in enumerate(texts):
        grams = list(_grams(text.lower(), sizes))
        rows += [item] * len(grams)
        found += [zlib.crc32(gram.encode()) % columns for gram in grams]
    shape = (len(texts), columns)
    counts = csr_array((np.ones(len(rows), np.float32), (rows, found)), shape=shape) if rows else csr_array(shape)
    having = np.bincount(counts.indices, minlength=columns)
    rarity = np.log((1 + len(texts)) / (1 + having)) + 1
    return _of_length_one(csr_array(counts.multiply(rarity.astype(np.float32))))


def vectors(given: FloatArray) -> csr_array:
    """Return vectors (of pictures, say), shape (items, d), with rows of length 1; what is NaN counts as unknown, 0.

    Raises
    ------
    InvalidInput
        When they are no matrix.
    """
    known = np.nan_to_num(np.asarray(given, dtype=np.float32))
    if known.ndim != 2:
        raise InvalidInput(f"Give one vector per item, not an array of shape {known.shape}.")
    return _of_length_one(csr_array(known))


def together(*blocks: csr_array) -> csr_array:
    """Return blocks side by side, with a column of ones for what all items share, shape (items, Σ columns + 1).

    Raises
    ------
    InvalidInput
        When the blocks speak of different numbers of items.
    """
    if len({block.shape[0] for block in blocks}) != 1:
        raise InvalidInput(f"Blocks of {[block.shape[0] for block in blocks]} items: give one row per item in each.")
    ones = csr_array(np.ones((blocks[0].shape[0], 1), np.float32))
    return csr_array(hstack([*blocks, ones]), dtype=np.float32)


def _several(own: Hashable | Iterable[Hashable] | None) -> Iterable[Hashable]:
    if own is None:
        return ()
    return own if isinstance(own, list | tuple | set | frozenset) else (own,)


def _grams(text: str, sizes: Sequence[int]) -> Iterable[str]:
    for word in re.findall(r"\w+", text):
        yield word
        marked = f"<{word}>"
        for size in sizes:
            yield from (marked[start : start + size] for start in range(len(marked) - size + 1))


def _of_length_one(matrix: csr_array) -> csr_array:
    length: npt.NDArray[np.float32] = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1), dtype=np.float32))
    scale = np.divide(1.0, length, out=np.zeros_like(length), where=length > 0)
    return csr_array(diags_array(scale) @ matrix, dtype=np.float32)
