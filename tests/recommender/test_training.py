"""Around the iterations: early stopping, checkpoints, new users and items, bad input, and what an import loads."""

import io
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console
from scipy.sparse import csr_array

from modiste.recommender.als import ExplicitALS, ImplicitALS
from modiste.recommender.errors import BadInteractions, InvalidInput, NotFitted
from modiste.recommender.interactions import Interactions
from modiste.recommender.progress import progress_bar
from modiste.recommender.splits import at_random
from modiste.recommender.testing import check_model, planted_tastes


def test_training_ends_when_held_out_lists_get_no_better_and_keeps_the_best() -> None:
    split = at_random(planted_tastes(), test=0.2)
    model = ImplicitALS(16, regularisation=0.0005, iterations=60).fit(split.train, validation=split.test)
    assert len(model.validation_) < 60
    assert len(model.validation_) == len(model.losses_)
    best = int(np.argmax(model.validation_))
    assert best == len(model.validation_) - 4
    upto = ImplicitALS(16, regularisation=0.0005, iterations=best + 1).fit(split.train)
    assert np.allclose(np.abs(upto.item_factors_), np.abs(model.item_factors_), atol=1e-3)


def test_a_share_for_validation_is_not_learnt_from() -> None:
    log = planted_tastes()
    some = ImplicitALS(4, iterations=3).fit(log, validation=0.25, sample_weight=np.ones(log.csr.nnz))
    split = at_random(log, test=0.25)
    assert some.losses_ == ImplicitALS(4, iterations=3).fit(split.train).losses_


def test_refuses_validation_of_another_shape() -> None:
    with pytest.raises(InvalidInput, match="shape"):
        ImplicitALS(4).fit(planted_tastes(), validation=planted_tastes(items=40))


def interrupted_at(iteration: int, folder: Path, **settings: object) -> None:
    def stop(number: int, _loss: float) -> None:
        if number == iteration:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ImplicitALS(6, iterations=6, **settings).fit(planted_tastes(), checkpoints=folder, on_iteration=stop)  # type: ignore[arg-type]


def test_an_interrupted_training_goes_on_from_its_last_checkpoint(tmp_path: Path) -> None:
    interrupted_at(3, tmp_path)
    told = []
    model = ImplicitALS(6, iterations=6)
    model.fit(planted_tastes(), checkpoints=tmp_path, on_iteration=lambda number, _: told.append(number))
    assert told == [4, 5, 6]
    assert len(model.losses_) == 6
    assert model.losses_[3] < model.losses_[2]
    whole = ImplicitALS(6, iterations=6).fit(planted_tastes())
    assert model.losses_[:3] == whole.losses_[:3]
    assert model.losses_[-1] == pytest.approx(whole.losses_[-1], rel=1e-2)


def test_a_finished_training_is_not_done_again(tmp_path: Path) -> None:
    first = ImplicitALS(6, iterations=4).fit(planted_tastes(), checkpoints=tmp_path)
    again = ImplicitALS(6, iterations=4).fit(planted_tastes(), checkpoints=tmp_path, on_iteration=pytest.fail)
    assert np.allclose(
        first.item_factors_ @ first.item_factors_.T, again.item_factors_ @ again.item_factors_.T, atol=1e-4
    )


def test_a_broken_checkpoint_is_passed_over(tmp_path: Path) -> None:
    interrupted_at(2, tmp_path)
    torn = tmp_path / "iteration-000003"
    torn.mkdir()
    (torn / "item_factors.npy").write_bytes(b"half")
    told = []
    ImplicitALS(6, iterations=6).fit(
        planted_tastes(), checkpoints=tmp_path, on_iteration=lambda number, _: told.append(number)
    )
    assert told[0] == 3
    assert [folder.name for folder in tmp_path.glob("iteration-*")] == ["iteration-000006"]


def test_checkpoints_of_other_data_or_settings_are_refused(tmp_path: Path) -> None:
    interrupted_at(2, tmp_path)
    with pytest.raises(InvalidInput, match="other data or settings"):
        ImplicitALS(6, alpha=0.2, iterations=6).fit(planted_tastes(), checkpoints=tmp_path)
    with pytest.raises(InvalidInput, match="other data or settings"):
        ImplicitALS(6, iterations=6).fit(planted_tastes(random_state=1), checkpoints=tmp_path)


def test_two_trainings_cannot_share_a_folder(tmp_path: Path) -> None:
    def train_another(_iteration: int, _loss: float) -> None:
        ImplicitALS(6, iterations=6).fit(planted_tastes(), checkpoints=tmp_path)

    with pytest.raises(InvalidInput, match="Another training"):
        ImplicitALS(6, iterations=6).fit(planted_tastes(), checkpoints=tmp_path, on_iteration=train_another)


def test_checkpoints_hold_no_vectors_of_people(tmp_path: Path) -> None:
    ImplicitALS(6, iterations=2).fit(planted_tastes(), checkpoints=tmp_path)
    assert [file.stem for file in tmp_path.rglob("*.npy")] == ["item_factors"]


@pytest.mark.parametrize("make", [lambda: ImplicitALS(8), lambda: ExplicitALS(4, centre=False)])
def test_new_users_and_items_are_taken_in_and_the_known_items_stay(make: type[ImplicitALS]) -> None:
    log = planted_tastes(users=160, items=88)
    before = log.where((log.rows < 120) & (log.csr.indices < 80))
    old = Interactions(csr_array(before.csr[:120, :80]))
    model = make().fit(old)
    known = model.item_factors_.copy()
    model.partial_fit(log)
    assert model.item_factors_.shape == (88, known.shape[1])
    assert model.user_factors_.shape == (160, known.shape[1])
    assert np.allclose(model.item_factors_[:80] @ model.item_factors_[:80].T, known @ known.T, atol=1e-4)
    row = log.csr[[150]]
    assert np.allclose(model.fold_in(row.indices, row.data), model.user_factors_[150], atol=1e-4)


