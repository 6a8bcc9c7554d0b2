"""What may be set about the door, and what may not."""

import pytest
from pydantic import ValidationError

from modiste import __version__
from modiste.shop.kit.fetch.settings import FetchSettings
from modiste.shop.kit.settings import Environment, UnsafeSettings


def test_nothing_private_is_let_through_by_itself() -> None:
    settings = FetchSettings(_env_file=None)
    assert settings.allowed == frozenset()
    assert settings.ports == [80, 443]


def test_reads_lists_as_people_write_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODISTE_FETCH_ALLOWED_HOSTS", "127.0.0.1:8500, [::1]:8501")
    assert FetchSettings(_env_file=None).allowed == {("127.0.0.1", 8500), ("::1", 8501)}


@pytest.mark.parametrize("text", ["127.0.0.1", "localhost:8500", "127.0.0.0/8:80", "*:80", "127.0.0.1:*", ":80", "::1"])
def test_a_hole_is_one_exact_address(text: str) -> None:
    with pytest.raises(ValidationError):
        FetchSettings(_env_file=None, allowed_hosts=[text])


def test_production_with_a_hole_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODISTE_ENVIRONMENT", "production")
    assert FetchSettings(_env_file=None).environment is Environment.PRODUCTION
    with pytest.raises((UnsafeSettings, ValidationError), match="MODISTE_FETCH_ALLOWED_HOSTS"):
        FetchSettings(_env_file=None, allowed_hosts=["127.0.0.1:8500"])
    with pytest.raises((UnsafeSettings, ValidationError), match="MODISTE_FETCH_ALLOWED_HOSTS"):
        FetchSettings(_env_file=None, allowed_hosts=["93.184.216.34:443", "[::ffff:10.0.0.1]:443"])
    assert FetchSettings(_env_file=None, allowed_hosts=["93.184.216.34:443"]).allowed == {("93.184.216.34", 443)}


def test_knows_its_own_host_as_addresses_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert FetchSettings(_env_file=None).own_host == "127.0.0.1"
    monkeypatch.setenv("MODISTE_PUBLIC_URL", "https://Mode.EXAMPLE.:8443/shop")
    assert FetchSettings(_env_file=None).own_host == "mode.example"


def test_says_who_we_are() -> None:
    assert FetchSettings(_env_file=None, contact="https://x.example").user_agent == (
        f"Modiste/{__version__} (+https://x.example)"
    )
    assert "self-hosted" in FetchSettings(_env_file=None).user_agent


def test_a_contact_cannot_become_a_header() -> None:
    with pytest.raises(ValidationError):
        FetchSettings(_env_file=None, contact="a\r\nX-Header: 1")
