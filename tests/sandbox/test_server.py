"""The street as a whole: mischief on demand, the back door, and a process that ends with its parent."""

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zlib
from pathlib import Path

import aiohttp
import pytest

from modiste.sandbox.catalogue import read_catalogue, write_catalogue
from modiste.sandbox.chaos import BLOCK, Chaos, bomb
from modiste.sandbox.stall import Stall
from tests.sandbox.street import free_port, products, visit

LIMIT = aiohttp.ClientTimeout(total=1.0)


def suffer(mode: Chaos) -> str:
    """What a client with a total deadline of a second sees of a shop in this mood."""

    async def errand(stalls: dict[str, Stall], client: aiohttp.ClientSession) -> str:
        async with client.put(f"{stalls['lindenhof'].url}/_sandbox/chaos", json={"mode": mode}) as answer:
            assert answer.status == 200
        try:
            async with client.get(f"{stalls['lindenhof'].url}/wp-json/wc/store/v1/products", timeout=LIMIT) as answer:
                body = await answer.content.read()
                return f"{answer.status} {'json' if body[:1] == b'[' else 'noise'}"
        except TimeoutError:
            return "timeout"
        except aiohttp.ClientError as error:
            return type(error).__name__

    return visit(errand)


@pytest.mark.parametrize(
    ("mode", "seen"),
    [
        (Chaos.NONE, "200 json"),
        (Chaos.HANG, "timeout"),
        (Chaos.DRIP, "timeout"),
        (Chaos.SLOW, "timeout"),
        (Chaos.FAIL, "503 noise"),
        (Chaos.GARBAGE, "200 noise"),
        (Chaos.LIE, "ClientPayloadError"),
    ],
)
def test_misbehaves_as_it_is_told(mode: Chaos, seen: str) -> None:
    assert suffer(mode) == seen


def test_resets_the_connection() -> None:
    assert suffer(Chaos.RESET) in {"ClientOSError", "ServerDisconnectedError"}


def test_the_bomb_grows_a_thousandfold() -> None:
    reader = zlib.decompressobj(31)
    sent = list(bomb(4))
    assert sum(len(reader.decompress(part)) for part in sent) == 4 * BLOCK
    assert sum(map(len, sent)) < 4 * BLOCK / 900


def test_the_bomb_names_gzip_and_goes_off_while_it_is_read() -> None:
    async def errand(stalls: dict[str, Stall], client: aiohttp.ClientSession) -> tuple[str, int]:
        stalls["ebay"].chaos = Chaos.BOMB
        async with client.get(f"{stalls['ebay'].url}/anything") as answer:
            read = 0
            async for part in answer.content.iter_chunked(2**20):
                read += len(part)
                if read > 8 * BLOCK:
                    break
            return answer.headers["Content-Encoding"], read

    encoding, read = visit(errand)
    assert encoding == "gzip"
    assert read > 8 * BLOCK


def test_other_shops_answer_while_one_misbehaves() -> None:
    async def errand(stalls: dict[str, Stall], client: aiohttp.ClientSession) -> int:
        stalls["ebay"].chaos = Chaos.HANG
        async with client.get(f"{stalls['casa-bruna'].url}/search?q=dress") as answer:
            return answer.status

    assert visit(errand) == 200


def test_refuses_a_mood_or_a_day_that_is_none() -> None:
    async def errand(stalls: dict[str, Stall], client: aiohttp.ClientSession) -> list[int]:
        statuses = []
        for path, body in (("chaos", {"mode": "party"}), ("chaos", []), ("day", {"ahead": "x"}), ("day", {"ahead": 1})):
            async with client.put(f"{stalls['ebay'].url}/_sandbox/{path}", json=body) as answer:
                statuses.append(answer.status)
        return statuses

    assert visit(errand) == [422, 422, 422, 200]


def test_the_calendar_is_turned_for_the_whole_street() -> None:
    async def errand(stalls: dict[str, Stall], client: aiohttp.ClientSession) -> int:
        before = stalls["amazon"].day
        async with client.put(f"{stalls['ebay'].url}/_sandbox/day", json={"ahead": 30}) as answer:
            assert answer.status == 200
        return (stalls["amazon"].day - before).days

    assert visit(errand) in (30, 31)


def test_tells_its_rates_as_the_central_bank_does() -> None:
    async def errand(stalls: dict[str, Stall], client: aiohttp.ClientSession) -> str:
        async with client.get(f"{stalls['ebay'].url}/_sandbox/rates.xml") as answer:
            return await answer.text()

    assert '<Cube currency="GBP" rate="0.87"/>' in visit(errand)


def test_a_catalogue_survives_its_file(tmp_path: Path) -> None:
    write_catalogue(tmp_path / "street.json", products())
    assert list(read_catalogue(tmp_path / "street.json", pictures="http://shop.example")) == products()


def test_opens_from_the_command_line_and_ends_when_standard_input_closes(tmp_path: Path) -> None:
    port = free_port()
    write_catalogue(tmp_path / "street.json", products())
    command = [sys.executable, "-m", "modiste.sandbox", "--catalogue", str(tmp_path / "street.json")]
    command += ["--port", str(port), "--chaos", "amazon=503", "--quota", "ebay=7", "--until-stdin-closes"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as street:
        counts = json.loads(_read_when_open(f"http://127.0.0.1:{port}/_sandbox/counts"))
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"http://127.0.0.1:{port + 1}/dp/x", timeout=5)
        assert street.stdin is not None
        street.stdin.close()
        status = street.wait(timeout=20)
    assert (counts["per_day"], refused.value.code, status) == (7, 503, 0)
    refused.value.close()


@pytest.mark.parametrize("wrong", [("--chaos", "ebay=party"), ("--chaos", "nobody=503"), ("--quota", "ebay=many")])
def test_refuses_a_shop_or_a_mood_that_it_does_not_know(wrong: tuple[str, str], tmp_path: Path) -> None:
    write_catalogue(tmp_path / "street.json", products())
    command = [sys.executable, "-m", "modiste.sandbox", "--catalogue", str(tmp_path / "street.json"), *wrong]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "none of" in done.stderr or "no number" in done.stderr


def _read_when_open(url: str) -> bytes:
    until = time.monotonic() + 30
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return bytes(answer.read())
        except urllib.error.URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
