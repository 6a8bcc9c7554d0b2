"""The words of mails and pushes: every kind has its own in every language, with the same figures in them."""

from string import Formatter

import pytest

from modiste.shop.accounts.schemas import Preferences
from modiste.shop.kit.money import Money
from modiste.shop.notifications.facts import News, NewsKind, OrderNews, OrderNewsKind, ParcelFacts, PriceNews
from modiste.shop.notifications.order_words import ORDER_WORDS
from modiste.shop.notifications.words import LANGUAGES, WORDS, Language, Phrase, body_of, language_of, title_of


def fields_of(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def news(kind: NewsKind, total: int | None = 123_450, before: int | None = 150_000) -> PriceNews:
    amounts = [None if amount is None else Money(amount=amount, currency="EUR") for amount in (total, before)]
    one = News(kind=kind, size="M", shop="Atelier", total=amounts[0], before=amounts[1])
    return PriceNews(kind="price_alert", item_name="Linen dress {0}", news=[one, one])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_words_with_the_same_fields(language: Language) -> None:
    assert set(WORDS[language]) == set(NewsKind) | set(Phrase)
    for kind, template in WORDS[language].items():
        assert template.strip()
        assert fields_of(template) == fields_of(WORDS["en"][kind]), (language, kind)


def test_no_language_repeats_the_words_of_another() -> None:
    for kind in (*NewsKind, *Phrase):
        assert len({WORDS[language][kind] for language in LANGUAGES}) == len(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", NewsKind)
def test_every_kind_is_said_with_its_figures(language: Language, kind: NewsKind) -> None:
    told = news(kind, None, None) if kind is NewsKind.IN_STOCK else news(kind)
    lines = body_of(told, language).splitlines()
    assert len(lines) == 2
    for line in lines:
        assert "Linen dress {0}" in line and "Atelier" in line and "M" in line
        if kind is not NewsKind.IN_STOCK:
            assert ("1234.50 EUR" if language == "en" else "1234,50 EUR") in line
            assert ("1500.00 EUR" if language == "en" else "1500,00 EUR") in line
        assert ("18 %" in line) == (kind is NewsKind.FELL)


def test_a_title_is_one_line() -> None:
    told = news(NewsKind.FELL).model_copy(update={"item_name": "Linen\ndress"})
    assert title_of(told, "de") == "Linen dress kostet jetzt 1234,50 EUR"


def test_an_account_that_chose_no_language_is_written_to_in_english() -> None:
    assert [language_of(chosen) for chosen in ({}, {"language": None}, {"language": "xx"})] == ["en", "en", "en"]
    assert [language_of(Preferences(language=code).model_dump()) for code in LANGUAGES] == list(LANGUAGES)


def step(kind: OrderNewsKind, tracking: str = "JD0140") -> OrderNews:
    parcel = ParcelFacts(
        boutique="Atelier {0}",
        pieces=2,
        method="express",
        carrier="DHL",
        tracking=tracking,
        tracking_url=f"https://dhl.example/{tracking}" if tracking else "",
    )
    return OrderNews(
        kind=kind,
        number="K7QM-3RXV",
        total=Money(amount=5_490, currency="EUR"),
        minutes=15,
        parcel=None if kind.startswith("order") else parcel,
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", OrderNewsKind)
def test_every_step_of_an_order_is_said_in_every_language(language: Language, kind: OrderNewsKind) -> None:
    said = [title_of(step(kind), language), *body_of(step(kind), language).splitlines()]
    assert len(said) == (4 if kind is OrderNewsKind.PARCEL_SHIPPED else 2)
    assert "K7QM-3RXV" in " ".join(said)
    for mine, english in zip(ORDER_WORDS[language][kind], ORDER_WORDS["en"][kind], strict=True):
        assert fields_of(mine) == fields_of(english)
        assert (mine == english) == (language == "en")


def test_a_parcel_without_a_number_to_follow_is_told_without() -> None:
    told = body_of(step(OrderNewsKind.PARCEL_SHIPPED, tracking=""), "de")
    assert told == "Bestellung K7QM-3RXV, verschickt mit DHL."
