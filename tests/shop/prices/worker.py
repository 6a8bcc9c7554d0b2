"""A worker for the tests: `python -m tests.shop.prices.worker`, whose one vendor is a shop of the tests' street."""

import os
import sys

from modiste.shop.kit.queue import worker
from modiste.shop.kit.queue.caretaker import Plan
from modiste.shop.kit.settings import Settings
from modiste.shop.prices import jobs
from tests.shop.prices.street import Street, comparer, vendor

if __name__ == "__main__":
    street = Street()
    street.port = int(os.environ["MODISTE_TEST_STREET"])
    opened = comparer(street, [vendor(street, "one")])
    setattr(jobs, "shared_comparer", lambda _: opened)  # noqa: B010 - what a worker of the shop opens by its settings
    sys.exit(worker.run(Settings(), Plan()))
