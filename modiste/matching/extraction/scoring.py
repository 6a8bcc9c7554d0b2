"""The scorer: how likely each node that shows a price shows the product's own; learnt from real pages."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import lightgbm
import numpy as np
import numpy.typing as npt

from modiste.matching.extraction.visible import NAMES, Shown, as_matrix

MODEL = Path(__file__).parent.parent / "models" / "visible_price.txt"
# A feature that may only help or only hurt: what is learnt from a few shops must not turn round at the next.
HELPFUL = tuple(
    "word_price near_price word_now near_now word_main near_main word_block money cents lone below_a_higher"
    " same_amount of_most".split()
)
HARMFUL = tuple(
    "word_old near_old word_others near_others word_delivery near_delivery word_used near_used word_saving"
    " word_unit near_unit word_instalment near_instalment word_basket near_basket word_frame near_frame word_review"
    " near_review label_old label_saving label_delivery label_from label_per label_size label_start struck link hidden"
    " listed since_heading before_heading same_look above_a_lower".split()
)
SETTINGS = {
    "objective": "binary",
    "num_leaves": 8,
    "min_data_in_leaf": 8,
    "learning_rate": 0.06,
    "lambda_l2": 5.0,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "num_threads": 1,
    "seed": 1,
    "deterministic": True,
    "verbose": -1,
    "monotone_constraints": [(name in HELPFUL) - (name in HARMFUL) for name in NAMES],
}
ROUNDS = 150
# Never the price to pay, whatever the shops at hand taught: of used goods or other products, crossed out, by the month.
FOREIGN = tuple(
    NAMES.index(name)
    for name in "near_used word_used near_others word_others struck label_per label_saving label_start".split()
)
DOUBT = 0.3


class PriceScorer:
    """Gradient-boosted trees over the features of `visible.NAMES`; monotone where a direction is known."""

    def __init__(self, booster: lightgbm.Booster) -> None:
        """Score with a trained booster."""
        self.booster = booster

    @classmethod
    def load(cls) -> "PriceScorer":
        """The scorer that ships with the library; read once a process."""
        return _shipped()

    @classmethod
    def fit(
        cls, pages: Sequence[npt.NDArray[np.float64]], labels: Sequence[npt.NDArray[np.bool_]], shops: Sequence[str]
    ) -> "PriceScorer":
        """Learn from pages (one matrix each), which of their nodes show the price, and whose pages they are.

        A page counts as one whatever its length, and a shop with many pages counts by their square root.
        """
        of_shop = {shop: shops.count(shop) for shop in shops}
        weights = [
            np.full(len(y), 1 / (max(len(y), 1) * of_shop[s] ** 0.5)) for y, s in zip(labels, shops, strict=True)
        ]
        weight = np.concatenate(weights)
        data = lightgbm.Dataset(
            np.vstack(pages), np.concatenate(labels).astype(float), weight=weight * len(weight) / weight.sum()
        )
        return cls(lightgbm.train(SETTINGS, data, ROUNDS))

    def score(self, shown: Sequence[Shown]) -> npt.NDArray[np.float64]:
        """For each candidate the probability that it shows the product's price; shape (candidates,)."""
        if not shown:
            return np.zeros(0)
        features = as_matrix(shown)
        foreign = features[:, FOREIGN].sum(axis=1)
        return np.asarray(self.booster.predict(features, num_threads=1)) * DOUBT ** np.minimum(foreign, 2)


@cache
def _shipped() -> PriceScorer:
    return PriceScorer(lightgbm.Booster(model_file=MODEL))
