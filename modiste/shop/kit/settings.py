"""What an operator can set: `MODISTE_…` environment variables or a `.env` file, checked before anything starts."""

import contextlib
import json
import os
import secrets
import tempfile
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Annotated, Self

from platformdirs import user_data_dir
from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

SECRET_MINIMUM = 32  # characters; 256 bits for HS256 (RFC 7518, section 3.2)
KNOWN_DEFAULTS = frozenset({"changeme", "secret", "modiste", "modiste-demo", "development"})


class Environment(StrEnum):
    """Where this process runs: production refuses everything that is only fit for a laptop."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


class UnsafeSettings(ValueError):
    """The settings are not fit for production; the message says which and what to do."""


class BrokenSecrets(ValueError):
    """The data folder's secrets cannot be read; new ones would silently end all sessions, so nothing is overwritten."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"{file} is broken: restore it, or delete it (everyone must then sign in again)")


class Settings(BaseSettings):
    """Every setting of the service; a provider carries its own, with its own prefix."""

    model_config = SettingsConfigDict(
        env_prefix="MODISTE_",
        env_file=".env",
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,  # what was wrong may be a secret
    )

    environment: Environment = Environment.DEVELOPMENT
    debug: bool = False
    demo: bool = Field(False, description="Shows the demo accounts on the sign-in page.")
    data_dir: Path = Path(user_data_dir("modiste", appauthor=False))
    public_url: str = Field("http://127.0.0.1:8000", description="The address shoppers see; https in production.")

    database_url: str = Field("", repr=False, description="SQLAlchemy URL; empty: SQLite in the data folder.")
    redis_url: str = Field("", repr=False, description="Cache and limits shared by processes; empty: in-process.")
    broker_url: str = Field("", repr=False, description="RabbitMQ or Redis; empty: files in the data folder.")
    storage_url: str = Field("", description="s3://bucket/prefix or file:///folder; empty: the data folder.")
    mail_url: str = Field(
        "", repr=False, description="smtp://…, file:///folder, console: or memory:; empty: the data folder."
    )
    mail_from: str = Field("", description="The sender of mails: Modiste <hello@shop.example>.")
    secret_key: SecretStr = Field(SecretStr(""), description="Signs tokens and URLs; empty: made once and kept.")

    request_threads: int = Field(16, ge=1, le=256, description="Requests worked on at once in one process.")
    statement_timeout_ms: int = Field(3_000, ge=100, description="The longest a request's SQL may run.")
    allowed_hosts: Annotated[list[str], NoDecode] = Field(default=["*"])
    cors_origins: Annotated[list[str], NoDecode] = Field(default=[])
    api_docs: bool = Field(False, description="Shows the API's docs page in production too.")
    access_log: bool = Field(False, description="One line per request; the proxy in front usually writes them.")

    recommendations_ttl: int = Field(24 * 3600, ge=0, description="Seconds in user:{id}:recommendations.")
    session_ttl: int = Field(3600, ge=1, description="Seconds in session:{id}.")
    access_token_seconds: int = Field(600, ge=30, le=3600)
    refresh_token_days: int = Field(30, ge=1, le=365)
    sign_ins_per_minute: int = Field(120, ge=1, description="Per network address; sign-ups: as many in ten minutes.")
    queue_prefix: str = Field("modiste", pattern=r"^[a-z0-9_-]{1,40}$", description="Names this shop's queues.")
    queue_sweep_seconds: float = Field(2.0, gt=0, le=60, description="How often a worker looks for lost work.")
    queue_republish_seconds: float = Field(10.0, gt=0, description="When an unanswered message is sent again.")
    worker_threads: int = Field(4, ge=1, le=64, description="Jobs worked on at once by one worker.")
    cart_unknown_delivery: int = Field(
        1_500, ge=0, description="Counted where a shop does not say, in euro cents; 0: no basket has such a shop."
    )
    return_days: int = Field(30, ge=0, le=365, description="How long after its arrival a parcel may be returned.")
    guest_carts_per_hour: int = Field(
        300, ge=1, description="Per network address; raise it where many share one, such as a carrier or a campus."
    )
    training_hours: int = Field(24, ge=1, description="The timetable of the recommendation model's training.")

    @model_validator(mode="before")
    @classmethod
    def split_lists(cls, values: dict[str, object]) -> dict[str, object]:
        """Accept `a,b` for lists, as people write environment variables."""
        for name in ("allowed_hosts", "cors_origins"):
            given = values.get(name)
            if isinstance(given, str):
                values[name] = [part.strip() for part in given.split(",") if part.strip()]
        return values

    @model_validator(mode="after")
    def refuse_unsafe_production(self) -> Self:
        """Production with a missing or default secret, debug, open CORS or plain http does not start."""
        if self.environment is not Environment.PRODUCTION:
            return self
        secret = self.secret_key.get_secret_value()
        faults = {
            "MODISTE_SECRET_KEY is missing: set it to 32 or more random characters": not secret,
            "MODISTE_SECRET_KEY is a known default: make a random one": secret.lower() in KNOWN_DEFAULTS,
            "MODISTE_SECRET_KEY is too short: 32 characters at least": 0 < len(secret) < SECRET_MINIMUM,
            "MODISTE_DEBUG is on: turn it off": self.debug,
            "MODISTE_DEMO is on: demo accounts have public passwords, turn it off": self.demo,
            "MODISTE_CORS_ORIGINS holds *: name the origins": "*" in self.cors_origins,
            "MODISTE_ALLOWED_HOSTS is *: name the hosts": "*" in self.allowed_hosts,
            "MODISTE_PUBLIC_URL is not https: cookies would travel in the open": not self.public_url.startswith(
                "https://"
            ),
        }
        found = [sentence for sentence, is_fault in faults.items() if is_fault]
        if found:
            raise UnsafeSettings("Modiste refuses to start in production: " + "; ".join(found) + ".")
        return self

    @property
    def is_production(self) -> bool:
        return self.environment is Environment.PRODUCTION

    @property
    def shows_docs(self) -> bool:
        return self.api_docs or not self.is_production

    @property
    def resolved_database_url(self) -> str:
        """The database's URL; SQLite in the data folder unless another is set."""
        return self.database_url or f"sqlite:///{self.data_dir / 'modiste.sqlite3'}"

    def as_environment(self) -> dict[str, str]:
        """These settings as environment variables, for a child process that must see the same ones."""
        return {f"MODISTE_{name.upper()}": _as_text(value) for name, value in self}

    @cached_property
    def signing_key(self) -> str:
        """The secret that signs; on a laptop it is made at the first start and kept in the data folder."""
        return self.secret_key.get_secret_value() or _kept_secret(self.data_dir / "secrets.json")


def _as_text(value: object) -> str:
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _kept_secret(file: Path) -> str:
    """Read the secret of this data folder, or make it once (0600); safe when two processes start together."""
    if not file.is_file():
        file.parent.mkdir(parents=True, exist_ok=True)
        # Written whole beside it and linked into place: nobody ever reads half a file, and the first one wins.
        handle, draft = tempfile.mkstemp(dir=file.parent, prefix=".secrets-")  # 0600 by itself
        try:
            with os.fdopen(handle, "w") as target:
                json.dump({"secret_key": secrets.token_urlsafe(48)}, target)
            with contextlib.suppress(FileExistsError):
                os.link(draft, file)
        finally:
            os.unlink(draft)
    try:
        secret = json.loads(file.read_text())["secret_key"]
    except (ValueError, KeyError, TypeError) as error:
        raise BrokenSecrets(file) from error
    if not isinstance(secret, str) or len(secret) < SECRET_MINIMUM:
        raise BrokenSecrets(file)
    return secret
