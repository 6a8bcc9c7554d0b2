"""Do pieces go together: what a scorer of sets learns, and what it refuses."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from modiste.recommender._sets import Replacements, answers_of, as_table, line_through
from modiste.recommender.compatibility import HEADS, SetScorer
from modiste.recommender.errors import BrokenArtifact, InvalidInput, NotFitted
from modiste.recommender.pieces import Pieces
from tests.conftest import skip_or_fail

PIECES, FAMILIES = 120, 4
TODAY = "2026-11-27T12:00:00+00:00"


class World:
    """Garments of eight colours: an outfit's are all even or all odd, with one piece of a family at most."""

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        colour = np.arange(PIECES) % 8
        self.families = np.arange(PIECES) // 8 % FAMILIES
        noise = self.rng.normal(size=(PIECES, 4)).astype(np.float32)
        self.pieces = Pieces(noise, np.stack([colour, self.families], axis=1))

    def outfit(self, size: int, *, fits: bool = True) -> np.ndarray:
        families = self.rng.permutation(np.arange(size) % FAMILIES)
        parity = np.full(size, self.rng.integers(2))
        if not fits:
            parity[self.rng.integers(size)] ^= 1
        chosen: list[int] = []
        for family, odd in zip(families, parity, strict=True):
            where = (self.families == family) & (self.pieces.attributes[:, 0] % 2 == odd)
            chosen.append(int(self.rng.choice(np.setdiff1d(np.flatnonzero(where), chosen))))
        return np.array(chosen)

    def outfits(self, count: int, *, fits: bool = True) -> list[np.ndarray]:
        return [self.outfit(2 + number % 5, fits=fits) for number in range(count)]


def small(world: World, **settings: object) -> SetScorer:
    chosen = {"width": 16, "members": 1, "epochs": 3} | settings
    return SetScorer(**chosen).fit(world.outfits(60), world.pieces, families=world.families)


@pytest.fixture(scope="module")
def world() -> World:
    if find_spec("torch") is None:
        skip_or_fail("PyTorch is not installed: pip install modiste[neural]")
    return World(1)


@pytest.fixture(scope="module")
def taught(world: World) -> SetScorer:
    scorer = SetScorer(width=16, members=1, epochs=25)
    return scorer.fit(world.outfits(300), world.pieces, families=world.families)


def auc(right: np.ndarray, wrong: np.ndarray) -> float:
    return float((right[:, None] > wrong).mean() + (right[:, None] == wrong).mean() / 2)


def test_learns_a_planted_rule_from_three_hundred_outfits(world: World, taught: SetScorer) -> None:
    right = taught.score(world.outfits(200), world.pieces)
    assert auc(right, taught.score(world.outfits(200, fits=False), world.pieces)) > 0.95
    assert right.dtype == np.float32


def test_probabilities_are_about_as_often_true_as_they_say(world: World, taught: SetScorer) -> None:
    right = as_table(world.outfits(400), PIECES)
    wrong = Replacements(right, world.families).wrong_sets(right, 0.3, np.random.default_rng(5))
    sets = [row[row >= 0] for row in np.concatenate([right, wrong])]
    said = taught.score(sets, world.pieces)
    is_right = np.arange(len(sets)) < len(right)
    by_chance = np.mean((0.5 - is_right) ** 2)
    assert np.mean((said - is_right) ** 2) < 0.6 * by_chance
    high = said > 0.6
    assert abs(said[high].mean() - is_right[high].mean()) < 0.1


def test_the_order_of_pieces_does_not_matter(world: World, taught: SetScorer) -> None:
    outfits = world.outfits(20)
    turned = [world.rng.permutation(one) for one in outfits]
    assert taught.score(turned, world.pieces) == pytest.approx(taught.score(outfits, world.pieces), abs=1e-5)


@pytest.mark.parametrize("size", range(2, 9))
def test_sets_of_any_size_score_the_same_alone_and_beside_larger_ones(
    world: World, taught: SetScorer, size: int
) -> None:
    one = world.outfit(size)
    alone = taught.score([one], world.pieces)
    beside = taught.score([one, world.outfit(8)], world.pieces)
    assert 0 < alone[0] < 1
    assert beside[0] == pytest.approx(alone[0], abs=1e-5)


def test_no_sets_have_no_scores(world: World, taught: SetScorer) -> None:
    assert taught.score([], world.pieces).shape == (0,)


def test_the_same_seed_learns_the_same_and_another_seed_does_not() -> None:
    first, again, other = (small(World(1), random_state=seed) for seed in (3, 3, 4))
    sets, pieces = World(2).outfits(10), World(1).pieces
    assert np.array_equal(first.score(sets, pieces), again.score(sets, pieces))
    assert first.losses_ == again.losses_ != other.losses_


