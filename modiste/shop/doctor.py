"""`modiste doctor`: what is configured, what answers, and what the shop does without."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from kombu.connection import Connection
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

import modiste
from modiste.shop.catalogue.models import Item
from modiste.shop.kit.db import Database
from modiste.shop.kit.errors import Unavailable
from modiste.shop.kit.mail.choice import CONSOLE, MEMORY, open_mailer
from modiste.shop.kit.migrations import is_current
from modiste.shop.kit.redis import Remote
from modiste.shop.kit.settings import Settings, UnsafeSettings
from modiste.shop.kit.storage.choice import open_store
from modiste.shop.payments.opening import check_provider, list_providers
from modiste.shop.payments.settings import PaymentSettings
from modiste.shop.prices.vendors.choice import UnfitVendorSettings, open_all
from modiste.shop.recommendations.models import ModelState, TrainedModel

Answer = tuple[str, str]  # a mark and a sentence
GOOD, WITHOUT, FAULT = "ok", "--", "!!"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: `ok` it works, `--` the shop does without it, `!!` it must be mended."""

    name: str
    mark: str
    words: str

    @property
    def is_fault(self) -> bool:
        return self.mark == FAULT


def examine(settings: Settings) -> list[Finding]:
    """Look at everything the shop leans on; nothing is changed."""
    database = Database(settings.resolved_database_url)
    looks: dict[str, Callable[[], Answer]] = {
        "data folder": lambda: _data_dir(settings),
        "database": lambda: _database(database),
        "catalogue": lambda: _catalogue(database),
        "model": lambda: _model(database, settings),
        "redis": lambda: _redis(settings),
        "broker": lambda: _broker(settings),
        "storage": lambda: _storage(settings),
        "mail": lambda: _mail(settings),
        "web app": _webapp,
    }
    findings = []
    for name, look in looks.items():
        try:
            mark, words = look()
        except (SQLAlchemyError, Unavailable, OSError, ValueError) as error:
            mark, words = FAULT, f"does not answer: {str(error).splitlines()[0]}"
        findings.append(Finding(name, mark, words))
    database.close()
    return findings + _payments() + _vendors()


def _data_dir(settings: Settings) -> Answer:
    folder = settings.data_dir
    if not folder.is_dir():
        return WITHOUT, f"{folder} does not exist yet; the first start makes it"
    probe = folder / ".doctor"
    probe.write_text("")
    probe.unlink()
    return GOOD, str(folder)


def _database(database: Database) -> Answer:
    url = database.url.render_as_string(hide_password=True)
    if is_current(database):
        return GOOD, f"{url}, schema current"
    return FAULT, f"{url}: the schema is not current; run `modiste migrate`"


def _catalogue(database: Database) -> Answer:
    with database.reading() as session:
        items = session.scalar(select(func.count(Item.id))) or 0
    return (GOOD, f"{items} items") if items else (WITHOUT, "no items yet; `modiste import items FILE`")


def _model(database: Database, settings: Settings) -> Answer:
    with database.reading() as session:
        model = session.scalar(select(TrainedModel).where(TrainedModel.state == ModelState.SERVING))
    if model is None:
        return WITHOUT, "no model serves yet; `modiste train` makes one, popularity and content serve until then"
    if not (settings.data_dir / "models" / model.folder).is_dir():
        return FAULT, f"the serving model's folder {model.folder} is gone; run `modiste train`"
    return GOOD, f"{model.kind} {model.folder} serves since {model.promoted_at:%Y-%m-%d %H:%M} UTC"


def _redis(settings: Settings) -> Answer:
    if not settings.redis_url:
        return WITHOUT, "not configured: cache and limits live in each process"
    Remote(settings.redis_url).ask(lambda client: client.ping())
    return GOOD, "cache and limits shared by all processes"


def _broker(settings: Settings) -> Answer:
    if not settings.broker_url:
        return GOOD, f"files in {settings.data_dir / 'queue'}"
    with Connection(settings.broker_url, connect_timeout=2) as connection:  # type: ignore[no-untyped-call]  # kombu is untyped
        connection.ensure_connection(max_retries=1, timeout=3)
        return GOOD, connection.as_uri()


def _storage(settings: Settings) -> Answer:
    return GOOD, f"{type(open_store(settings)).__name__} ({settings.storage_url or settings.data_dir / 'media'})"


def _payments() -> list[Finding]:
    """A line per payment provider: on, off, or what is missing."""
    names = PaymentSettings().payments
    findings = []
    for name in dict.fromkeys([*names, *list_providers()]):
        if name not in names:
            findings.append(Finding(name, WITHOUT, f"off: name it in MODISTE_PAYMENTS to take payments with {name}"))
            continue
        try:
            settings = check_provider(name)
        except UnsafeSettings as error:
            findings.append(Finding(name, FAULT, str(error)))
        else:
            findings.append(Finding(name, GOOD, f"takes payments through {urlsplit(settings.base_url).netloc}"))
    return findings


def _vendors() -> list[Finding]:
    """A line per vendor: on, or off and why."""
    try:
        vendors = open_all()
    except UnfitVendorSettings as error:
        return [Finding("vendors", FAULT, str(error))]
    on = [Finding(vendor.name, GOOD, f"prices are compared with {vendor.title}") for vendor in vendors.on]
    return on + [Finding(name, WITHOUT, f"off: {what_is_missing}") for name, what_is_missing in vendors.off]


def _mail(settings: Settings) -> Answer:
    open_mailer(settings)
    if settings.mail_url in (CONSOLE, MEMORY):
        return WITHOUT, f"goes to {settings.mail_url} alone; set MODISTE_MAIL_URL to send"
    if settings.mail_url and not settings.mail_url.startswith("file:"):
        return GOOD, f"sent through {urlsplit(settings.mail_url).hostname}"
    return (
        WITHOUT,
        f"written to files in {settings.mail_url or settings.data_dir / 'mail'}; set MODISTE_MAIL_URL to send",
    )


def _webapp() -> Answer:
    index = Path(modiste.__file__).parent / "webapp" / "index.html"
    return (GOOD, "built") if index.is_file() else (FAULT, "not built; run `make web`")
