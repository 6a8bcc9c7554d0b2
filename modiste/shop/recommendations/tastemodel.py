"""What training hands to serving, as plain arrays: item vectors, word vectors for new items, and popularity."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from modiste.recommender.artifacts import read_artifact
from modiste.recommender.errors import BrokenArtifact
from modiste.shop.recommendations.shelf import Ints, Lists, Shelf

Vectors = npt.NDArray[np.float32]
MODEL_WORD = "\x1f"  # joins kind and value of a word in the artifact; neither can hold it
ROWS_AT_ONCE = 20_000


@dataclass(frozen=True, eq=False)
class TasteModel:
    """A trained model. `item_ids` is sorted; `strength` counts the likes behind each item; d = 0 knows popularity only.

    `word_vectors` says what a word adds to an item's vector: the sum over an item's words estimates the vector that
    its likes would have given it, which is how a new item takes part from its first minute.
    """

    name: str
    kind: str
    item_ids: Ints
    vectors: Vectors  # (items, d)
    spectrum: npt.NDArray[np.float64]  # (d,)
    strength: Vectors  # (items,)
    word_names: npt.NDArray[np.str_] = field(default_factory=lambda: np.zeros(0, "U1"))
    word_vectors: Vectors = field(default_factory=lambda: np.zeros((0, 0), np.float32))
    parameters: dict[str, Any] = field(default_factory=dict)

    ARRAYS: ClassVar = ("item_ids", "vectors", "spectrum", "strength", "word_names", "word_vectors")

    @property
    def factors(self) -> int:
        return int(self.vectors.shape[1])

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """Everything but names and parameters, for the artifact."""
        return {name: getattr(self, name) for name in self.ARRAYS}

    def on(self, shelf: Shelf) -> tuple[Vectors, Vectors]:
        """The vector (n, d) and the strength (n,) of each item on the shelf; estimated where nobody liked it yet."""
        vectors = np.zeros((len(shelf), self.factors), np.float32)
        strength = np.zeros(len(shelf), np.float32)
        if len(self.item_ids) and len(shelf):
            places = np.minimum(np.searchsorted(self.item_ids, shelf.ids), len(self.item_ids) - 1)
            known = self.item_ids[places] == shelf.ids
            vectors[known], strength[known] = self.vectors[places[known]], self.strength[places[known]]
        cold = np.flatnonzero(strength == 0)
        if len(self.word_vectors):
            table = self._table(shelf)
            for start in range(0, len(cold), ROWS_AT_ONCE):
                rows = cold[start : start + ROWS_AT_ONCE]
                vectors[rows] = sum_of_words(shelf.words.at(rows), table)
        return vectors, strength

    def _table(self, shelf: Shelf) -> Vectors:
        """The word vectors by the shelf's numbers; zero for words that the model never met."""
        table = np.zeros((len(shelf.dictionary), self.factors), np.float32)
        for place, name in enumerate(self.word_names.tolist()):
            number = shelf.dictionary.find(*name.split(MODEL_WORD, 1))
            if number is not None:
                table[number] = self.word_vectors[place]
        return table


def sum_of_words(words: Lists, table: Vectors) -> Vectors:
    """The sum of each row's word vectors, shape (rows, d); every item has words: a category and a brand at least."""
    return np.add.reduceat(table[words.values], words.starts[:-1], axis=0)


def load_model(folder: Path) -> TasteModel:
    """The model in this folder, its arrays mapped and not copied; raises BrokenArtifact."""
    artifact = read_artifact(folder)
    try:
        return TasteModel(
            name=folder.name,
            kind=artifact.manifest["kind"],
            parameters=artifact.parameters,
            **{name: artifact.arrays[name] for name in TasteModel.ARRAYS},
        )
    except KeyError as error:
        raise BrokenArtifact(f"{folder} lacks {error}: train the model again.") from error