def test_a_saved_scorer_says_the_same(world: World, taught: SetScorer, tmp_path: Path) -> None:
    taught.save(tmp_path / "scorer", created_at=TODAY)
    loaded = SetScorer.load(tmp_path / "scorer")
    sets = world.outfits(20)
    assert np.array_equal(loaded.score(sets, world.pieces), taught.score(sets, world.pieces))
    assert loaded.random_state == taught.random_state


def test_a_folder_of_another_model_is_refused(tmp_path: Path) -> None:
    from modiste.recommender.artifacts import write_artifact

    write_artifact(tmp_path / "other", {}, model="EASE", parameters={}, created_at=TODAY)
    with pytest.raises(BrokenArtifact, match="EASE"):
        SetScorer.load(tmp_path / "other")


def test_numpy_answers_like_torch(world: World, taught: SetScorer) -> None:
    import torch

    from modiste.recommender.neural._learning import set_arrays
    from modiste.recommender.neural._sets import Course, SetNetwork

    weights, described = taught.members_[0], taught._described(world.pieces)
    network = SetNetwork(4, taught.counts_.tolist(), Course(16, HEADS, 32, 0.2, 1, 16, 4, 0.003, None))
    set_arrays(network, weights)
    table = as_table([world.outfit(2 + number % 7) for number in range(60)], PIECES)
    with torch.no_grad():
        seen = network.encode(*(torch.from_numpy(array) for array in described))
        wanted = network.of_sets(seen[np.maximum(table, 0)], torch.from_numpy(table >= 0)).numpy()
    assert answers_of(weights, described, table, HEADS) == pytest.approx(wanted, abs=1e-5)


