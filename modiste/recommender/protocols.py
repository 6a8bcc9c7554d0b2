"""The question that models are asked: what they learn from, whom they are asked about, with which items, and how.

Figures of two protocols cannot be compared; a protocol's fingerprint says whether two are the same. The questions here
are made of a whole `log` (users × items) as the functions of the same name in `splits` cut it, which say what they
raise; `test` and `share` are shares between 0 and 1.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from modiste.recommender import splits
from modiste.recommender.arrays import BoolArray
from modiste.recommender.errors import BadInteractions, InvalidInput
from modiste.recommender.interactions import Interactions
from modiste.recommender.splits import Split


@dataclass(frozen=True, eq=False)
class Protocol:
    """One honest question, the same for every model that answers it.

    Parameters
    ----------
    name : str
        Such as "leave-last-out".
    description : str
        One sentence on what was held out and what is ranked.
    train : Interactions
        What models learn from.
    test : Interactions, same shape
        What is to be found; dislikes in it do not count.
    histories : Interactions, optional
        What a shopper is known by when asked, and what is left out of her lists; `train` when absent.
    candidates : bool array, shape (items,), optional
        The items that are ranked; all when absent.
    are_strangers : bool
        Whether models must treat the shoppers as people they never learnt.
    settings : mapping
        What the question was made with (shares, seeds), as JSON values.
    """

    name: str
    description: str
    train: Interactions
    test: Interactions
    histories: Interactions = None  # type: ignore[assignment]
    candidates: BoolArray | None = None
    are_strangers: bool = False
    settings: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Check that all parts speak of one matrix."""
        object.__setattr__(self, "histories", self.train if self.histories is None else self.histories)
        object.__setattr__(self, "test", self.test.where(self.test.csr.data > 0))
        if not self.train.shape == self.test.shape == self.histories.shape:
            raise InvalidInput(f"train has shape {self.train.shape}, test {self.test.shape}: give one matrix's parts.")
        if self.candidates is not None and self.candidates.shape != (self.train.shape[1],):
            raise InvalidInput(f"Give one mark per item ({self.train.shape[1]}) as candidates.")

    def fingerprint(self) -> str:
        """Return a hash (hex) of everything that makes the question: equal questions, equal fingerprints."""
        digest = hashlib.sha256(repr((self.name, self.are_strangers)).encode())
        for part in (self.train, self.test, self.histories):
            digest.update(part.fingerprint().encode())
        if self.candidates is not None:
            digest.update(np.packbits(self.candidates).tobytes())
        return digest.hexdigest()

    def facts(self) -> dict[str, int | float]:
        """Return the numbers of people, items and likes that the question is about."""
        users, items = self.train.shape
        return {
            "users": users,
            "items": items,
            "train": int(self.train.csr.nnz),
            "test": int(self.test.csr.nnz),
            "users_asked": int((np.diff(self.test.csr.indptr) > 0).sum()),
            "items_ranked": items if self.candidates is None else int(self.candidates.sum()),
            "density": float(self.train.csr.nnz / (users * items)),
        }


def given_split(train: Interactions, test: Interactions, *, name: str = "given split") -> Protocol:
    """Return the question of a published split: rank all items not in the user's train row, find her test row.

    That is how LightGCN, UltraGCN and their like are measured (He et al. 2020).

    Examples
    --------
    >>> log = Interactions.from_events([0, 0, 1], [0, 1, 1])
    >>> given_split(log.where(np.array([True, False, True])), log.where(np.array([False, True, False]))).facts()["test"]
    1
    """
    words = (
        "The published split as it is: all items outside the user's train row are ranked, her test row is looked for."
    )
    return Protocol(name, words, train, test)