def test_a_new_item_finds_its_style() -> None:
    log = planted_tastes(users=160, items=88)
    old = Interactions(csr_array(log.where(log.csr.indices < 80).csr[:, :80]))
    model = ImplicitALS(8).fit(old).partial_fit(log)
    likeness = model.item_factors_[80:] @ model.item_factors_[:80].T
    same = (np.arange(80, 88)[:, None] - np.arange(80)) % 4 == 0
    assert likeness[same].mean() > 2 * likeness[~same].mean()


def test_refuses_to_take_in_less_than_it_knows() -> None:
    model = ImplicitALS(4, iterations=2).fit(planted_tastes())
    with pytest.raises(BadInteractions, match="keep every column"):
        model.partial_fit(planted_tastes(items=40))
    with pytest.raises(NotFitted):
        ImplicitALS(4).partial_fit(planted_tastes())


@pytest.mark.parametrize("solver", ["exact", "cg", "block"])
@pytest.mark.parametrize("accelerate", [None, "ncg"])
def test_threads_change_no_bit_of_any_training(solver: str, accelerate: str | None) -> None:
    log = planted_tastes(users=900, likes=20)
    made = [
        ImplicitALS(40, iterations=3, solver=solver, accelerate=accelerate).fit(log, threads=n)  # type: ignore[arg-type]
        for n in (1, 2, 5)
    ]
    for other in made[1:]:
        assert np.array_equal(made[0].item_factors_, other.item_factors_)
        assert np.array_equal(made[0].user_factors_, other.user_factors_)
        assert made[0].losses_ == other.losses_


@pytest.mark.parametrize("weight", [[1.0], [np.nan], [0.0], [-1.0], [np.inf]])
def test_refuses_sample_weights_that_make_no_sense(weight: list[float]) -> None:
    log = planted_tastes()
    given = np.ones(log.csr.nnz) if len(weight) and weight != [1.0] else np.ones(1)
    given[0] = weight[0]
    with pytest.raises(BadInteractions, match="[Ss]ample weight"):
        ImplicitALS(4).fit(log, sample_weight=given)


def test_refuses_more_factors_than_the_data_can_tell() -> None:
    with pytest.raises(BadInteractions, match="at most 2"):
        ImplicitALS(8).fit(Interactions.from_events([0, 1], ["a", "b"]))


@pytest.mark.parametrize(
    "wrong", [{"solver": "magic"}, {"accelerate": "hope"}, {"iterations": 0}, {"regularisation": float("nan")}]
)
def test_refuses_settings_that_make_no_sense(wrong: dict[str, object]) -> None:
    for model in (ImplicitALS, ExplicitALS):
        with pytest.raises(InvalidInput):
            model(4, **wrong).fit(planted_tastes())  # type: ignore[arg-type]


def test_rows_and_columns_without_anything_get_vectors_of_zero() -> None:
    log = Interactions.from_csr(np.array([0, 1, 1, 3]), np.array([0, 0, 2]), (3, 4))
    for model in (ImplicitALS(2).fit(log), ExplicitALS(2, centre=False).fit(log)):
        assert not model.user_factors_[1].any()
        assert not model.item_factors_[[1, 3]].any()
        assert np.isfinite(model.item_factors_).all()


def test_explicit_als_keeps_the_house_rules(tmp_path: Path) -> None:
    check_model(lambda: ExplicitALS(4, iterations=5), tmp_path)


def test_the_bar_is_told_of_every_iteration() -> None:
    console = Console(force_terminal=True, record=True, width=120, quiet=False, file=open("/dev/null", "w"))  # noqa: SIM115
    with console.file, progress_bar(3, console=console) as told:
        ImplicitALS(4, iterations=3).fit(planted_tastes(), on_iteration=told)
        told(3, 1.0)
    assert "3/3" in console.export_text()


def test_the_bar_shows_what_early_stopping_measures() -> None:
    for terminal, said in ((True, "3/3"), (False, "iteration 3 of 3, loss")):
        console = Console(force_terminal=terminal, width=120, file=io.StringIO(), record=True)
        model = ImplicitALS(4, iterations=3)
        with progress_bar(3, model=model, console=console) as told:
            model.fit(planted_tastes(), validation=0.2, on_iteration=told)
        shown = console.export_text()
        assert said in shown
        assert f"held-out NDCG {model.validation_[2]:.4f} (best {max(model.validation_):.4f})" in shown


def test_what_is_measured_is_there_when_an_iteration_is_told() -> None:
    told: list[tuple[int, int]] = []
    model = ImplicitALS(4, iterations=5)
    model.fit(
        planted_tastes(),
        validation=0.2,
        on_iteration=lambda _number, _loss: told.append((len(model.losses_), len(model.validation_))),
    )
    assert told == [(number, number) for number in range(1, len(model.losses_) + 1)]


def test_importing_a_model_loads_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from modiste.recommender import ALS, ExplicitALS, ImplicitALS, Interactions, BadInteractions\n"
        "assert ALS is ImplicitALS\n"
        "heavy = {'numba', 'torch', 'faiss', 'pyspark', 'sqlalchemy', 'fastapi', 'rich'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
        "assert not [name for name in sys.modules if name.startswith('modiste.shop')]\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_an_unknown_name_is_an_attribute_error() -> None:
    import modiste.recommender as library

    with pytest.raises(AttributeError, match="Nonsense"):
        library.Nonsense  # noqa: B018
    assert all(hasattr(library, name) for name in library.__all__)
