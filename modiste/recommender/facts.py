"""What is known of the items beside who liked them."""

from dataclasses import dataclass

from scipy.sparse import csr_array

from modiste.recommender.arrays import FloatArray, IntArray


@dataclass(frozen=True, eq=False)
class ItemFacts:
    """What items are like, for the models and figures that need it; each may be unknown.

    Attributes
    ----------
    categories : int array, shape (items,), optional
        -1 where an item has none; for ContentProfile and the calibration of categories.
    tags : csr_array, shape (items, tags), optional
        For ContentProfile.
    features : csr_array, shape (items, f), optional
        For Hybrid; see `modiste.recommender.features`.
    vectors : array, shape (items, d), optional
        For the diversity of lists; without them two items are alike when the same people had them.
    """

    categories: IntArray | None = None
    tags: csr_array | None = None
    features: csr_array | None = None
    vectors: FloatArray | None = None
