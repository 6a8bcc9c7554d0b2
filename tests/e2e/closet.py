"""Garments to look at: what a wardrobe is made to answer, and photos to put into one."""

import json
import re
from typing import Any

from playwright.sync_api import FilePayload, Page, Route, expect

from modiste.vision.arrays import Pixels
from modiste.vision.images import as_png
from tests.e2e.steps import answers
from tests.vision.files import picture, png_that_claims, saved

GARMENT_ID = "01a21d8e-0000-7000-8000-0000000000{:02d}"
FOLDERS = [
    {"id": GARMENT_ID.format(90 + at), "name": name, "garments": 3 - at, "created_at": "2026-11-01T09:00:00Z"}
    for at, name in enumerate(("For the office", "Summer"))
]
STATES = ("clean", "worn", "in_laundry")
BROKEN = png_that_claims(600, 800)  # begins as a photo does: only who reads it to the end sees that it is none


def photo(name: str = "shirt.jpg", colour: str = "#2c6247") -> FilePayload:
    """A photo of a garment of this colour."""
    image = picture(450, 600)
    image.paste(colour, (90, 90, 360, 510))
    return {"name": name, "mimeType": "image/jpeg", "buffer": saved(image)}


def as_file(name: str, pixels: Pixels) -> FilePayload:
    """A drawn photo as a PNG file."""
    return {"name": name, "mimeType": "image/png", "buffer": as_png(pixels)}


def broken_photo(name: str = "broken.png") -> FilePayload:
    """A photo that is refused by the job that prepares it."""
    return {"name": name, "mimeType": "image/png", "buffer": BROKEN}


def choose_photos(page: Page, *photos: FilePayload) -> None:
    """From the gallery, on the page that adds clothes."""
    page.locator("main input[type=file]").first.set_input_files(photos)
    expect(page.get_by_role("listitem", name=f"Photo {len(photos)} of {len(photos)}")).to_be_visible()


def with_wardrobe(page: Page) -> None:
    """A few garments with pictures of the shop, in folders, one of them with all that can be known of it."""
    cards = page.request.get("/api/v1/items?limit=7&category=dress").json()["items"]
    garments = [_garment(at, card) for at, card in enumerate(cards)]
    page.route(
        re.compile(r"/api/v1/garments(\?|$)"), lambda route: _fulfil(route, {"items": garments, "next_cursor": None})
    )
    answers(r"/api/v1/garments/folders$", 200, json.dumps({"items": FOLDERS}))(page)
    page.route(re.compile(r"/api/v1/garments/01a2[0-9a-f-]+$"), lambda route: _fulfil(route, _told(garments[0])))
    days = [{"worn_on": "2026-11-21", "times": 1}, {"worn_on": "2026-11-02", "times": 2}]
    answers(r"/wears(\?|$)", 200, json.dumps({"items": days, "next_cursor": None}))(page)


def choose_some(page: Page) -> None:
    """Photos of three garments, one of which is none that could be sent."""
    choose_photos(
        page, photo(), photo("back.jpg", "#b0301c"), {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"wool"}
    )


def send_broken(page: Page) -> None:
    """One photo that arrives and one that is refused."""
    choose_photos(page, photo(), broken_photo())
    page.get_by_role("button", name="Add 2 garments").click()
    expect(page.get_by_role("button", name="Leave it out")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("1 of 2 photos are there")).to_be_visible(timeout=60_000)


def _garment(at: int, card: dict[str, Any]) -> dict[str, Any]:
    shown = {"url": card["image_url"], "srcset": card["image_srcset"], "colour": card["image_colour"]}
    return {
        "id": GARMENT_ID.format(at),
        "name": card["name"] if at != 2 else "",
        "category": card["category"],
        "colours": ["navy"],
        "brand": card["brand"],
        "size": "M",
        "quantity": 1 + (at == 1),
        "folder_id": FOLDERS[0]["id"],
        "laundry": STATES[at % 3],
        "is_archived": False,
        "picture": shown | {"width": 640, "height": 853, "blurhash": None} if at != 5 else None,
        "wears": 3 * at,
        "last_worn_on": "2026-11-21" if at else None,
        "created_at": "2026-11-01T09:00:00Z",
    }


def _told(card: dict[str, Any]) -> dict[str, Any]:
    picture_of = {
        "original_url": None,
        "reason": None,
        "background": "original",
        "cutout": None,
        "cutout_fault": None,
        "job_id": None,
        "state": "ready",
    }
    photos = [
        picture_of | card["picture"] | {"id": GARMENT_ID.format(80)},
        picture_of | card["picture"] | {"id": GARMENT_ID.format(81), "state": "refused", "reason": "It is cut off."},
    ]
    return card | {
        "pattern": "floral",
        "formality": 0.4,
        "season": ["summer"],
        "material": "linen",
        "notes": "A button is loose.",
        "price": {"amount": 8900, "currency": "EUR"},
        "bought_on": "2026-04-03",
        "cost_per_wear": {"amount": 2967, "currency": "EUR"},
        "wears": 3,
        "last_worn_on": "2026-11-21",
        "item_id": None,
        "order_line_id": None,
        "photos": photos,
        "updated_at": "2026-11-21T09:00:00Z",
    }


def _fulfil(route: Route, body: dict[str, Any]) -> None:
    route.fulfill(status=200, content_type="application/json", body=json.dumps(body))
