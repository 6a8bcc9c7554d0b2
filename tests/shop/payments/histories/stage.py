"""Where histories are played: a shop with a boutique for each currency, its ways to pay, and the open sandbox."""

import itertools
import json
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import Any
from unittest import mock
from urllib.parse import urlsplit

from sqlalchemy import select

from modiste.demo.payments import settings_of_providers
from modiste.shop.accounts.models import User
from modiste.shop.boutiques.models import Boutique
from modiste.shop.catalogue.models import Category, Item, Variant
from modiste.shop.kit.db import Database
from modiste.shop.kit.fetch.fetcher import Fetcher
from modiste.shop.kit.fetch.settings import FetchSettings
from modiste.shop.notifications import jobs as jobs_of_notifications  # noqa: F401 - registered by name
from modiste.shop.payments import jobs  # noqa: F401 - likewise
from modiste.shop.payments.opening import open_providers
from modiste.shop.payments.providers.base import PaymentProvider
from tests.shop.payments.histories.stories import CURRENCIES, PROVIDERS

STOCK = 5
DELIVERY = 300


@dataclass
class Stage:
    """The shop and the sandbox; every history brings its own shopper and its own dress."""

    database: Database
    sandbox: HTTPConnection
    providers: dict[str, PaymentProvider]
    _boutiques: dict[str, tuple[int, int]] = field(default_factory=dict)  # by currency, with a category
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        with self.database.transaction() as session:
            category = session.scalar(select(Category)) or Category(slug="dress", name="Dress")
            session.add(category)
            session.flush()
            for currency in sorted({one for every in CURRENCIES.values() for one in every}):
                slug = f"atelier-{currency.lower()}-{uuid.uuid4().hex[:6]}"
                boutique = Boutique(slug=slug, name=slug, currency=currency, delivery_cost=DELIVERY, free_over=None)
                session.add(boutique)
                session.flush()
                self._boutiques[currency] = (boutique.id, category.id)

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """What the sandbox's back door answers."""
        self.sandbox.request(method, f"/_sandbox/{path}", None if body is None else json.dumps(body))
        return json.loads(self.sandbox.getresponse().read())

    def somebody(self) -> int:
        """A new shopper."""
        name = f"shopper-{next(self._numbers)}-{uuid.uuid4().hex[:6]}"
        with self.database.transaction() as session:
            user = User(username=name, email=f"{name}@example.com", password="!", name=name)
            session.add(user)
            session.flush()
            return user.id

    def dress(self, currency: str, price: int) -> tuple[int, int]:
        """A new dress in one size, with the variant that is counted."""
        boutique_id, category_id = self._boutiques[currency]
        with self.database.transaction() as session:
            item = Item(
                boutique_id=boutique_id,
                category_id=category_id,
                external_id=uuid.uuid4().hex,
                name="Wrap dress",
                brand="Plain",
                price=price,
                currency=currency,
            )
            item.variants = [Variant(size="M", stock=STOCK)]
            session.add(item)
            session.flush()
            return item.id, item.variants[0].id


@contextmanager
def stage_open(database: Database, origin: str) -> Iterator[Stage]:
    """The shop takes money by the three providers of the sandbox at `origin`, while the block runs."""
    told = settings_of_providers(origin) | {f"MODISTE_{one.upper()}_PER_SECOND": "1000" for one in PROVIDERS}
    host = urlsplit(origin).netloc
    with mock.patch.dict(os.environ, told):
        fetcher = Fetcher(FetchSettings(_env_file=None, allowed_hosts=[host]))
        sandbox = HTTPConnection(host, timeout=10)
        try:
            yield Stage(database, sandbox, open_providers(PROVIDERS, fetcher))
        finally:
            sandbox.close()
            fetcher.close()
