"""Garments and photos for the tests."""

import io
from collections.abc import Callable
from typing import Any

from PIL import Image
from starlette.testclient import TestClient

from modiste.shop.kit.storage.base import Store

WorkOff = Callable[[], list[str]]


def keep(client: TestClient, name: str = "Linen shirt", **said: Any) -> Any:
    """A garment that was put into the client's wardrobe."""
    answer = client.post("garments", json={"name": name} | said)
    assert answer.status_code == 201, answer.text
    return answer.json()


def photo(colour: str = "#28334d", kind: str = "JPEG", size: tuple[int, int] = (900, 1200), **how: Any) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, kind, **how)
    return file.getvalue()


def send(client: TestClient, garment: Any, content: bytes, replaced: str = "", background: str = "original") -> Any:
    """The answer to sending a photo of a garment, in place of another if one is named."""
    path = f"garments/{garment['id']}/photos" + (f"/{replaced}" if replaced else "")
    how = {"background": background} if background else {}
    return client.put(path, content=content, headers={"Content-Type": "image/jpeg"}, params=how)


def hang(client: TestClient, work_off: WorkOff, garment: Any, *colours: str) -> list[Any]:
    """The photos of a garment, once one of each colour was sent and prepared."""
    for colour in colours:
        assert send(client, garment, photo(colour, size=(300, 400))).status_code == 202
    assert set(work_off()) == {"done"}
    return list(client.get(f"garments/{garment['id']}").json()["photos"])


def files(store: Store, folder: str = "wardrobe") -> set[str]:
    return set(store.list_keys(folder))


def names(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [one["name"] for one in answer.json()["items"]]
