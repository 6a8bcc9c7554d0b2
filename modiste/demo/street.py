"""The street of other shops beside the demo: its goods are the demo's, and the shop is told where to find it."""

import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from modiste.demo.garments import demo_items
from modiste.demo.item import DemoItem
from modiste.demo.pictures import MIDDLE, picture_key
from modiste.sandbox.catalogue import Product, write_catalogue
from modiste.sandbox.street import CLIENT_ID, CLIENT_SECRET, HOST, SHOPS, Shop, addresses_of
from modiste.shop.kit.settings import Settings
from modiste.shop.kit.storage.base import Store
from modiste.shop.kit.storage.choice import open_store
from modiste.shop.kit.supervisor import Child, kept_alive

FILE = "street.json"
FROM_OUR_PORT, STEP, TRIES = 700, 10, 30
LAST_PORT = 65_535
ALLOWED = "MODISTE_FETCH_ALLOWED_HOSTS"
PER_SECOND = 20.0  # the street is ours: it may be asked often


@contextmanager
def street_opened(settings: Settings, port: int) -> Iterator[int]:
    """While the block runs the street is open, on the port that is given back and those after it.

    The settings of its vendors are put into the environment, where the shop and its worker find them.
    """
    first = _free_ports(port + FROM_OUR_PORT if port + FROM_OUR_PORT < LAST_PORT - 1000 else port - 2000)
    catalogue = settings.data_dir / FILE
    if not catalogue.is_file():
        _write_goods(catalogue, open_store(settings))
    wanted = settings_of_vendors(first)
    given = os.environ.get(ALLOWED)  # an operator's own holes in the guard stay open: for a receiver of webhooks, say
    os.environ.update(wanted | ({ALLOWED: f"{given},{wanted[ALLOWED]}"} if given else {}))
    command = [sys.executable, "-m", "modiste.sandbox", "--catalogue", str(catalogue), "--port", str(first)]
    street = Child("street", [*command, "--pictures", settings.public_url, "--until-stdin-closes"], {})
    with kept_alive([street]):
        yield first


def product_of(item: DemoItem, image_url: str = "") -> Product:
    """What the rest of the street knows of one of the demo's items."""
    return Product(
        id=item.external_id,
        name=item.name,
        brand=item.brand,
        category=item.category,
        colour=item.colours[0].name,
        sizes=tuple(variant.size for variant in item.variants),
        price=item.price_minor,
        currency=item.currency,
        gtin=item.gtin,
        material=item.material,
        description=item.description,
        image_url=image_url,
    )


def settings_of_vendors(port: int) -> dict[str, str]:
    """The environment in which the shop compares prices with the street that begins at `port`, and with nobody else."""
    addresses = addresses_of(port)
    keys = {"CLIENT_ID": CLIENT_ID, "CLIENT_SECRET": CLIENT_SECRET}
    ebay = keys | {"BASE_URL": addresses["ebay"], "MARKETPLACES": '["EBAY_DE"]', "KEEP_HISTORY": "true"}
    token = {"CREDENTIAL_VERSION": "3.2", "TOKEN_URL": f"{addresses['amazon']}/auth/o2/token"}
    amazon = (
        keys | token | {"BASE_URL": addresses["amazon"], "PARTNER_TAG": "street-21", "MARKETPLACE": "www.amazon.de"}
    )
    shops = {kind: [shop for shop in SHOPS if shop.kind == kind] for kind in ("shopify", "woocommerce", "page")}
    return {
        **{f"MODISTE_EBAY_{name}": value for name, value in ebay.items()},
        **{f"MODISTE_AMAZON_{name}": value for name, value in amazon.items()},
        **{
            f"MODISTE_{kind.upper()}_SHOPS": json.dumps([_told(shop, addresses[shop.name]) for shop in some])
            for kind, some in shops.items()
        },
        "MODISTE_PRICES_RATES_URL": f"{addresses['ebay']}/_sandbox/rates.xml",
        ALLOWED: ",".join(address.partition("//")[2] for address in addresses.values()),
    }


def _told(shop: Shop, address: str) -> dict[str, object]:
    """What an operator would write into the settings of one shop."""
    rule = shop.delivery
    told: dict[str, object] = {"name": shop.name, "title": shop.title, "url": address, "per_second": PER_SECOND}
    told |= {"delivery_cost": rule.cost, "free_over": rule.free_over}
    told |= {"days_min": rule.days_min, "days_max": rule.days_max}
    if shop.kind == "shopify":
        told |= {"currency": shop.currency}
    if shop.kind == "page":
        told |= {"currency": shop.currency, "search": f"{address}/search?q={{text}}", "product_links": "^/p/"}
    return told


def _write_goods(file: Path, store: Store) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    products = [product_of(item, store.url(picture_key(item, 1, MIDDLE))) for item in demo_items()]
    write_catalogue(file, products)


def _free_ports(first: int) -> int:
    """The first port of a row that nobody listens on; a row that is taken meanwhile is the supervisor's business."""
    rows = (first + STEP * number for number in range(TRIES))
    return next((port for port in rows if all(is_free(port + shop.offset) for shop in SHOPS)), first)


def is_free(port: int) -> bool:
    """Whether nobody listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True
