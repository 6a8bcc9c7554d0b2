"""The deck over HTTP: diverse at first, personal at once, never the same card twice."""

from statistics import mean

from starlette.testclient import TestClient

from modiste.shop.kit.db import Database
from modiste.shop.swipes.models import Action
from tests.shop.recommendations.conftest import Deck, described
from tests.shop.swipes.shop import make_items, swipe


def ids(cards: list[dict]) -> list[int]:
    return [card["item_id"] for card in cards]


def test_a_newcomer_sees_all_kinds_first(deck: Deck, shopper: TestClient) -> None:
    cards = deck(limit=12)
    assert len({card["category"] for card in cards}) == 6
    assert len({card["item_id"] for card in cards}) == 12
    answer = shopper.get("recommendations/items").json()
    assert (answer["strategy"], answer["seen_count"], answer["liked_count"]) == ("diverse", 0, 0)


def test_a_newcomers_cards_stay_the_same_between_refills(deck: Deck) -> None:
    twelve = ids(deck(limit=12))
    first = ids(deck(limit=6))
    assert first == twelve[:6]
    rest = ids(deck(limit=6, exclude=",".join(map(str, first))))
    assert rest == twelve[6:]


def test_one_like_makes_the_deck_personal(deck: Deck, shopper: TestClient, pieces: list[int]) -> None:
    before = ids(deck(limit=12))
    liked = next(card for card in deck(limit=12) if card["category"] == "Coat")
    swipe(shopper, liked["item_id"])
    answer = shopper.get("recommendations/items", params={"limit": 12}).json()
    assert (answer["strategy"], answer["seen_count"], answer["liked_count"]) == ("personal", 1, 1)
    assert ids(answer["items"]) != before
    coats = sum(card["category"] == "Coat" for card in answer["items"][:6])
    assert coats >= 2


def test_one_dislike_makes_the_deck_personal_too(deck: Deck, shopper: TestClient) -> None:
    disliked = next(card for card in deck(limit=12) if card["category"] == "Coat")
    swipe(shopper, disliked["item_id"], "left")
    answer = shopper.get("recommendations/items", params={"limit": 12}).json()
    assert answer["strategy"] == "personal"
    assert sum(card["category"] == "Coat" for card in answer["items"][:6]) == 0


def test_every_swipe_changes_what_comes_next(deck: Deck, shopper: TestClient) -> None:
    before = deck(limit=8)
    for turn in range(8):
        swipe(shopper, before[0]["item_id"], "right" if turn % 3 else "left")
        after = deck(limit=8)
        assert [(c["item_id"], c["score"]) for c in after] != [(c["item_id"], c["score"]) for c in before[1:]]
        before = after


def test_nothing_is_shown_twice_until_everything_was_shown(deck: Deck, shopper: TestClient, pieces: list[int]) -> None:
    shown: list[int] = []
    while cards := deck(limit=7):
        shown += ids(cards)
        for number, card in enumerate(cards):
            swipe(shopper, card["item_id"], "right" if number % 2 else "left")
    assert sorted(shown) == pieces


def test_what_the_client_still_holds_is_not_sent_again(deck: Deck, shopper: TestClient) -> None:
    swipe(shopper, deck(limit=1)[0]["item_id"])
    held = ids(deck(limit=10))
    more = ids(deck(limit=10, exclude=",".join(map(str, held))))
    assert not set(held) & set(more)


def test_undo_brings_the_card_back(deck: Deck, shopper: TestClient) -> None:
    first, second = deck(limit=2)
    swipe(shopper, first["item_id"])
    swipe(shopper, second["item_id"], "left")
    assert second["item_id"] not in ids(deck(limit=50))
    shopper.delete("swipes/last")
    again = ids(deck(limit=50)) + ids(deck(limit=50, exclude=",".join(map(str, ids(deck(limit=50))))))
    assert second["item_id"] in again
    assert first["item_id"] not in again


