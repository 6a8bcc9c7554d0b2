"""Two whole tables, matched beside their rivals; and the making of a matcher, on a small shop."""

import numpy as np
import pytest

from modiste.matching.garments import dress_up
from modiste.matching.labelled import LabelledSet
from modiste.matching.records import ProductRecord
from modiste.matching.rivals import rival_features
from modiste.matching.tables import Tables
from modiste.matching.trees import apply_line, best_threshold, calibrate, surest_threshold

BRANDS = [ProductRecord(f"{name} Women Blue Dress") for name in ("Aster", "Bel", "Cala", "Dune", "Elva", "Fjord")]


@pytest.fixture(scope="module")
def shop() -> LabelledSet:
    return dress_up(BRANDS * 15)


def test_a_pair_leads_by_what_it_is_better_than_the_best_other() -> None:
    left, right, values = np.array([0, 0, 1]), np.array([0, 1, 1]), np.array([0.9, 0.4, 0.7])
    found = rival_features(left, right, values, is_one_table=False)
    assert found[:, 0] == pytest.approx([0.5, -0.5, 0.7])
    assert found[:, 1] == pytest.approx([0.9, -0.3, 0.3])
    assert found[:, 2:].tolist() == [[0, 0], [1, 1], [0, 0]]


def test_in_one_table_it_does_not_matter_which_side_a_record_is_on() -> None:
    values = np.array([0.9, 0.4])
    one = rival_features(np.array([0, 1]), np.array([1, 2]), values, is_one_table=True)
    other = rival_features(np.array([1, 1]), np.array([0, 2]), values, is_one_table=True)
    assert one.tolist() == other.tolist()


def test_made_garments_are_the_same_each_time_and_differ_by_label(shop: LabelledSet) -> None:
    again = dress_up(BRANDS * 15)
    assert again == shop
    assert {label for *_, label in shop.pairs["train"]} == {0, 1}
    assert shop.pairs["test"] == []


def test_tables_are_matched_by_labels_of_other_pairs(shop: LabelledSet) -> None:
    train, valid = shop.pairs["train"], shop.pairs["valid"]
    asked = [(left, right) for left, right, _ in train + valid]
    tables = Tables.of(shop.left, shop.right, asked)
    answers = tables.judge(np.array([label for *_, label in train], dtype=float), seed=0)
    assert len(answers) == len(tables.pairs) >= len(asked)
    of_valid = answers[len(train) : len(asked)]
    same = np.array([label for *_, label in valid], dtype=bool)
    assert of_valid[same].mean() > of_valid[~same].mean() + 0.3


def test_a_threshold_is_as_low_as_its_precision_allows() -> None:
    answers, labels = np.array([0.9, 0.8, 0.7, 0.6]), np.array([1.0, 1.0, 0.0, 1.0])
    assert surest_threshold(answers, labels, 1.0) == 0.8
    assert surest_threshold(answers, labels, 0.7) == 0.6
    assert surest_threshold(answers, np.zeros(4), 0.9) > 1
    assert best_threshold(answers, np.array([1.0, 1.0, 0.0, 0.0])) == pytest.approx(0.75)


def test_calibration_takes_back_what_was_too_sure() -> None:
    draw = np.random.default_rng(0)
    truth = draw.uniform(0.05, 0.95, 4000)
    labels = (draw.random(4000) < truth).astype(float)
    odds = np.log(truth / (1 - truth))
    too_sure = 1 / (1 + np.exp(-2 * odds))
    assert np.abs(apply_line(too_sure, *calibrate(too_sure, labels)) - truth).mean() < 0.03
