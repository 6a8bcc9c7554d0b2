"""The trainer in PyTorch against the compiled one: the same vectors, losses, gradients and courses."""

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.sparse import csr_array

from modiste.recommender._factors import STEPS
from modiste.recommender._ncg import conjugate_gradients
from modiste.recommender._objective import Objective, Point, way_of
from modiste.recommender._workers import Workers
from modiste.recommender.als import ExplicitALS, ImplicitALS
from modiste.recommender.errors import InvalidInput, NotAvailable
from modiste.recommender.interactions import Interactions
from modiste.recommender.testing import check_model, planted_tastes

CPU = "cpu-torch"
Kind = type[ImplicitALS] | type[ExplicitALS]


def a_device(name: str) -> str:
    """The device's name, where it is at hand."""
    import torch

    if name == "cuda" and not torch.cuda.is_available():
        pytest.skip("no CUDA GPU at hand: the same is tested on CPU tensors")
    return name


def uneven(users: int = 300, items: int = 90, seed: int = 3) -> Interactions:
    """Rows of 0 to 80 pairs, some of them dislikes, of different strength; two empty columns."""
    rng = np.random.default_rng(seed)
    share = rng.random(users) ** 3
    dense = rng.random((users, items)) < share[:, None]
    dense[0, 0] = True
    dense[:, [7, 8]] = False
    weights = np.where(dense, rng.choice([-1.0, 0.5, 1.0, 2.0], dense.shape), 0.0)
    return Interactions(csr_array(weights.astype(np.float32)))


def a_problem(log: Interactions, model: Any, workers: Workers) -> tuple[Objective, Point]:
    """An objective and a start away from the origin on both sides."""
    objective = model._objective(log, np.ones(log.csr.nnz, np.float32), workers)
    rng = np.random.default_rng(1)
    x, y = (rng.standard_normal((n, model.factors), np.float32) * np.float32(0.3) for n in log.shape)
    return objective, Point(x, y)


def apart(a: np.ndarray, b: np.ndarray) -> float:
    """Relative distance."""
    return float(np.linalg.norm(a - b) / np.linalg.norm(b))


@pytest.mark.parametrize("device", [CPU, "cuda"])
@pytest.mark.parametrize("kind", [ImplicitALS, ExplicitALS])
def test_one_exact_sweep_from_the_same_start_gives_the_same_factors(kind: Kind, device: str) -> None:
    log = uneven()
    start = np.random.default_rng(0).standard_normal((90, 24)).astype(np.float32)
    made = [
        kind(24, iterations=1, solver="exact", accelerate=None).fit(log, start=start, device=where)
        for where in (None, a_device(device))
    ]
    assert apart(made[1].item_factors_, made[0].item_factors_) < 1e-3
    assert apart(made[1].user_factors_, made[0].user_factors_) < 1e-3
    assert made[1].losses_ == pytest.approx(made[0].losses_, rel=1e-5)


@pytest.mark.parametrize("device", [CPU, "cuda"])
@pytest.mark.parametrize("solver", ["exact", "cg", "block"])
@pytest.mark.parametrize("accelerate", [None, "ncg", "mixed-polak-ribiere"])
def test_whole_trainings_give_the_same_scores(solver: Any, accelerate: str | None, device: str) -> None:
    log = uneven()
    made = [
        ImplicitALS(70, iterations=4, solver=solver, accelerate=accelerate).fit(log, device=where)
        for where in (None, a_device(device))
    ]
    scores = [model.user_factors_ @ model.item_factors_.T for model in made]
    assert apart(scores[1], scores[0]) < 1e-3
    assert made[1].losses_ == pytest.approx(made[0].losses_, rel=1e-4)


