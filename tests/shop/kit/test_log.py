"""No log line tells a secret, in production and on a laptop."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog

from modiste.shop.kit import log
from modiste.shop.kit.settings import Environment, Settings
from modiste.shop.kit.tokens import new_secret, sign_claims

EMAIL = "ada.lovelace+shop@mail.example.com"
TOKEN = sign_claims("k" * 32, {"sub": "1"}, typ="access", audience="modiste", seconds=60)
SECRET = new_secret()
SECRETS = (EMAIL, TOKEN, SECRET)


@pytest.fixture
def restored() -> Iterator[None]:
    root = logging.getLogger()
    level = root.level
    yield
    root.setLevel(level)
    for handler in [one for one in root.handlers if isinstance(one.formatter, structlog.stdlib.ProcessorFormatter)]:
        root.removeHandler(handler)
    structlog.reset_defaults()


def read_lines(environment: Environment, folder: Path) -> Callable[[], list[str]]:
    written = io.StringIO()
    settings = Settings(_env_file=None, data_dir=folder, secret_key=SECRET)
    log.configure(settings.model_copy(update={"environment": environment}), written)
    return lambda: written.getvalue().splitlines()


@pytest.fixture(params=list(Environment))
def lines(request: pytest.FixtureRequest, restored: None, tmp_path: Path) -> Callable[[], list[str]]:
    return read_lines(request.param, tmp_path)


def test_no_secret_is_written_however_it_comes(lines: Callable[[], list[str]]) -> None:
    logger = structlog.get_logger("modiste.test")
    logger.info("signed in", email=EMAIL, password=SECRET, access_token=TOKEN, refresh_token=SECRET)
    logger.info("headers", headers={"Authorization": f"Bearer {SECRET}", "Cookie": f"modiste_refresh={SECRET}"})
    logger.info("nested", request={"body": [{"new_password": SECRET}, ("e_mail", EMAIL)]}, raw=EMAIL.encode())
    logger.info(f"user {EMAIL} came with Bearer {SECRET} and {TOKEN}")
    logger.info("url", url=f"postgresql://modiste:{SECRET}@db/shop", link=f"/media/a.jpg?expires=1&signature={SECRET}")
    logging.getLogger("library").warning("sent %s to %s (password=%s)", TOKEN, EMAIL, SECRET)
    try:
        raise ValueError(f"no account {EMAIL}, token={SECRET}, {TOKEN}")
    except ValueError:
        logger.exception("broke")
        logging.getLogger("library").exception("broke too")
    written = "\n".join(lines())
    assert "ValueError" in written
    assert "broke too" in written
    for secret in SECRETS:
        assert secret not in written


def test_what_is_no_secret_stays_readable(lines: Callable[[], list[str]]) -> None:
    structlog.get_logger("modiste.test").info("trained", items=240, seconds=1.5, model="als-7", is_promoted=True)
    (line,) = lines()
    for part in ("trained", "240", "1.5", "als-7"):
        assert part in line


def test_a_request_id_stands_in_every_line(lines: Callable[[], list[str]]) -> None:
    with structlog.contextvars.bound_contextvars(request_id="r-7"):
        structlog.get_logger("modiste.test").info("ours")
        logging.getLogger("library").warning("theirs")
    assert all("r-7" in line for line in lines())


def test_production_writes_one_json_object_per_line(restored: None, tmp_path: Path) -> None:
    lines = read_lines(Environment.PRODUCTION, tmp_path)
    structlog.get_logger("modiste.test").info("two\nlines", colour="é")
    logging.getLogger("library").warning("x")
    try:
        raise RuntimeError
    except RuntimeError:
        structlog.get_logger("modiste.test").exception("broke")
    entries = [json.loads(line) for line in lines()]
    assert [entry["event"] for entry in entries] == ["two\nlines", "x", "broke"]
    assert {"level", "logger", "timestamp"} <= entries[0].keys()
    assert "RuntimeError" in entries[2]["exception"]


def test_requests_are_not_logged_by_the_server(lines: Callable[[], list[str]]) -> None:
    logging.getLogger("uvicorn.access").info("GET /media/a.jpg?signature=x")
    logging.getLogger("httpx").info("HTTP Request: GET https://vendor/?key=x")
    assert lines() == []