def test_likes_draw_more_of_their_kind_than_dislikes(deck: Deck, shopper: TestClient, pieces: list[int]) -> None:
    dresses = [item for number, item in enumerate(pieces) if described(number)["category"] == "dress"]
    coats = [item for number, item in enumerate(pieces) if described(number)["category"] == "coat"]
    for item in dresses[:3]:
        swipe(shopper, item)
    for item in coats[:3]:
        swipe(shopper, item, "left")
    cards = deck(limit=50)
    place = {card["item_id"]: number for number, card in enumerate(cards)}
    far = len(cards)
    assert mean(place.get(item, far) for item in dresses[3:]) < mean(place.get(item, far) for item in coats[3:])


def test_filters_narrow_the_deck(deck: Deck, shopper: TestClient) -> None:
    for _ in range(2):
        assert {card["category"] for card in deck(category="Coat", limit=20)} == {"Coat"}
        assert max(card["price"]["amount"] for card in deck(price_max=2_000, limit=20)) <= 2_000
        assert deck(category="spacesuit") == []
        swipe(shopper, deck(limit=1)[0]["item_id"])


def test_sizes_and_the_price_ceiling_of_the_profile_are_kept(
    deck: Deck, shopper: TestClient, database: Database
) -> None:
    fits, too_small, one_size = make_items(
        database,
        [
            {"category": "boots", "sizes": ["40", "41"]},
            {"category": "boots", "sizes": ["36"]},
            {"category": "boots"},
        ],
    )
    dear = make_items(database, [{"category": "boots", "price": 90_000}])[0]
    shopper.app.state.serving.refresh()
    profile = {"sizes": {"boots": ["41"]}, "price_ceiling": {"amount": 50_000, "currency": "EUR"}}
    assert shopper.patch("me", json={"preferences": profile}).status_code == 200
    for _ in range(2):
        shown = set(ids(deck(category="boots", limit=20)))
        assert {fits, one_size} & shown
        assert not {too_small, dear} & shown
        swipe(shopper, one_size)


def test_what_is_out_of_stock_or_switched_off_is_not_shown(deck: Deck, shopper: TestClient, database: Database) -> None:
    gone = make_items(
        database, [{"category": "hat", "in_stock": False}, {"category": "hat", "is_active": False}, {"category": "hat"}]
    )
    shopper.app.state.serving.refresh()
    assert ids(deck(category="hat")) == gone[2:]


def test_sql_has_the_last_word_on_stock(deck: Deck, shopper: TestClient, database: Database) -> None:
    """The snapshot may be a second old: what was sold since then is not shown."""
    shown = ids(deck(limit=3))
    from modiste.shop.catalogue.models import Item

    shopper.app.state.serving.stop()
    with database.transaction() as session:
        session.get_one(Item, shown[0]).in_stock = False
        session.get_one(Item, shown[1]).is_active = False
    after = ids(deck(limit=3))
    assert len(after) == 3
    assert not set(shown[:2]) & set(after)


def test_a_favourite_and_a_purchase_are_seen_too(deck: Deck, shopper: TestClient, pieces: list[int]) -> None:
    shopper.put(f"favourites/{pieces[0]}")
    shopper.post("interactions", json={"item_id": pieces[1], "action": "purchase"})
    shopper.post("interactions", json={"item_id": pieces[2], "action": Action.VIEW})
    held: list[int] = []
    while cards := deck(limit=50, exclude=",".join(map(str, held))):
        held += ids(cards)
    assert sorted(held) == pieces[2:]


def test_two_newcomers_see_different_cards(deck: Deck, sign_in) -> None:
    other = sign_in("user").get("recommendations/items", params={"limit": 10}).json()
    assert ids(other["items"]) != ids(deck(limit=10))


def test_a_stranger_has_no_deck(client: TestClient, pieces: list[int]) -> None:
    assert client.get("recommendations/items").status_code == 401


def test_refuses_nonsense(shopper: TestClient) -> None:
    for wrong in ({"limit": 0}, {"limit": 51}, {"exclude": "1,x"}, {"price_max": -1}):
        assert shopper.get("recommendations/items", params=wrong).status_code == 422
