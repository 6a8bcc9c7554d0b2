"""A small stocked shop and a signed-in client for each kind of caller, for tests that go over the whole API."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fastapi import FastAPI
from sqlalchemy import select
from starlette.testclient import TestClient

from modiste.shop.accounts.models import Role, User
from modiste.shop.app import create_app
from modiste.shop.boutiques.models import Boutique
from modiste.shop.catalogue.stocking import Goods, Stock, stock_items
from modiste.shop.kit.settings import Settings
from tests.shop.conftest import SECRET
from tests.shop.swipes.shop import headers_of

ACTORS = ("anonymous", "user", "boutique", "admin")
KINDS = ("Dress", "Coat", "Shoes")


class Actors:
    """Clients by kind of caller; each call signs in afresh, because a request may have ended the session."""

    def __init__(self, app: FastAPI, users: dict[str, int]) -> None:
        self._app, self._users = app, users

    def client_of(self, actor: str) -> TestClient:
        client = TestClient(self._app, base_url="http://testserver", raise_server_exceptions=False)
        if actor == "anonymous":
            return client
        with self._app.state.database.transaction() as session:  # an earlier request may have closed the account
            for role, user_id in self._users.items():
                user = session.get_one(User, user_id)
                user.role, user.is_active = role, True
        settings = self._app.state.settings
        client.headers.update(headers_of(self._app.state.database, settings, self._users[actor]))
        return client


@contextmanager
def open_shop(template: Path, folder: Path) -> Iterator[Actors]:
    """The service on a copy of the migrated SQLite file, with a boutique, thirty items and three accounts."""
    shutil.copy(template, folder / "modiste.sqlite3")
    url = f"sqlite:///{folder / 'modiste.sqlite3'}"
    app = create_app(Settings(_env_file=None, database_url=url, data_dir=folder, secret_key=SECRET))
    with TestClient(app):
        yield Actors(app, _fill(app))


def _fill(app: FastAPI) -> dict[str, int]:
    with app.state.database.transaction() as session:
        for role in Role:
            name = role.value
            session.add(User(username=name, email=f"{name}@shop.example", password="!", name=name, role=role))
        session.flush()
        users = {user.role: user.id for user in session.scalars(select(User))}
        session.add(Boutique(slug="maren", name="Maren", city="Lisbon", country="PT"))
        session.flush()
        goods = [
            Goods(
                external_id=f"M{number}",
                name=f"{KINDS[number % 3]} {number}",
                category=KINDS[number % 3],
                price=1000 + number,
                colours=["navy"],
                tags=["linen", f"tag{number % 4}"],
                stocks=[Stock("M", "navy", number % 5)],
            )
            for number in range(30)
        ]
        stock_items(session, 1, goods, currency="EUR", brand="Maren")
        return {str(role): user_id for role, user_id in users.items()}
