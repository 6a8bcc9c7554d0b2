"""Uploads in tests: a boutique's owner, files as shops write them, and the jobs carried out at once."""

import uuid
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from modiste.shop.boutiques.models import Boutique
from modiste.shop.catalogue.models import Item
from modiste.shop.kit.db import Database
from modiste.shop.kit.queue import states
from modiste.shop.kit.queue.leases import Lease
from modiste.shop.kit.queue.models import Job
from modiste.shop.kit.queue.registry import kind_of
from modiste.shop.kit.queue.runner import carry_out
from modiste.shop.kit.queue.work import Work
from modiste.shop.kit.settings import Settings

BYTES = {"Content-Type": "application/octet-stream"}
OURS = """id,title,price,color,size,quantity,product_type,tags
dress,Wrap dress,89.00,sand,S,4,Dress,linen|summer
dress,Wrap dress,89.00,sand,M,2,Dress,linen|summer
scarf,Wool scarf,39.00,navy,,12,Scarf,wool
"""
SHOPIFY_OLD = """\
Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,\
Option2 Value,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,\
Variant Compare At Price,Variant Barcode,Image Src,Image Position,Status
wrap-dress,Wrap dress,"<p>Falls to the <b>knee</b>.</p><script>alert(1)</script>
<ul><li>Linen</li></ul>",Lune,Apparel & Accessories > Clothing > Dresses,,"linen, summer",TRUE,Size,S,Color,Sand,\
WD-S,shopify,4,deny,89.00,99.00,,https://cdn.example/wrap-2.jpg,2,active
wrap-dress,,,,,,,,,M,,Sand,WD-M,shopify,2,deny,89.00,,,https://cdn.example/wrap-1.jpg,1,
wrap-dress,,,,,,,,,,,,,,,,,,,https://cdn.example/wrap-3.jpg,3,
gift-card,Gift card,,Lune,,Gift Card,,TRUE,Title,Default Title,,,GC,,0,deny,25.00,,,,,active
old-coat,Old coat,,Lune,,Coat,,TRUE,Size,L,,,OC-L,shopify,1,deny,120.00,,,,,draft
"""
SHOPIFY_NEW = """\
Title,URL handle,Description,Vendor,Type,Tags,Published on online store,Status,SKU,Barcode,Option1 name,Option1 value,\
Price,Compare-at price,Inventory tracker,Inventory quantity,Continue selling when out of stock,Product image URL,\
Image position,Variant image URL
Slip dress,slip-dress,<p>Silk &amp; lace.</p>,Lune,Dress,silk,TRUE,Active,SD-S,4006381333931,Taille,S,129.00,,shopify,\
3,FALSE,https://cdn.example/slip.jpg,1,
,slip-dress,,,,,,,SD-M,,,M,129.00,,shopify,0,FALSE,,,https://cdn.example/slip-m.jpg
Belt,,,,,,TRUE,Active,,,,,19.00,,,,FALSE,,,
"""
MERCHANT_TSV = (
    "id\ttitle\tdescription\tlink\timage_link\tadditional_image_link\tavailability\tprice\tsale_price\tbrand\tgender\t"
    "color\tsize\titem_group_id\tgoogle_product_category\tproduct_type\n"
    "WD-S\tWrap dress\tTo the knee\thttps://lune.example/wd\thttps://cdn.example/1.jpg\t"
    "https://cdn.example/2.jpg,https://cdn.example/3.jpg\tin stock\t89.00 EUR\t69.00 EUR\tLune\tfemale\tsand\tS\tWD\t"
    "2271\tClothing > Dresses\n"
    "WD-M\tWrap dress\tTo the knee\thttps://lune.example/wd\thttps://cdn.example/1.jpg\t\tout_of_stock\t89.00 EUR\t"
    "69.00 EUR\tLune\tfemale\tsand\tM\tWD\t2271\tClothing > Dresses\n"
)
RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Lune</title><link>https://lune.example</link>
<item><g:id>WD-S</g:id><title>Wrap &amp; dress</title><link>https://lune.example/wd</link>
<description>&lt;p&gt;To the knee&lt;/p&gt;</description><g:image_link>https://cdn.example/1.jpg</g:image_link>
<g:additional_image_link>https://cdn.example/2.jpg</g:additional_image_link>
<g:additional_image_link>https://cdn.example/3.jpg</g:additional_image_link>
<g:availability>in_stock</g:availability><g:price>89.00 EUR</g:price><g:item_group_id>WD</g:item_group_id>
<g:size>S</g:size><g:color>Sand</g:color><g:shipping><g:country>DE</g:country><g:price>4.90 EUR</g:price></g:shipping>
</item></channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0"><title>Lune</title>
<entry><id>tag:lune.example,1</id><g:id>SC</g:id><g:title>Wool scarf</g:title><link href="https://lune.example/sc"/>
<g:price>39.00 EUR</g:price><g:condition>new</g:condition><g:availability>preorder</g:availability></entry></feed>"""


def open_own_boutique(database: Database, client: Any, slug: str = "lune") -> int:
    """A boutique of the client's account."""
    with database.transaction() as session:
        boutique = Boutique(slug=slug, name=slug.title(), owner_id=client.get("me").json()["id"])
        session.add(boutique)
        session.flush()
        return boutique.id


def upload(client: Any, content: str | bytes, name: str = "items.csv") -> Any:
    """The answer to uploading this."""
    body = content.encode() if isinstance(content, str) else content
    return client.post("boutiques/me/imports", params={"name": name}, content=body, headers=BYTES)


def work_off(database: Database, settings: Settings, job_id: str) -> Job:
    """Carry out one attempt of a job here, as the process that does it apart would."""
    wanted = uuid.UUID(job_id)
    with database.transaction() as session:
        kind = kind_of(session.get_one(Job, wanted).name)
        job = states.claim(session, wanted, kind)
        assert job is not None
    carry_out(Work(database, settings, Lease(job.id, job.attempt, kind.lease_seconds)), kind, job.arguments)
    with database.reading() as session:
        return session.get_one(Job, wanted)


def step(database: Database, settings: Settings, client: Any, upload_id: str, what: str, **body: Any) -> Any:
    """Ask for check, apply or undo, have it done, and read the upload again."""
    answer = client.post(f"boutiques/me/imports/{upload_id}/{what}", **({"json": body} if what == "check" else {}))
    assert answer.status_code == 202, answer.text
    job = work_off(database, settings, answer.json()["job_id"])
    assert job.state == "done", job.error
    return client.get(f"boutiques/me/imports/{upload_id}").json()


def shelf(database: Database) -> dict[str, Item]:
    """Every item by external id, with its parts."""
    parts = (selectinload(part) for part in (Item.variants, Item.tags, Item.pictures, Item.category))
    with database.reading() as session:
        return {item.external_id: item for item in session.scalars(select(Item).options(*parts))}


def facts(database: Database) -> dict[str, Any]:
    """What stands on the shelf, to compare with later."""
    return {
        key: (
            item.name,
            item.price,
            item.description,
            item.is_active,
            item.in_stock,
            sorted(tag.tag for tag in item.tags),
            sorted((v.size, v.colour, v.stock) for v in item.variants),
            [picture.url for picture in item.pictures],
        )
        for key, item in shelf(database).items()
    }
