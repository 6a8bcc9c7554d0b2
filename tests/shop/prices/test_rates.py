"""Exchange rates of the European Central Bank's shape, and what they make of an amount."""

from collections.abc import Callable
from datetime import date

import pytest

from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.queue import states
from modiste.shop.kit.queue.later import later
from modiste.shop.kit.queue.leases import Lease
from modiste.shop.kit.queue.registry import kind_of
from modiste.shop.kit.queue.work import Work
from modiste.shop.kit.settings import Settings
from modiste.shop.prices import jobs
from modiste.shop.prices.comparing import Comparer
from modiste.shop.prices.rates import Rates, RatesUnreadable, keep_rates, parse_rates, rates_of
from tests.shop.prices.street import Stall, Street

DAILY = b"""<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"
                 xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
  <gesmes:subject>Reference rates</gesmes:subject>
  <Cube><Cube time='2026-11-26'>
    <Cube currency='USD' rate='1.25'/><Cube currency='JPY' rate='160'/><Cube currency='GBP' rate='0.8'/>
  </Cube></Cube>
</gesmes:Envelope>"""


def test_reads_the_banks_daily_file_and_keeps_the_newest(database: Database) -> None:
    rates = parse_rates(DAILY)
    assert (rates.day, rates.per_euro) == (date(2026, 11, 26), {"USD": 1.25, "JPY": 160.0, "GBP": 0.8})
    older = Rates(date(2026, 11, 25), {"USD": 1.0})
    for given, number in ((rates, 3), (older, 0), (rates, 3)):
        with database.transaction() as session:
            assert keep_rates(session, given) == number
    with database.reading() as session:
        assert rates_of(session) == rates


def test_converts_minor_units_of_every_exponent() -> None:
    rates = parse_rates(DAILY)
    assert rates.convert(1000, "EUR", "USD") == 1250
    assert rates.convert(1000, "EUR", "JPY") == 1600
    assert rates.convert(1600, "JPY", "GBP") == 800
    assert rates.convert(5, "GBP", "GBP") == 5
    assert rates.convert(5, "CHF", "EUR") is None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"<a/>",
        DAILY.replace(b"1.25", b"x"),
        DAILY.replace(b"2026-11-26", b"yesterday"),
        b'<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]><a>&d;</a>',
    ],
)
def test_refuses_what_holds_no_rates(body: bytes) -> None:
    with pytest.raises(RatesUnreadable):
        parse_rates(body)


def test_the_job_fetches_them_once_a_day(
    database: Database,
    settings: Settings,
    street: Street,
    compare: Callable[..., Comparer],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    today = clock.now().date().isoformat().encode()
    street.stalls["bank"] = Stall(body=DAILY.replace(b"2026-11-26", today), content_type="text/xml")
    comparer = compare(rates_url=f"http://127.0.0.1:{street.port}/bank/daily.xml")
    monkeypatch.setattr(jobs, "shared_comparer", lambda _: comparer)
    results = []
    for _ in range(2):
        with database.transaction() as session:
            job = later(session, jobs.refresh_exchange_rates)
            claimed = states.claim(session, job.id, kind_of(jobs.refresh_exchange_rates))
            assert claimed is not None
        results.append(jobs.refresh_exchange_rates(Work(database, settings, Lease(job.id, claimed.attempt, 12.0))))
    assert results == [{"currencies": 3, "day": today.decode()}, {"currencies": 0}]
    assert street.stalls["bank"].asked == ["daily.xml"]