def test_loads_and_scores_where_torch_is_absent(world: World, taught: SetScorer, tmp_path: Path) -> None:
    taught.save(tmp_path / "scorer", created_at=TODAY)
    np.savez(tmp_path / "pieces.npz", embeddings=world.pieces.embeddings, attributes=world.pieces.attributes)
    script = f"""
import sys
sys.modules["torch"] = None
import numpy as np
from pathlib import Path
from modiste.recommender.compatibility import SetScorer
from modiste.recommender.errors import NotAvailable
from modiste.recommender.pieces import Pieces
folder = Path({str(tmp_path)!r})
pieces = Pieces(**np.load(folder / "pieces.npz"))
print(SetScorer.load(folder / "scorer").score([[0, 8, 16]], pieces)[0])
try:
    SetScorer().fit([[0, 8]] * 20, pieces, families=np.zeros({PIECES}, int))
except NotAvailable as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    score, refusal = done.stdout.splitlines()
    assert float(score) == pytest.approx(taught.score([[0, 8, 16]], world.pieces)[0], abs=1e-6)
    assert "modiste[neural]" in refusal


def test_the_piece_that_does_not_fit_contributes_least(world: World, taught: SetScorer) -> None:
    found = 0
    for _ in range(40):
        outfit = world.outfit(5, fits=False)
        parity = world.pieces.attributes[outfit, 0] % 2
        odd_one_out = np.flatnonzero(parity == (parity.sum() == 1))[0]
        parts = taught.contributions(outfit, world.pieces)
        found += parts.argmin() == odd_one_out
        assert parts[odd_one_out] < 0 or parts.argmin() != odd_one_out
    assert found >= 34  # by chance: 8


def test_a_style_lifts_what_is_like_the_liked(world: World, taught: SetScorer) -> None:
    sets = world.outfits(50)
    first = np.array([world.pieces.embeddings[one, 0].mean() for one in sets])
    style = taught.style_of([one for one, mean in zip(sets, first, strict=True) if mean > 0.3], world.pieces)
    plain, styled = taught.score(sets, world.pieces), taught.score(sets, world.pieces, style=style)
    lift = np.log(styled / (1 - styled)) - np.log(plain / (1 - plain))
    assert np.abs(lift).max() <= 1.001  # a cosine
    assert lift[first > 0.3].mean() > lift[first < -0.3].mean() + 0.2
    assert np.array_equal(taught.score(sets, world.pieces, style=np.zeros(4, np.float32)), plain)


def test_wrong_pieces_are_of_the_same_family_and_as_popular() -> None:
    families = np.array([0, 0, 0, 1, 1])
    wrong = Replacements(as_table([[0, 3], [1, 3], [1, 4], [1, 3]], 5), families)
    drawn = wrong.draw(np.tile([2, 4], (4000, 1)), np.random.default_rng(0))
    assert set(drawn[:, 0]) == {0, 1}  # nobody wore piece 2
    assert (drawn[:, 0] == 1).mean() == pytest.approx(0.75, abs=0.03)
    assert (drawn[:, 1] == 3).mean() > 0.99


def test_a_wrong_set_keeps_its_shape_and_loses_a_piece_at_least() -> None:
    world = World(3)
    right = as_table(world.outfits(200), PIECES)
    wrong = Replacements(right, world.families).wrong_sets(right, 0.0, np.random.default_rng(0))
    changed = (wrong != right).sum(axis=1)
    assert np.array_equal(wrong < 0, right < 0)
    assert changed.min() >= 1
    assert all(len(set(row[row >= 0])) == (row >= 0).sum() for row in wrong)
    assert (changed < (right >= 0).sum(axis=1)).any()


def test_a_line_through_answers_that_mean_nothing_has_no_opinion() -> None:
    answers = np.array([-1.0, 1.0, -1.0, 1.0])
    assert line_through(answers, np.array([True, False, True, False])).tolist() == [0.0, 0.0]
    slope, shift = line_through(np.linspace(-2, 4, 200), np.linspace(-2, 4, 200) > 1)
    assert slope > 2 and -shift / slope == pytest.approx(1, abs=0.05)


def test_refuses_what_makes_no_sense(world: World, taught: SetScorer) -> None:
    rows, pieces = world.outfits(30), world.pieces
    nan, strange = pieces.embeddings.copy(), pieces.attributes.copy()
    nan[3, 1], strange[4, 0] = np.nan, 8
    refused = [
        (lambda: Pieces(nan, pieces.attributes), "finite"),
        (lambda: Pieces(pieces.embeddings[:5], pieces.attributes), "must be"),
        (lambda: Pieces(pieces.embeddings, pieces.attributes - 2), "whole numbers"),
        (lambda: Pieces(pieces.embeddings, pieces.attributes / 2), "whole numbers"),
        (lambda: taught.score([[4, 5]], Pieces(pieces.embeddings, strange)), "Attribute 0 has values below 8, not 8"),
        (lambda: taught.score([[4, 5]], Pieces(pieces.embeddings[:, :2], pieces.attributes)), "knows pieces by 4"),
        (lambda: taught.score([[4]], pieces), "two or more different"),
        (lambda: taught.score([[1.5, 2.0]], pieces), "whole numbers"),
        (lambda: taught.score([[1, 2], [4, 4]], pieces), "Set 1"),
        (lambda: taught.score([[4, PIECES]], pieces), "between 0 and"),
        (lambda: taught.score([[4, 5]], pieces, style=np.ones(3, np.float32)), "style must be 4"),
        (lambda: taught.contributions([4, 5], pieces), "two pieces"),
        (lambda: SetScorer().fit(rows[:5], pieces, families=world.families), "At least 20"),
        (lambda: SetScorer().fit(rows, pieces, families=world.families[:5]), "families"),
        (lambda: SetScorer().fit(rows, pieces, families=np.arange(PIECES)), "one piece alone"),
        (lambda: SetScorer(width=30).fit(rows, pieces, families=world.families), "multiple of 4"),
        (lambda: SetScorer(epochs=0).fit(rows, pieces, families=world.families), "epochs"),
        (lambda: SetScorer().fit(rows, pieces, families=world.families, seconds=0), "seconds"),
    ]
    for number, (ask, words) in enumerate(refused):
        with pytest.raises(InvalidInput, match=words):
            ask()
            pytest.fail(f"nothing was refused at {number}")


def test_a_scorer_that_has_not_learnt_says_so() -> None:
    world = World(1)
    for ask in (SetScorer().score, SetScorer().style_of):
        with pytest.raises(NotFitted):
            ask([[0, 1]], world.pieces)
    with pytest.raises(NotFitted):
        SetScorer().contributions([0, 1, 2], world.pieces)


def test_a_fact_that_is_not_told_and_pieces_without_embeddings_are_no_obstacle(world: World) -> None:
    bare = Pieces(np.zeros((PIECES, 0), np.float32), world.pieces.attributes)
    scorer = SetScorer(width=16, members=1, epochs=2).fit(world.outfits(40), bare, families=world.families)
    untold = Pieces(bare.embeddings, np.full_like(bare.attributes, -1))
    assert np.isfinite(scorer.score(world.outfits(5), untold)).all()


def test_learning_ends_in_time_and_tells_its_course(world: World) -> None:
    told: list[tuple[int, float]] = []
    scorer = SetScorer(width=16, members=1, epochs=10_000)
    scorer.fit(
        world.outfits(60),
        world.pieces,
        families=world.families,
        seconds=1.0,
        on_epoch=lambda epoch, loss: told.append((epoch, loss)),
    )
    assert 0 < len(told) < 10_000
    assert [loss for _, loss in told] == scorer.losses_
