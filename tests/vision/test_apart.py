"""Opening photos in children: whatever one does, the next photo is read."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from PIL import Image

from modiste.vision import decoder, photos
from modiste.vision.apart import ANSWER, Answer, Decoders, Kind, Task
from modiste.vision.errors import UnreadableImage, VisionError
from modiste.vision.limits import MOST_MIB, MOST_SECONDS
from tests.vision.files import jpeg_that_takes_hours, picture, png_that_claims, saved

PHOTO = saved(picture())
MIB = 1024 * 1024


@pytest.fixture
def decoders() -> Iterator[Decoders]:
    opened = Decoders(children=1)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def hours() -> bytes:
    return jpeg_that_takes_hours()


def read(decoders: Decoders, content: bytes = PHOTO, seconds: float = 30.0) -> Answer:
    return decoders.ask(Task.READ, content, photos.GARMENT, seconds)


def only_child(before: set[psutil.Process]) -> psutil.Process:
    [child] = children() - before
    return child


def children() -> set[psutil.Process]:
    return set(psutil.Process().children())


def ended(pid: int) -> bool:
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def wait_until_ended(pid: int, seconds: float = 90.0) -> None:
    until = time.monotonic() + seconds
    while not ended(pid):
        assert time.monotonic() < until, "the child outlives its parent"
        time.sleep(0.02)


def wait_until_at_work(pid: int) -> None:
    child = psutil.Process(pid)
    before, until = sum(child.cpu_times()[:2]), time.monotonic() + 30
    while sum(child.cpu_times()[:2]) < before + 0.05:
        assert time.monotonic() < until, "the child has nothing to do"
        time.sleep(0.01)


def test_a_photo_comes_out_of_a_child_as_it_does_here(decoders: Decoders) -> None:
    answer = read(decoders)
    here = decoder.decoded(PHOTO, photos.GARMENT)
    assert (answer.kind, answer.width, answer.height) == (Kind.PIXELS, *here.size)
    assert bytes(answer.body) == here.tobytes()


def test_a_photo_that_holds_its_decoder_is_given_up_and_the_next_one_is_read(decoders: Decoders, hours: bytes) -> None:
    read(decoders)
    began = time.monotonic()
    with pytest.raises(UnreadableImage, match="too much time"):
        read(decoders, hours, seconds=0.5)
    assert time.monotonic() - began < 15
    assert read(decoders).width == 600


def test_the_door_gives_a_photo_five_seconds(hours: bytes) -> None:
    photos.read_photo(PHOTO)
    began = time.monotonic()
    with pytest.raises(UnreadableImage, match="take it again"):
        photos.read_photo(hours)
    assert MOST_SECONDS == 5.0 <= time.monotonic() - began < 20
    assert photos.read_photo(PHOTO).shape == (800, 600, 3)


def test_a_header_that_takes_hours_costs_no_more(decoders: Decoders) -> None:
    endless = b"\xff\xd8" + b"\xff\xfe\x00\x02" * 3_000_000  # a JPEG of nothing but empty comments
    with pytest.raises(UnreadableImage, match="too much time"):
        decoders.ask(Task.LOOK, endless, photos.GARMENT, 0.5)
    assert decoders.ask(Task.LOOK, PHOTO, photos.GARMENT, 30.0).text == "JPEG"


def test_a_child_killed_over_a_photo_costs_that_photo_alone(decoders: Decoders, hours: bytes) -> None:
    before = children()
    read(decoders)
    child = only_child(before)

    def kill_at_work() -> None:
        wait_until_at_work(child.pid)
        child.kill()

    killer = threading.Thread(target=kill_at_work)
    killer.start()
    with pytest.raises(UnreadableImage, match="damaged"):
        read(decoders, hours, seconds=60)
    killer.join()
    assert read(decoders).width == 600
    assert child.pid not in {one.pid for one in children()}, "no zombie is left"


def test_a_child_killed_between_photos_costs_none(decoders: Decoders) -> None:
    before = children()
    read(decoders)
    child = only_child(before)
    child.kill()
    wait_until_ended(child.pid)
    assert read(decoders).width == 600
    assert only_child(before).pid != child.pid


def test_a_child_lives_on_between_photos_and_through_the_signals_of_a_shutdown(decoders: Decoders) -> None:
    before = children()
    read(decoders)
    child = only_child(before)
    for told_to_all in (signal.SIGTERM, signal.SIGINT):
        child.send_signal(told_to_all)
        assert read(decoders).width == 600
    with pytest.raises(UnreadableImage):
        read(decoders, b"no photo")
    assert read(decoders).width == 600 and only_child(before) == child


def test_a_child_is_replaced_before_it_leaks_much(decoders: Decoders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("modiste.vision.apart.USES", 2)
    before = children()
    pids = []
    for _ in range(6):
        read(decoders)
        pids.append(only_child(before).pid)
    assert len(set(pids)) == 3


def test_a_photo_that_needs_more_memory_than_there_is_is_refused() -> None:
    """The child has 128 MiB of address space here, of which Pillow takes 70: four bytes a pixel are too many."""
    small = Decoders(children=1, mebibytes=128)
    read(small)
    held = psutil.Process().memory_info().rss
    with pytest.raises(UnreadableImage, match="memory"):
        read(small, saved(Image.new("RGB", (5_000, 4_900)), "PNG"))
    assert psutil.Process().memory_info().rss - held < 40 * MIB, "it is not the parent that pays"
    assert read(small).width == 600
    small.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a limit of address space")
def test_the_kernel_limits_a_child_and_it_knows_no_secret(decoders: Decoders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODISTE_SECRET_KEY", "hidden")
    before = children()
    read(decoders)
    child = only_child(before)
    assert MOST_MIB == 512 and child.rlimit(psutil.RLIMIT_AS) == (512 * MIB, 512 * MIB)
    assert child.rlimit(psutil.RLIMIT_CPU)[0] < 60 and child.rlimit(psutil.RLIMIT_CORE) == (0, 0)
    assert child.memory_info().vms < 128 * MIB, "what it needs itself is little"
    seen = child.environ()
    assert "PATH" in seen and not [name for name in seen if name.startswith("MODISTE") or "hidden" in seen[name]]


def test_many_threads_share_few_children() -> None:
    shared, before = Decoders(children=2), children()
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: read(shared), range(24)))
    assert {(answer.width, answer.height, len(answer.body)) for answer in answers} == {(600, 800, 600 * 800 * 3)}
    assert len(children() - before) == 2
    shared.close()
    assert children() <= before


def test_after_closing_a_photo_is_read_by_a_new_child(decoders: Decoders) -> None:
    before = children()
    read(decoders)
    decoders.close()
    assert children() <= before
    assert read(decoders).width == 600


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # that a process with threads forks: it is what we test
def test_a_forked_process_has_children_of_its_own(decoders: Decoders) -> None:
    before = children()
    read(decoders)
    ours = only_child(before)
    forked = os.fork()
    if forked == 0:
        is_read = read(decoders).width == 600
        theirs = {child.pid for child in children()}
        decoders.close()
        os._exit(0 if is_read and theirs and ours.pid not in theirs else 1)
    assert os.waitpid(forked, 0)[1] == 0
    assert read(decoders).width == 600 and only_child(before) == ours


LIES = {
    "pixels without end": ANSWER.pack(Kind.PIXELS, 50_000, 50_000, 2**32 - 1),
    "fewer bytes than pixels": ANSWER.pack(Kind.PIXELS, 600, 800, 12) + b"x" * 12,
    "no pixels": ANSWER.pack(Kind.PIXELS, 0, 800, 0),
    "a novel": ANSWER.pack(Kind.UNREADABLE, 0, 0, 2**31),
    "an answer to nothing": ANSWER.pack(99, 600, 800, 4) + b"JPEG",
    "half an answer": ANSWER.pack(Kind.FACTS, 600, 800, 400) + b"JPEG",
    "nothing": b"",
}


@pytest.mark.parametrize("lie", LIES)
def test_a_child_that_was_taken_over_is_not_believed(decoders: Decoders, lie: str) -> None:
    taken_over = f"import sys; sys.stdout.buffer.write(b'!' + {LIES[lie]!r}); sys.stdout.flush(); sys.stdin.read(9)"
    decoders._command = [sys.executable, "-c", taken_over]
    held = psutil.Process().memory_info().rss
    with pytest.raises(UnreadableImage):
        read(decoders)
    assert psutil.Process().memory_info().rss - held < 40 * MIB


def test_that_no_child_starts_is_not_the_photos_fault(decoders: Decoders) -> None:
    decoders._command = [sys.executable, "-c", "raise SystemExit('no such library')"]
    with pytest.raises(VisionError, match="does not start") as failed:
        read(decoders)
    assert not isinstance(failed.value, UnreadableImage)


PARENT = """
import sys, psutil, threading
from modiste.vision import photos
from tests.vision.files import jpeg_that_takes_hours, picture, saved
photos.read_photo(saved(picture()))
hours = jpeg_that_takes_hours()
print(psutil.Process().children()[0].pid, flush=True)
if sys.argv[1] == "at work":
    threading.Thread(target=lambda: photos.read_photo(hours, seconds=3), daemon=True).start()
