"""Putting the demo shop into a data folder through the shop's own services; a second start finds it there."""

import uuid
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import click
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from modiste.demo.accounts import PASSWORD, demo_accounts
from modiste.demo.boutiques import demo_boutiques
from modiste.demo.drawings.draw import draw_garment
from modiste.demo.garments import demo_items
from modiste.demo.interactions import DemoInteraction, demo_interactions
from modiste.demo.item import DemoItem
from modiste.demo.presence import is_loaded
from modiste.demo.shoppers import DemoShopper, demo_shoppers, demo_visitor
from modiste.shop.accounts.models import Role, User
from modiste.shop.accounts.passwords import hashing
from modiste.shop.boutiques.models import Boutique
from modiste.shop.catalogue.models import Item
from modiste.shop.catalogue.stocking import Goods, Photo, Stock, stock_items
from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.log import configure
from modiste.shop.kit.migrations import migrate
from modiste.shop.kit.settings import Settings
from modiste.shop.kit.storage.base import Store
from modiste.shop.kit.storage.choice import open_store
from modiste.shop.recommendations.training import train
from modiste.shop.swipes.models import Favourite, Interaction

WIDTH, HEIGHT = 600, 800
NAMESPACE = uuid.UUID("0c6e4d0e-5d0d-5c5b-9a53-8d4c2d1b7f10")  # of the client_ids that the generator derives
NO_PASSWORD = "!"  # no hash: nobody signs in as a synthetic shopper
Say = Callable[[str], None]


def load_demo(settings: Settings, *, say: Say) -> None:
    """Migrate, load boutiques, clothes, pictures, shoppers and their swipes, and train the first model, once."""
    database = Database(settings.resolved_database_url, statement_timeout_ms=60_000)
    migrate(database, settings.data_dir)
    try:
        if not is_loaded(settings):
            say("Loading the demo shop: made-up boutiques, drawn clothes, synthetic shoppers …")
            _load(database, open_store(settings))
            say("Training the first model …")
            train(database, settings)
    finally:
        database.close()


def _load(database: Database, store: Store) -> None:
    items = demo_items()
    for item in items:
        store.put(_picture_key(item), draw_garment(item, width=WIDTH, height=HEIGHT).encode())
    moment = clock.now()
    shoppers = [*demo_shoppers(items), demo_visitor()]
    with database.transaction() as session:
        users = _add_people(session, shoppers, moment)
        numbers = _stock_boutiques(session, items, users, store, moment)
        _add_events(session, demo_interactions(shoppers, items, now=moment), users, numbers)


def _picture_key(item: DemoItem) -> str:
    return f"public/items/{item.external_id.lower()}.svg"


def _add_people(session: Session, shoppers: Sequence[DemoShopper], moment: datetime) -> dict[str, int]:
    """The accounts with the public password, and the synthetic shoppers whom nobody can sign in as; ids by e-mail."""
    password = hashing().hash(PASSWORD)
    people = {account.email: (account.name, account.role, password) for account in demo_accounts()}
    for shopper in shoppers:
        people.setdefault(shopper.email, (shopper.name, Role.USER, NO_PASSWORD))
    joined = moment - timedelta(days=91)
    rows = [
        {
            "username": email.replace("@", "-at-")[:64],
            "email": email,
            "password": hashed,
            "name": name,
            "role": str(role),
            "is_active": True,
            "preferences": {},
            "created_at": joined,
        }
        for email, (name, role, hashed) in people.items()
    ]
    ids = session.scalars(insert(User).returning(User.id, sort_by_parameter_order=True), rows).all()
    return dict(zip(people, ids, strict=True))


def _stock_boutiques(
    session: Session, items: Sequence[DemoItem], users: dict[str, int], store: Store, moment: datetime
) -> dict[str, int]:
    """Open the boutiques and fill their shelves; returns the item ids by external id."""
    owners = {account.boutique: users[account.email] for account in demo_accounts() if account.boutique}
    for made_up in demo_boutiques():
        boutique = Boutique(
            owner_id=owners.get(made_up.slug),
            slug=made_up.slug,
            name=made_up.name,
            city=made_up.city,
            country=made_up.country,
            story=made_up.story,
            currency=made_up.currency,
        )
        session.add(boutique)
        session.flush()
        goods = [_goods(item, store, moment) for item in items if item.boutique == made_up.slug]
        stock_items(session, boutique.id, goods, currency=made_up.currency, brand=made_up.name)
    return {external_id: item_id for external_id, item_id in session.execute(select(Item.external_id, Item.id))}


def _goods(item: DemoItem, store: Store, moment: datetime) -> Goods:
    picture = Photo(store.url(_picture_key(item)), WIDTH, HEIGHT, item.colours[0].hex)
    return Goods(
        external_id=item.external_id,
        name=item.name,
        category=item.category,
        price=item.price_minor,
        currency=item.currency,
        brand=item.brand,
        description=item.description,
        colours=[colour.name for colour in item.colours],
        pattern=item.pattern,
        material=item.material,
        formality=item.formality,
        season=list(item.season),
        tags=list(item.tags),
        stocks=[Stock(variant.size, variant.colour, variant.stock) for variant in item.variants],
        photos=[picture],
        created_at=moment - timedelta(days=item.listed_days_ago),
    )


def _add_events(
    session: Session, events: Sequence[DemoInteraction], users: dict[str, int], items: dict[str, int]
) -> None:
    rows = [
        {
            "user_id": users[event.shopper],
            "item_id": items[event.external_id],
            "interaction": event.action,
            "client_id": uuid.uuid5(NAMESPACE, f"{event.shopper} {event.external_id} {event.action} {number}"),
            "is_undone": False,
            "created_at": event.at,
        }
        for number, event in enumerate(events)
    ]
    session.execute(insert(Interaction), rows)
    liked = {(row["user_id"], row["item_id"]): row["created_at"] for row in rows if row["interaction"] == "right"}
    favourites = [{"user_id": user, "item_id": item, "added_at": at} for (user, item), at in liked.items()]
    session.execute(insert(Favourite), favourites)


if __name__ == "__main__":
    own = Settings()
    configure(own)
    load_demo(own, say=click.echo)
