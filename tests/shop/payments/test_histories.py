"""Random histories of payments end as the sandbox's book says: a slice of benchmarks/payment_histories.py.

A failing history names its seed and number: `python -m benchmarks.payment_histories --replay stripe:17 --seed 1`.
"""

from collections.abc import Iterator

import pytest

from modiste.shop.kit.db import Database
from tests.sandbox.payments.world import world_open
from tests.shop.payments.histories.judging import faults_of, faults_of_books, told
from tests.shop.payments.histories.living import Life
from tests.shop.payments.histories.stage import Stage, stage_open
from tests.shop.payments.histories.stories import PROVIDERS, draw

SEED = 1
HISTORIES = {"sqlite": 25, "postgresql": 8}  # of each provider


@pytest.fixture
def stage(database: Database) -> Iterator[Stage]:
    with world_open(hears=False) as world, stage_open(database, world.origin) as opened:
        yield opened


@pytest.mark.parametrize("provider", PROVIDERS)
def test_payments_end_as_the_book_says_whatever_the_webhooks_do(provider: str, stage: Stage) -> None:
    forged, broken, histories = 0, [], HISTORIES["sqlite" if stage.database.is_sqlite else "postgresql"]
    for number in range(histories):
        life = Life(stage, draw(SEED, provider, number))
        life.play()
        forged += life.facts.forged
        if faults := faults_of(life):
            broken.append(told(faults, life))
    assert broken == []
    assert forged >= 5 * histories
    with stage.database.reading() as session:
        assert faults_of_books(session) == []