if sys.argv[1] != "done":
    sys.stdin.read()
"""


@pytest.mark.parametrize(
    ("doing", "end"),
    [("idle", signal.SIGTERM), ("idle", signal.SIGKILL), ("at work", signal.SIGTERM), ("at work", signal.SIGKILL)],
)
def test_no_child_outlives_a_process_that_was_ended(doing: str, end: signal.Signals) -> None:
    parent = begin(doing)
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    wait_until_at_work(pid) if doing == "at work" else time.sleep(0.3)
    assert not ended(pid)
    parent.send_signal(end)
    parent.communicate()
    wait_until_ended(pid)  # at once when it is idle, else when the kernel's limit of its time ends it


def test_no_child_outlives_a_process_that_is_done() -> None:
    parent = begin("done")
    printed, _ = parent.communicate(timeout=60)
    assert parent.returncode == 0 and ended(int(printed))


def begin(doing: str) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[2]), *filter(None, sys.path)]),
    }
    return subprocess.Popen(
        [sys.executable, "-c", PARENT, doing], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    )


def test_a_png_that_lies_of_its_rows_costs_a_sentence(decoders: Decoders) -> None:
    with pytest.raises(UnreadableImage, match="damaged"):
        read(decoders, png_that_claims(5_000, 4_900, b"\x78\x9c\x00"))
