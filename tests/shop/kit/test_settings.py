"""What an operator can set, and what does not start."""

import json
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from modiste.shop.kit.settings import Environment, Settings

SAFE = {
    "environment": "production",
    "secret_key": "a-random-secret-of-more-than-32-characters",
    "public_url": "https://shop.example",
    "allowed_hosts": "shop.example",
}


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def make(**values: Any) -> Settings:
    return Settings(_env_file=None, **values)


def test_production_starts_when_all_is_safe() -> None:
    assert make(**SAFE).is_production


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ({"secret_key": ""}, "MODISTE_SECRET_KEY is missing"),
        ({"secret_key": "changeme"}, "MODISTE_SECRET_KEY is a known default"),
        ({"secret_key": "short-but-random"}, "MODISTE_SECRET_KEY is too short"),
        ({"debug": True}, "MODISTE_DEBUG is on"),
        ({"demo": True}, "MODISTE_DEMO is on"),
        ({"cors_origins": "https://a.example,*"}, "MODISTE_CORS_ORIGINS holds *"),
        ({"allowed_hosts": "*"}, "MODISTE_ALLOWED_HOSTS is *"),
        ({"public_url": "http://shop.example"}, "MODISTE_PUBLIC_URL is not https"),
    ],
)
def test_production_refuses_to_start_with(fault: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        make(**(SAFE | fault))
    assert sentence in str(refused.value)
    assert make(**(SAFE | fault | {"environment": "development"})).environment is Environment.DEVELOPMENT


def test_a_refusal_names_every_fault_and_no_secret() -> None:
    with pytest.raises(ValidationError) as refused:
        make(**(SAFE | {"secret_key": "hush-hush-hush", "debug": True}))
    assert "DEBUG" in str(refused.value)
    assert "too short" in str(refused.value)
    assert "hush-hush-hush" not in str(refused.value)


def test_settings_never_print_their_secrets() -> None:
    settings = make(
        secret_key="hush-hush-hush-hush-hush-hush-hush",
        database_url="postgresql://modiste:hush-db@db/shop",
        redis_url="redis://:hush-redis@cache/0",
        broker_url="amqp://modiste:hush-broker@queue//",
    )
    assert "hush" not in repr(settings)
    assert "hush" not in str(settings)
    assert settings.resolved_database_url == "postgresql://modiste:hush-db@db/shop"


def test_reads_the_environment_before_the_file_and_lists_with_commas(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("MODISTE_REDIS_URL=redis://file/0\nMODISTE_REQUEST_THREADS=7\nOTHER=1\n")
    monkeypatch.setenv("MODISTE_REQUEST_THREADS", "9")
    monkeypatch.setenv("MODISTE_CORS_ORIGINS", "https://a.example, https://b.example,")
    settings = Settings()
    assert (str(settings.redis_url), settings.request_threads) == ("redis://file/0", 9)
    assert settings.cors_origins == ["https://a.example", "https://b.example"]


@pytest.mark.parametrize(("name", "value"), [("request_threads", "0"), ("debug", "perhaps")])
def test_a_senseless_value_is_refused_by_its_name(name: str, value: str) -> None:
    with pytest.raises(ValidationError, match=name):
        make(**{name: value})


def test_the_secret_of_a_data_folder_is_made_once_and_only_ours_to_read(tmp_path: Path) -> None:
    first = make(data_dir=tmp_path / "new" / "data").signing_key
    file = tmp_path / "new" / "data" / "secrets.json"
    assert len(first) >= 64
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert make(data_dir=tmp_path / "new" / "data").signing_key == first
    assert make(data_dir=tmp_path / "other").signing_key != first
    assert make(data_dir=tmp_path / "unused", secret_key="s" * 32).signing_key == "s" * 32
    assert not (tmp_path / "unused").exists()


def test_processes_that_start_together_agree_on_the_secret(tmp_path: Path) -> None:
    barrier = threading.Barrier(4)

    def read(folder: Path) -> str:
        settings = make(data_dir=folder)
        barrier.wait()
        return settings.signing_key

    with ThreadPoolExecutor(4) as pool:
        for attempt in range(20):
            assert len(set(pool.map(read, [tmp_path / str(attempt)] * 4))) == 1


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"secret_key": ""}', '{"secret_key": 7}'])
def test_a_broken_secrets_file_says_what_to_do(tmp_path: Path, content: str) -> None:
    (tmp_path / "secrets.json").write_text(content)
    with pytest.raises(ValueError, match=r"secrets\.json .* delete it"):
        _ = make(data_dir=tmp_path).signing_key
    assert (tmp_path / "secrets.json").read_text() == content


def test_the_kept_secret_is_json_with_room_for_more(tmp_path: Path) -> None:
    secret = make(data_dir=tmp_path).signing_key
    assert json.loads((tmp_path / "secrets.json").read_text()) == {"secret_key": secret}
