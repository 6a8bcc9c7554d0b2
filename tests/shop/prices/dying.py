"""A refresh whose process is killed: `python -m tests.shop.prices.dying URL ITEM PRICE before|after` its commit."""

import os
import signal
import sys

import modiste.shop.app  # noqa: F401 - every table and job
from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.prices.alerts import fire_alerts
from tests.shop.prices.test_alerts import offer


def refresh(url: str, item_id: int, price: int, *, dies: str) -> None:
    with Database(url).transaction() as session:
        offer(session, item_id, price)
        fire_alerts(session, item_id, now=clock.now())
        if dies == "before":
            os.kill(os.getpid(), signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    refresh(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), dies=sys.argv[4])