@pytest.mark.parametrize("room", [1 << 22, 200])  # 200 floats: almost every row comes in pieces
@pytest.mark.parametrize("model", [ImplicitALS(12, solver="exact"), ExplicitALS(12, centre=False)])
def test_values_gradients_courses_and_sweeps_are_those_of_the_kernels(
    model: Any, room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from modiste.recommender.neural import als_torch

    monkeypatch.setattr(als_torch, "room_on", lambda device: room)
    with Workers(1) as workers:
        host, start = a_problem(uneven(), model, workers)
        there = als_torch.bring_to(CPU)(host)
        far = there.point(*start)
        assert there.value(far) == pytest.approx(host.value(start), rel=1e-5)
        g, g_there = host.gradient(start), there.gradient(far).arrays()
        assert apart(g_there.x, g.x) < 1e-5
        assert apart(g_there.y, g.y) < 1e-5
        minus = g.negated()
        assert np.allclose(there.along(far, there.point(*minus)), host.along(start, minus), rtol=1e-4)
        assert far.dot(far) == pytest.approx(start.dot(start), rel=1e-5)
        loss, _ = host.sweep(start)
        loss_there, _ = there.sweep(far)
        assert loss_there == pytest.approx(loss, rel=1e-5)
        assert apart(far.arrays().x, start.x) < 1e-3
        assert apart(far.arrays().y, start.y) < 1e-3


def test_the_loss_never_rises_with_conjugate_gradients_there() -> None:
    from modiste.recommender.neural import als_torch

    with Workers(1) as workers:
        host, start = a_problem(uneven(), ImplicitALS(16, solver="cg"), workers)
        there = als_torch.bring_to(CPU)(host)
        losses = [
            loss for _, (_, loss) in zip(range(15), conjugate_gradients(there, there.point(*start)), strict=False)
        ]
    assert all(after <= before * (1 + 1e-6) for before, after in zip(losses, losses[1:], strict=False))


def test_batches_hold_every_pair_once_and_never_more_than_there_is_room_for() -> None:
    import torch

    from modiste.recommender.neural._batches import DeviceSide

    log = uneven()
    target = np.arange(log.csr.nnz, dtype=np.float32)
    with Workers(1) as workers:
        objective = Objective.of(abs(log.csr), target, (0.1, 0.1, 1.0), way_of("cg", STEPS), workers)
    side = DeviceSide.of(objective.users, torch.device("cpu"))
    found = []
    for batch in side.batches((8, 24), most=40):
        assert len(batch.rows) * batch.longest <= 40
        assert not {n <= 8 for n in side.length[batch.rows.numpy()]} == {True, False}
        seen = side.seen(batch, torch.zeros(log.shape[1], 1))
        found.extend(seen.t[seen.c > 0].tolist())
    assert sorted(found) == target.tolist()


def test_keeps_the_house_rules_and_takes_checkpoints_and_validation(tmp_path: Path) -> None:
    class OnTensors(ImplicitALS):
        def fit(self, interactions: Interactions, **given: Any) -> "OnTensors":
            return super().fit(interactions, device=CPU, **given)

    check_model(lambda: OnTensors(8, iterations=4), tmp_path)
    log = planted_tastes()
    model = ImplicitALS(8, iterations=6).fit(log, device=CPU, validation=0.2, checkpoints=tmp_path / "kept")
    assert len(model.validation_) == len(model.losses_)
    assert isinstance(model.item_factors_, np.ndarray)


def test_a_device_that_is_not_here_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(NotAvailable, match=r"modiste\[neural\].*CUDA build"):
        ImplicitALS(4).fit(planted_tastes(), device="cuda")
    with pytest.raises(InvalidInput, match="knows no device 'abacus'"):
        ImplicitALS(4).fit(planted_tastes(), device="abacus")
    with pytest.raises(InvalidInput, match="does not train on 'meta'"):
        ImplicitALS(4).fit(planted_tastes(), device="meta")


def test_without_pytorch_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("modiste.recommender.neural")]:
        monkeypatch.delitem(sys.modules, name)
    import modiste.recommender

    monkeypatch.delattr(modiste.recommender, "neural", raising=False)
    monkeypatch.setattr("importlib.util.find_spec", lambda name, package=None: None)
    with pytest.raises(NotAvailable, match=r"pip install modiste\[neural\]"):
        ImplicitALS(4).fit(planted_tastes(), device="cuda")
