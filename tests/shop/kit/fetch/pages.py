"""Functions for the parsers' children: honest ones and such that a hostile page makes of them."""

import os
import sys
import time
from typing import Any

from lxml import html

from modiste.matching.records import ProductPage, ProductRecord
from modiste.shop.kit.fetch.base import FailureKind, FetchFailed


def read(text: bytes, url: str) -> ProductPage:
    return ProductPage(url=url, record=ProductRecord(title=text.decode()))


def refuse() -> None:
    raise FetchFailed(FailureKind.REFUSED, "The shop refuses our key.", retry_after=60, status=401)


def read_html(text: bytes) -> int:
    return len(list(html.document_fromstring(text).iter()))


def environment() -> dict[str, str]:
    return dict(os.environ)


def process() -> int:
    return os.getpid()


def hang() -> None:
    while True:
        pass


def sleep(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def take_memory(mebibytes: int) -> int:
    return len(bytes(mebibytes * 2**20))


def die(status: int) -> None:
    os._exit(status)


def recurse() -> None:
    recurse()


def print_garbage() -> str:
    sys.stdout.write("garbage on the line\n")
    sys.stdout.flush()
    return "read"


class TakenOver:
    """What a child that a page has taken over could send: a call of anything, to be made by the parent."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, ("touch /tmp/taken-over-by-a-page",)


def take_over() -> TakenOver:
    return TakenOver()


def be_large() -> bytes:
    return bytes(20 * 2**20)
