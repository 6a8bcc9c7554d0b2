"""Putting the demo shop into a data folder through the shop's own services; a second start finds it there."""

import sys
import uuid
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import click
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from modiste.demo.accounts import PASSWORD, demo_accounts
from modiste.demo.boutiques import demo_boutiques
from modiste.demo.drawings.logos import draw_logo
from modiste.demo.garments import demo_items
from modiste.demo.interactions import DemoInteraction, demo_interactions
from modiste.demo.item import DemoItem
from modiste.demo.keepsakes import add_keepsakes, demo_collections
from modiste.demo.past_orders import add_past_orders
from modiste.demo.pictures import store_picture, with_larger
from modiste.demo.presence import pictures_missing
from modiste.demo.shoppers import DemoShopper, demo_shoppers, demo_visitor
from modiste.demo.studio.darkroom import darkroom
from modiste.shop.accounts.models import Role, User
from modiste.shop.accounts.passwords import hashing
from modiste.shop.boutiques.models import Boutique
from modiste.shop.boutiques.terms import TERMS_VERSION
from modiste.shop.catalogue.models import Item
from modiste.shop.catalogue.models import Picture as HungPicture
from modiste.shop.catalogue.stocking import PHOTO_FIELDS, Goods, Photo, Stock, stock_items
from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.migrations import migrate
from modiste.shop.kit.settings import Settings
from modiste.shop.kit.storage.base import Store
from modiste.shop.kit.storage.choice import open_store
from modiste.shop.recommendations.promotion import find_serving
from modiste.shop.recommendations.training import train
from modiste.shop.swipes.models import Favourite, Interaction

NAMESPACE = uuid.UUID("0c6e4d0e-5d0d-5c5b-9a53-8d4c2d1b7f10")  # of the client_ids that the generator derives
NO_PASSWORD = "!"  # no hash: nobody signs in as a synthetic shopper
AT_ONCE = 24  # items whose pictures are hung in one transaction: the shop is open and others write too
Say = Callable[[str], None]


def load_demo(settings: Settings, *, say: Say) -> None:
    """Migrate, load boutiques, clothes, pictures, shoppers and their swipes, and train the first model, once.

    What an interrupted load left undone is done now. The pictures are taken by other processes meanwhile, in the small
    sizes; the large one and the close-ups wait until the shop is open (`take_later_pictures`).
    """
    database = Database(settings.resolved_database_url, statement_timeout_ms=60_000)
    migrate(database, settings.data_dir)
    try:
        missing = pictures_missing(database, 1)
        if missing is not None and not missing:
            return
        say("Loading the demo shop: made-up boutiques, photographed clothes, synthetic shoppers …")
        items = demo_items()
        wanted = [item for item in items if missing is None or item.external_id in missing]
        store = open_store(settings)
        with darkroom() as order:
            ordered = order(wanted, "small")
            if missing is None:
                with database.transaction() as session:
                    _load(session, items, store)
            if not _serves(database):
                say("Training the first model …")
                train(database, settings)
            pairs = list(zip(wanted, ordered, strict=True))
            with click.progressbar(pairs, label="Taking pictures", file=sys.stderr) as taken:
                wall = [(item, [store_picture(store, item, 1, ready.result())]) for item, ready in taken]
            with database.transaction() as session:
                _hang(session, wall)
                add_past_orders(session, settings.data_dir)
    finally:
        database.close()


def take_later_pictures(settings: Settings) -> None:
    """Take the large pictures and the close-ups that are missing, while the shop is open and at the lowest priority."""
    database, store = Database(settings.resolved_database_url), open_store(settings)
    try:
        missing = pictures_missing(database, 2) or set()
        items = [item for item in demo_items() if item.external_id in missing]
        small = _first_photos(database)
        with darkroom(niceness=15) as order:
            parts = [items[start : start + AT_ONCE] for start in range(0, len(items), AT_ONCE)]
            ordered = [(part, order(part, "large"), order(part, "near")) for part in parts]
            for part, larges, nears in ordered:
                wall = []
                for item, large, near in zip(part, larges, nears, strict=True):
                    whole = store_picture(store, item, 1, large.result())
                    close_up = store_picture(store, item, 2, near.result())
                    wall.append((item, [with_larger(small[item.external_id], whole), close_up]))
                with database.transaction() as session:
                    _hang(session, wall)
    finally:
        database.close()


def _serves(database: Database) -> bool:
    with database.reading() as session:
        return find_serving(session) is not None


def _load(session: Session, items: list[DemoItem], store: Store) -> None:
    moment = clock.now()
    shoppers = [*demo_shoppers(items), demo_visitor()]
    users = _add_people(session, shoppers, moment)
    numbers = _stock_boutiques(session, items, users, store, moment)
    acts = demo_interactions(shoppers, items, now=moment)
    _add_events(session, acts, users, numbers)
    visitor = shoppers[-1].email
    add_keepsakes(session, users[visitor], demo_collections(items, acts, visitor), numbers)


def _hang(session: Session, wall: Sequence[tuple[DemoItem, list[Photo]]]) -> None:
    """Put pictures that lie in the store up in the shop, in the place of what hangs there of their items."""
    for boutique in session.scalars(select(Boutique).order_by(Boutique.id)).all():
        goods = [
            Goods(item.external_id, item.name, item.category, photos=photos)
            for item, photos in wall
            if item.boutique == boutique.slug
        ]
        stock_items(session, boutique.id, goods, currency=boutique.currency, brand=boutique.name)


def _first_photos(database: Database) -> dict[str, Photo]:
    """The first picture of each item of the demo's boutiques that has one."""
    query = (
        select(Item.external_id, *(getattr(HungPicture, name) for name in PHOTO_FIELDS))
        .join(Item, Item.id == HungPicture.item_id)
        .join(Boutique, Boutique.id == Item.boutique_id)
        .where(Boutique.slug.in_([boutique.slug for boutique in demo_boutiques()]), HungPicture.position == 0)
    )
    with database.reading() as session:
        return {external_id: Photo(*fields) for external_id, *fields in session.execute(query)}


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
            logo_url=_logo(store, made_up.slug),
            currency=made_up.currency,
            delivery_cost=made_up.delivery[0],
            free_over=made_up.delivery[1],
            delivery_days_min=made_up.days[0],
            delivery_days_max=made_up.days[1],
            terms_version=TERMS_VERSION if made_up.slug in owners else None,
            terms_agreed_at=moment if made_up.slug in owners else None,
        )
        session.add(boutique)
        session.flush()
        goods = [_goods(item, moment) for item in items if item.boutique == made_up.slug]
        stock_items(session, boutique.id, goods, currency=made_up.currency, brand=made_up.name)
    return {external_id: item_id for external_id, item_id in session.execute(select(Item.external_id, Item.id))}


def _logo(store: Store, slug: str) -> str:
    """The address of a boutique's logo, which is put into the store."""
    key = f"public/boutiques/{slug}.svg"
    store.put(key, draw_logo(slug).encode())
    return store.url(key)


def _goods(item: DemoItem, moment: datetime) -> Goods:
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
        gtin=item.gtin,
        formality=item.formality,
        season=list(item.season),
        tags=list(item.tags),
        stocks=[Stock(variant.size, variant.colour, variant.stock) for variant in item.variants],
        photos=[],
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