def read_split(file: Path) -> Split:
    """Read an .npz file with `train_`, `test_` and perhaps `val_` `indptr` and `indices`, and `shape`.

    Raises
    ------
    BadInteractions
        When the file cannot be read or lacks a part.
    """
    try:
        with np.load(file, allow_pickle=False) as pieces:
            shape = tuple(int(side) for side in pieces["shape"])
            parts = {
                part: Interactions.from_csr(pieces[f"{part}_indptr"], pieces[f"{part}_indices"], (shape[0], shape[1]))
                for part in ("train", "val", "test")
                if f"{part}_indptr" in pieces
            }
        return Split(parts["train"], parts.get("val"), parts["test"])
    except (OSError, KeyError, ValueError, IndexError) as error:
        raise BadInteractions(
            f"{file} is no split: it needs train_indptr, train_indices, test_indptr, test_indices and shape ({error})."
        ) from error


def both(one: Interactions, other: Interactions) -> Interactions:
    """Return the pairs of `one` and `other` part of a log together, as what may be learnt from once tuning is done."""
    matrix = csr_array(one.csr + other.csr)
    return Interactions.from_csr(matrix.indptr, matrix.indices, one.shape, weights=matrix.data)


def leave_last_out(log: Interactions, *, minimum: int = 3) -> Protocol:
    """Return the question for each shopper's last like; those with fewer than `minimum` likes are learnt from alone."""
    split = splits.leave_one_out(log, validation=False, minimum=max(2, minimum))
    words = f"The last like of each shopper with {minimum} or more is held out; all items she has not seen are ranked."
    return Protocol("leave-last-out", words, split.train, split.test, settings={"minimum": minimum})


def time_split(log: Interactions, *, test: float = 0.1) -> Protocol:
    """Return the question for the latest share of all likes: what a shop that looks forward must answer."""
    split = splits.by_time(log, test=test)
    words = f"The latest {test:.0%} of all likes are held out; all items a shopper has not seen are ranked."
    return Protocol("time split", words, split.train, split.test, settings={"test": test})


def random_split(log: Interactions, *, test: float = 0.2, random_state: int = 0) -> Protocol:
    """Return the question for a random share of each shopper's likes, for logs without times."""
    split = splits.at_random(log, test=test, random_state=random_state)
    words = f"A random {test:.0%} of each shopper's likes are held out; all items she has not seen are ranked."
    settings = {"test": test, "random_state": random_state}
    return Protocol("random split", words, split.train, split.test, settings=settings)


def cold_items(log: Interactions, *, share: float = 0.1, random_state: int = 0) -> Protocol:
    """Return the question for items that nobody had when the models learnt: only those are ranked.

    With times, the cold items are those first met in the latest `share` of all time between first and last event;
    without, a random share.
    Candidates are the cold items alone: among all items, whatever has likes would stand above them.
    """
    split, cold = splits.cold_items(log, share=share, random_state=random_state)
    when = f"first met in the latest {share:.0%} of time" if log.timestamps is not None else f"of a random {share:.0%}"
    words = f"All likes of items {when} are held out; only these {int(cold.sum())} items are ranked."
    settings = {"share": share} | ({} if log.timestamps is not None else {"random_state": random_state})
    return Protocol("cold items", words, split.train, split.test, candidates=cold, settings=settings)


def cold_users(
    log: Interactions, *, share: float = 0.1, known: float = 0.8, minimum: int = 3, random_state: int = 0
) -> Protocol:
    """Return the question for shoppers who came after the training: known by a part of their likes, asked for the rest.

    A random `share` of those with `minimum` likes or more is never learnt from; of each, the first `known` part of the
    likes (by time, else by chance) is the history (strong generalisation, Marlin 2004; Liang et al. 2018).
    """
    parts = splits.cold_users(log, share=share, known=known, minimum=minimum, random_state=random_state)
    words = (
        f"{share:.0%} of the shoppers are never learnt from; each is known by {known:.0%} of her likes and asked for "
        "the rest; all items she has not seen are ranked."
    )
    settings = {"share": share, "known": known, "minimum": minimum, "random_state": random_state}
    return Protocol("cold users", words, parts[0], parts[2], parts[1], are_strangers=True, settings=settings)


PROTOCOLS: Mapping[str, Callable[..., Protocol]] = {
    "leave-last-out": leave_last_out,
    "time-split": time_split,
    "random-split": random_split,
    "cold-items": cold_items,
    "cold-users": cold_users,
}
