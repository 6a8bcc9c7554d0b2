"""Gemini's bad days, the same for every task: each is named, waited for or given up on, and never half an answer."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from modiste.vision import errors
from modiste.vision._gemini import Gemini
from modiste.vision.cutout.gemini import GeminiCutter
from modiste.vision.embedding.gemini import GeminiEmbedder
from modiste.vision.tagging.gemini import GeminiTagger
from tests.vision.garments import shirt
from tests.vision.servers.gemini import KEY, Server

Ask = Callable[[], object]
TASKS: dict[str, tuple[type[Any], str]] = {
    "tagging": (GeminiTagger, "tag"),
    "embedding": (GeminiEmbedder, "embed"),
    "cutout": (GeminiCutter, "cut_out"),
}
BAD = ("bytes", "empty", "page", "list", "null", "text", "number", "nothing in it", "too deep", "cut off", "redirect")


class Door:
    """A task's model and what it waited for."""

    def __init__(self, task: str, server: Server, **how: Any) -> None:
        self.waits: list[float] = []
        kind, self._call = TASKS[task]
        self.model = kind(how.pop("key", KEY), **({"base_url": server.base_url, "wait": self.waits.append} | how))

    def ask(self) -> object:
        return getattr(self.model, self._call)(shirt())


@pytest.fixture(params=sorted(TASKS))
def open_door(request: pytest.FixtureRequest, gemini: Server) -> Iterator[Callable[..., Door]]:
    opened: list[Door] = []

    def open_one(**how: Any) -> Door:
        opened.append(Door(request.param, gemini, **how))
        return opened[-1]

    yield open_one
    for door in opened:
        door.model.close()


@pytest.mark.parametrize("mood", BAD)
def test_what_is_no_answer_is_a_bad_one(open_door: Callable[..., Door], gemini: Server, mood: str) -> None:
    gemini.mood = mood
    with pytest.raises(errors.BadAnswer) as found:
        open_door().ask()
    assert KEY not in str(found.value)
    assert len(gemini.asked) == 1, "nothing is gained by asking again, and no redirect is followed"


@pytest.mark.parametrize("status", ["500", "503", "429", "408"])
def test_a_busy_host_is_asked_again(open_door: Callable[..., Door], gemini: Server, status: str) -> None:
    gemini.mood, gemini.busy = status, 2
    door = open_door()
    door.ask()
    assert len(gemini.asked) == 3
    assert 0.5 <= door.waits[0] <= 1 <= door.waits[1] <= 2


@pytest.mark.parametrize(("header", "info", "waits"), [("7", "", 7), ("", "4.5s", 4.5), ("3", "9s", 9), ("0", "", 0)])
def test_a_busy_host_is_asked_again_when_it_says(
    open_door: Callable[..., Door], gemini: Server, header: str, info: str, waits: float
) -> None:
    gemini.mood, gemini.busy, gemini.retry_after, gemini.retry_info = "429", 1, header, info
    door = open_door()
    door.ask()
    assert door.waits == [waits]


def test_a_date_is_waited_for_too(open_door: Callable[..., Door], gemini: Server) -> None:
    gemini.mood, gemini.busy = "503", 1
    gemini.retry_after = format_datetime(datetime.now(UTC) + timedelta(seconds=10), usegmt=True)
    door = open_door()
    door.ask()
    assert 5 < door.waits[0] <= 10


def test_who_is_to_wait_longer_than_the_deadline_hears_so_at_once(
    open_door: Callable[..., Door], gemini: Server
) -> None:
    gemini.mood, gemini.retry_info = "429", "3600s"
    door = open_door()
    with pytest.raises(errors.RateLimited, match="Quota") as found:
        door.ask()
    assert (found.value.retry_after, door.waits, len(gemini.asked)) == (3600, [], 1)


def test_a_host_that_stays_busy_is_given_up_on(open_door: Callable[..., Door], gemini: Server) -> None:
    gemini.mood = "503"
    door = open_door()
    with pytest.raises(errors.Overloaded):
        door.ask()
    assert len(gemini.asked) == 4


@pytest.mark.parametrize("mood", ["hang", "drip"])
def test_an_answer_that_never_ends_is_given_up_on(open_door: Callable[..., Door], gemini: Server, mood: str) -> None:
    gemini.mood = mood
    began = time.monotonic()
    with pytest.raises(errors.TimedOut):
        open_door(deadline=0.3).ask()
    assert time.monotonic() - began < 15, "the server would go on for half a minute"


def test_a_line_that_is_cut_is_an_overloaded_host(open_door: Callable[..., Door], gemini: Server) -> None:
    gemini.mood = "hang up"
    with pytest.raises(errors.Overloaded, match="reached"):
        open_door().ask()


def test_a_wrong_key_is_said_and_not_shown(open_door: Callable[..., Door], gemini: Server) -> None:
    with pytest.raises(errors.Misconfigured, match="API key not valid") as found:
        open_door(key="not-the-key").ask()
    assert "not-the-key" not in str(found.value)


def test_a_model_that_is_gone_is_said(open_door: Callable[..., Door]) -> None:
    with pytest.raises(errors.Misconfigured, match="models/gone"):
        open_door(model="gone").ask()


def test_nothing_is_opened_without_a_key(open_door: Callable[..., Door]) -> None:
    with pytest.raises(errors.Misconfigured, match="API key"):
        open_door(key="")


@pytest.mark.parametrize("task", ["tagging", "cutout"])
@pytest.mark.parametrize(
    ("mood", "reason"), [("blocked", "PROHIBITED_CONTENT"), ("unsafe", "IMAGE_SAFETY"), ("words", "NO_IMAGE")]
)
def test_a_refusal_is_one_though_its_status_is_200(gemini: Server, task: str, mood: str, reason: str) -> None:
    if (task, mood) == ("tagging", "words"):
        pytest.skip("words are what is asked for")
    gemini.mood = mood
    door = Door(task, gemini)
    with pytest.raises(errors.Refused) as found:
        door.ask()
    door.model.close()
    assert found.value.reason == reason
    assert len(gemini.asked) == 1, "asking again leads to the same, and costs"


def test_an_answer_without_end_is_not_read(gemini: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("modiste.vision._bounded_http.MOST_BYTES", 1_000_000)
    gemini.mood = "huge"
    door = Door("tagging", gemini)
    with pytest.raises(errors.BadAnswer):
        door.ask()
    door.model.close()


def test_the_sdk_is_not_loaded_until_a_model_is_opened() -> None:
    imports = "import modiste.vision.tagging.gemini, modiste.vision.embedding.gemini, modiste.vision.cutout.gemini, sys"
    code = f"{imports}; print([name for name in ('google.genai', 'httpx2') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_says_what_to_install_where_the_sdk_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "google.genai", None)
    monkeypatch.delattr("google.genai", raising=False)
    with pytest.raises(errors.ModelMissing, match=r"modiste\[gemini\]"):
        Gemini(KEY, "any")
