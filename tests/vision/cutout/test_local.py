"""The cut-out that ships, on small drawn photos; `python -m benchmarks.cutout` measures it on real ones."""

import hashlib
import subprocess
import sys

import numpy as np
import pytest

from modiste.vision.cutout import _net
from modiste.vision.cutout.local import LocalCutout
from modiste.vision.errors import NoGarment, VisionError
from tests.vision.cutout.pictures import overlap, planks, shirt

NAVY, RED, WHITE = (40, 44, 80), (176, 40, 52), (246, 246, 244)


@pytest.mark.parametrize("ground", [WHITE, (228, 222, 210), (60, 62, 66)])
def test_cuts_a_garment_from_a_plain_ground(ground: tuple[int, int, int]) -> None:
    photo, true = shirt(RED, ground)
    found = LocalCutout().cut_out(photo)
    assert overlap(found.alpha, true) > 0.97
    assert found.confidence > 0.5


def test_cuts_a_garment_from_a_floor() -> None:
    photo, true = shirt(NAVY, planks())
    assert overlap(LocalCutout().cut_out(photo).alpha, true) > 0.95


def test_keeps_what_the_border_cuts() -> None:
    photo, true = shirt(RED, planks(), down=30)
    assert true[-1].any()
    alpha = LocalCutout().cut_out(photo).alpha
    assert overlap(alpha, true) > 0.93
    assert (alpha[-1][true[-1]] > 0.5).mean() > 0.9


def test_sees_the_ground_through_a_hole() -> None:
    photo, true = shirt(NAVY, (222, 214, 200))
    hole = np.s_[170:210, 100:140]
    photo[hole] = (222, 214, 200)
    alpha = LocalCutout().cut_out(photo).alpha
    assert alpha[180:200, 110:130].max() < 0.5
    assert overlap(alpha, true & (alpha >= 0)) < 1 - 0.5 * 1600 / true.sum()


def test_white_on_white_is_found_or_doubted() -> None:
    photo, true = shirt((238, 238, 236), WHITE)
    try:
        found = LocalCutout().cut_out(photo)
    except NoGarment:
        return
    assert overlap(found.alpha, true) > 0.93 or found.confidence < 0.5


@pytest.mark.parametrize("seed", [0, 1])
def test_an_empty_floor_has_no_garment(seed: int) -> None:
    grain = np.random.default_rng(seed).normal(0, 3, (320, 240, 3))
    with pytest.raises(NoGarment, match="plain ground"):
        LocalCutout().cut_out(np.clip(planks() + grain, 0, 255).astype(np.uint8))


def test_a_large_photo_gets_a_large_outline() -> None:
    photo, true = shirt(NAVY, (222, 214, 200), height=1500, width=1100)
    alpha = LocalCutout().cut_out(photo).alpha
    assert alpha.shape == true.shape
    assert overlap(alpha, true) > 0.97


def test_edges_are_soft_and_nothing_else_is() -> None:
    photo, true = shirt(NAVY, (222, 214, 200))
    alpha = LocalCutout().cut_out(photo).alpha
    soft = (alpha > 0.02) & (alpha < 0.98)
    assert 0 < soft.sum() < 0.15 * true.sum()


def test_the_weights_are_small_and_are_those_that_were_made() -> None:
    content = _net.weights()
    assert len(content) <= 3 * 1024 * 1024
    assert hashlib.sha256(content).hexdigest() == _net.SHA256


def test_refuses_weights_that_somebody_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    _net.session.cache_clear()
    monkeypatch.setattr(_net, "weights", lambda: b"something else")
    try:
        with pytest.raises(VisionError, match="weights"):
            LocalCutout().cut_out(shirt(RED, WHITE)[0])
    finally:
        _net.session.cache_clear()


def test_importing_it_loads_nothing_heavy() -> None:
    code = (
        "import sys, modiste.vision.cutout.local, modiste.vision.cutout.onnx_file;"
        "print({'cv2', 'onnxruntime', 'torch'} & set(sys.modules))"
    )
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert said.strip() == "set()"
