"""The rule by which an alert speaks, on any series of prices: as often as a plain count of the crossings says."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from modiste.shop.prices.alert_schemas import AlertKind
from modiste.shop.prices.crossings import begin, is_quiet, spend, watch
from modiste.shop.prices.models import Alert
from modiste.shop.prices.standings import Standing

START = datetime(2026, 11, 27, tzinfo=UTC)
TARGET = 5_000
Totals = st.lists(st.none() | st.integers(4_800, 5_200), max_size=40)


def alert_of(kind: AlertKind, total: int | None, **fields: int) -> Alert:
    alert = Alert(kind=kind, currency="EUR", size="", fired_count=0, last_fired_at=None, **fields)
    begin(alert, standing(total))
    return alert


def standing(total: int | None, *, is_converted: bool = False) -> Standing:
    return Standing(total, "Atelier", is_in_stock=total is not None, is_converted=is_converted)


def times_told(alert: Alert, totals: list[int | None], *, apart: timedelta, is_converted: bool = False) -> list[int]:
    """The places in the series at which the alert speaks."""
    told = []
    for place, total in enumerate(totals):
        now, stands = START + apart * place, standing(total, is_converted=is_converted)
        if watch(alert, stands) and not is_quiet(alert.last_fired_at, now):
            spend(alert, stands, now=now)
            told.append(place)
    return told


@given(st.integers(4_800, 5_200), Totals)
def test_a_target_speaks_once_for_each_fall_to_it(first: int, totals: list[int | None]) -> None:
    told = times_told(alert_of(AlertKind.TARGET, first, target=TARGET), totals, apart=timedelta(days=2))
    known = [(place, total) for place, total in enumerate(totals) if total is not None]
    expected, above = [], first > TARGET
    for place, total in known:
        above = above or total * 100 > TARGET * 101
        if above and total <= TARGET:
            expected.append(place)
            above = False
    assert told == expected


@given(st.integers(4_800, 5_200), Totals, st.integers(1, 30))
def test_never_twice_a_day_and_never_twice_without_a_rise_between(
    first: int, totals: list[int | None], hours: int
) -> None:
    apart = timedelta(hours=hours)
    told = times_told(alert_of(AlertKind.TARGET, first, target=TARGET), totals, apart=apart)
    for one, other in zip(told, told[1:], strict=False):
        assert apart * (other - one) >= timedelta(days=1)
        assert any(total is not None and total * 100 > TARGET * 101 for total in totals[one:other])


@given(Totals)
def test_a_drop_is_a_target_measured_from_where_it_was_set(totals: list[int | None]) -> None:
    apart = timedelta(days=2)
    drop = times_told(alert_of(AlertKind.DROP, 6_250, percent=20), totals, apart=apart)
    assert drop == times_told(alert_of(AlertKind.TARGET, 6_250, target=TARGET), totals, apart=apart)


@given(st.lists(st.booleans(), max_size=40), st.booleans())
def test_back_in_stock_speaks_once_for_each_return(series: list[bool], had_it: bool) -> None:
    totals = [TARGET if has_it else None for has_it in series]
    told = times_told(alert_of(AlertKind.BACK_IN_STOCK, TARGET if had_it else None), totals, apart=timedelta(days=2))
    before = [had_it, *series]
    assert told == [place for place, has_it in enumerate(series) if has_it and not before[place]]


@given(st.integers(4_800, 5_200), Totals)
def test_any_change_speaks_of_each_total_that_is_not_the_last(first: int, totals: list[int | None]) -> None:
    told = times_told(alert_of(AlertKind.ANY_CHANGE, first), totals, apart=timedelta(days=2))
    expected, last = [], first
    for place, total in enumerate(totals):
        if total is not None and total != last:
            expected.append(place)
            last = total
    assert told == expected


def test_what_is_so_already_is_no_crossing() -> None:
    assert times_told(alert_of(AlertKind.TARGET, 4_000, target=TARGET), [4_000, 3_900], apart=timedelta(days=2)) == []


def test_a_price_that_trembles_at_the_limit_is_one_crossing() -> None:
    alert = alert_of(AlertKind.TARGET, 6_000, target=TARGET)
    assert times_told(alert, [5_000, 5_040, 4_990, 5_050, 5_000, 5_051, 5_000], apart=timedelta(days=2)) == [0, 6]


def test_what_comes_too_soon_is_told_later_if_it_is_still_so() -> None:
    alert = alert_of(AlertKind.ANY_CHANGE, 6_000)
    assert times_told(alert, [5_900, 5_800, 5_700, 5_700, 5_700], apart=timedelta(hours=10)) == [0, 3]


def test_an_exchange_rate_that_moves_is_no_change() -> None:
    alert = alert_of(AlertKind.ANY_CHANGE, 6_000)
    assert times_told(alert, [6_010, 5_945, 6_061], apart=timedelta(days=2), is_converted=True) == [2]


def test_an_alert_on_what_nobody_has_starts_at_the_first_price() -> None:
    alert = alert_of(AlertKind.DROP, None, percent=20)
    assert times_told(alert, [None, 6_250, 5_100, 5_000], apart=timedelta(days=2)) == [3]
