"""A product by name at all vendors at once: remembered for ten minutes, sorted by what it costs delivered."""

import hashlib

from rapidfuzz import fuzz, utils
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from modiste.shop.boutiques.models import Boutique
from modiste.shop.catalogue import search
from modiste.shop.catalogue.models import Item
from modiste.shop.catalogue.schemas import ItemQuery
from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.prices.comparing import Comparer, Heard
from modiste.shop.prices.landed import best_of, cheapest_sizes, fastest_of
from modiste.shop.prices.matching_offers import is_sound
from modiste.shop.prices.own import own_offers
from modiste.shop.prices.pictures import failure_out, offer_out
from modiste.shop.prices.rates import rates_of
from modiste.shop.prices.schemas import (
    DeliveryOut,
    EvidenceOut,
    MatchOut,
    OfferOut,
    OffersOut,
    ProductQuery,
    ReasonOut,
    ShopReason,
)
from modiste.shop.prices.showing import shown_in_order
from modiste.shop.prices.vendors.base import Found, Question, Vendor

MOST_SHOWN = 60
OURS = 5  # items of our own boutiques
PATIENCE = 0.5  # seconds that somebody who joins an ask under way waits beyond its deadline
ALIKE = 85  # of 100: how like a word of the title must be to one that was asked for
ENOUGH = 0.6  # the share of the words asked for that a title must have to be shown; all of them, to be named best


def search_offers(database: Database, comparer: Comparer, asked: ProductQuery) -> OffersOut:
    """Offers whose title says what was asked for, from all vendors and our boutiques; what is there by the deadline."""
    settings = comparer.settings
    currency = asked.currency or settings.currency
    words = " ".join(utils.default_process(asked.query).split()) or asked.query.casefold()
    key = f"offers:{hashlib.sha256(f'{words}|{currency}|{settings.country}'.encode()).hexdigest()[:32]}"
    if (known := _remembered(comparer, key)) is not None:
        return known
    deadline = settings.deadline_seconds

    def ask() -> OffersOut:
        if (known := _remembered(comparer, key)) is not None:
            return known
        question = Question(words, currency=currency, country=settings.country, postcode=settings.postcode)
        made = _answer(database, asked.query, words, currency, comparer.ask(question, seconds=deadline))
        seconds = settings.query_seconds if not made.failures else max(1, settings.query_seconds // 10)
        comparer.cache.set(key, made.model_dump(mode="json"), seconds=seconds)
        return made

    found = comparer.flights.join(key, ask, seconds=deadline + PATIENCE)
    return found or _answer(database, asked.query, words, currency, []).model_copy(update={"is_refreshing": True})


def _remembered(comparer: Comparer, key: str) -> OffersOut | None:
    held = comparer.cache.get(key)
    return None if held is None else OffersOut.model_validate(held)


def _answer(database: Database, query: str, words: str, currency: str, heard: list[Heard]) -> OffersOut:
    with database.reading() as session:
        rates, ours = rates_of(session), _our_own(session, query, words)
    theirs = [_found_offer(found, one.vendor, words) for one in heard for found in one.found if is_sound(found)]
    said = [offer for offer in (*ours, *theirs) if offer.match.probability >= ENOUGH]
    offers = shown_in_order(said, currency, rates)[:MOST_SHOWN]
    exact = [offer for offer in offers if offer.match.probability >= 1.0]
    best, fastest = best_of(exact), fastest_of(exact)
    return OffersOut(
        item_id=None,
        query=query,
        offers=list(offers),
        best=None if best is None else best.key,
        fastest=None if fastest is None else fastest.key,
        cheapest_sizes=cheapest_sizes(exact),
        failures=[failure_out(one.vendor, one.failure.kind) for one in heard if one.failure],
        currency=currency,
        as_of=clock.now(),
        is_refreshing=False,
    )


def _our_own(session: Session, query: str, words: str) -> list[OfferOut]:
    cards = search.search_items(session, ItemQuery(q=query, limit=OURS)).items
    chosen = Item.id.in_([card.item_id for card in cards])
    rows = session.execute(
        select(Item, Boutique)
        .join(Boutique, Boutique.id == Item.boutique_id)
        .where(chosen, Item.is_active)
        .options(selectinload(Item.variants))
    )
    offers = []
    for item, boutique in rows:
        match = _match(f"{item.brand} {item.name} {item.colour or ''}", words)
        own = own_offers(item, boutique, clock.now())
        offers += [offer.model_copy(update={"match": match, "key": f"{offer.key}/{item.id}"}) for offer in own]
    return offers


def _match(title: str, words: str) -> MatchOut:
    """How many of the words asked for a title has, letting a typing mistake pass."""
    asked, said = words.split(), utils.default_process(title).split()
    missing = [word for word in asked if not any(fuzz.ratio(word, one) >= ALIKE for one in said)]
    share = 1.0 - len(missing) / len(asked) if asked else 0.0
    kind, text = ShopReason.ALL_WORDS, "Its title has every word that you asked for"
    if missing:
        kind, text = ShopReason.LACKS_WORDS, f"Its title lacks: {', '.join(missing)}"
    return MatchOut(probability=share, reasons=[ReasonOut(kind=kind, about=None, ours=missing, theirs=[], text=text)])


def _found_offer(found: Found, vendor: Vendor, words: str) -> OfferOut:
    said = found.delivery
    return offer_out(
        found,
        vendor,
        DeliveryOut(cost=said.cost, free_over=said.free_over, days_min=said.days_min, days_max=said.days_max),
        link=found.url,
        seen_at=clock.now(),
        match=_match(f"{found.brand} {found.title} {found.colour}", words),
        evidence=[EvidenceOut(fact=one.fact, source=one.source, text=one.text) for one in found.evidence],
    )
