"""Lines of a cart: put in, changed, saved for later, taken out, and told what happened to them since."""

import uuid
from datetime import date

from sqlalchemy import delete, event, update
from starlette.testclient import TestClient

from modiste.shop.cart.contents import cart_of
from modiste.shop.cart.owners import Owner
from modiste.shop.catalogue.models import Item, Variant
from modiste.shop.kit.db import Database
from modiste.shop.prices.models import Offer
from tests.shop.cart.shop import add, change_offer, make_dress, make_offer, set_delivery, set_rate


def kinds(line: dict[str, object]) -> list[str]:
    changes = line["changes"]
    assert isinstance(changes, list)
    return [change["kind"] for change in changes]


def test_an_item_in_a_size_is_a_line_with_its_price_and_its_boutiques_parcel(shopper: TestClient, dress: int) -> None:
    cart = add(shopper, dress, size="m", quantity=1)
    [line] = cart["lines"]
    assert (line["size"], line["quantity"], line["vendor"], line["item"]["name"]) == ("M", 1, "boutique", "Wrap dress")
    assert line["price"] == line["price_at_adding"] == line["total"] == {"amount": 5000, "currency": "EUR"}
    assert [size["size"] for size in line["sizes"]] == ["S", "M"]
    [parcel] = cart["parcels"]
    assert (parcel["shop_name"], parcel["goods"]["amount"], parcel["delivery"]["amount"]) == ("Atelier", 5000, 490)
    assert parcel["missing_to_free"]["amount"] == 1000
    assert (cart["total"]["amount"], cart["piece_count"], cart["is_estimate"]) == (5490, 1, False)


def test_the_same_item_in_the_same_size_grows_up_to_twenty(shopper: TestClient, dress: int) -> None:
    add(shopper, dress, size="M", quantity=2)
    add(shopper, dress, size="S")
    assert {line["size"]: line["quantity"] for line in add(shopper, dress, size="M", quantity=3)["lines"]} == {
        "M": 5,
        "S": 1,
    }
    assert add(shopper, dress, size="M", quantity=19)["lines"][-1]["quantity"] == 20
    assert shopper.post("cart/lines", json={"item_id": dress, "quantity": 21}).status_code == 422


def test_an_addition_that_is_sent_twice_counts_once(shopper: TestClient, dress: int) -> None:
    body, key = {"item_id": dress, "size": "M"}, {"Idempotency-Key": "one"}
    first = shopper.post("cart/lines", json=body, headers=key)
    again = shopper.post("cart/lines", json=body, headers=key)
    assert (first.status_code, again.status_code, again.content) == (201, 201, first.content)
    assert shopper.get("cart").json()["piece_count"] == 1
    assert shopper.post("cart/lines", json=body | {"quantity": 2}, headers=key).status_code == 422


def test_a_size_may_be_chosen_later_and_an_only_size_is_chosen_by_itself(
    shopper: TestClient, database: Database, dress: int
) -> None:
    line = add(shopper, dress)["lines"][0]
    assert (line["size"], kinds(line)) == ("", ["choose_size"])
    line = shopper.patch(f"cart/lines/{line['id']}", json={"size": "S"}).json()["lines"][0]
    assert (line["size"], kinds(line)) == ("S", ["few_left"])
    assert add(shopper, make_dress(database, sizes=("L",)))["lines"][0]["size"] == "L"


def test_refuses_a_size_that_nobody_has(shopper: TestClient, dress: int) -> None:
    answer = shopper.post("cart/lines", json={"item_id": dress, "size": "XXL"})
    assert (answer.status_code, answer.json()["detail"]) == (422, "This comes in S, M")


def test_refuses_what_is_not_sold(shopper: TestClient, database: Database) -> None:
    gone = make_dress(database, is_active=False)
    assert [shopper.post("cart/lines", json={"item_id": one}).status_code for one in (gone, 999_999)] == [404, 404]


def test_a_line_can_be_bought_at_a_vendor_instead(shopper: TestClient, database: Database, dress: int) -> None:
    offer = make_offer(database, dress)
    line = add(shopper, dress, size="M")["lines"][0]
    assert [(one["vendor"], one["is_chosen"]) for one in line["choices"]] == [("nord", False), ("boutique", True)]
    cart = shopper.patch(f"cart/lines/{line['id']}", json={"offer_id": offer}).json()
    line = cart["lines"][0]
    assert (line["vendor"], line["vendor_name"], line["offer_id"]) == ("nord", "Nord", offer)
    assert line["link"] == f"https://nord.example/{dress}" and cart["total"]["amount"] == 4500
    line = shopper.patch(f"cart/lines/{line['id']}", json={"offer_id": "boutique"}).json()["lines"][0]
    assert (line["vendor"], line["offer_id"]) == ("boutique", None)


def test_an_offer_brings_its_size(shopper: TestClient, database: Database, dress: int) -> None:
    line = add(shopper, dress, offer_id=make_offer(database, dress))["lines"][0]
    assert (line["size"], line["vendor"]) == ("M", "nord")


def test_refuses_an_offer_of_another_item_another_size_or_no_match(
    shopper: TestClient, database: Database, dress: int
) -> None:
    other = make_dress(database)
    unfit = [
        make_offer(database, other),
        make_offer(database, dress, "wrong", is_match=False),
        make_offer(database, dress, "gone", is_gone=True),
        make_offer(database, dress, "sold", availability="out_of_stock"),
        make_offer(database, dress, "small", size="S"),
        2_000_000_000,
    ]
    for offer in unfit:
        answer = shopper.post("cart/lines", json={"item_id": dress, "size": "M", "offer_id": offer})
        assert answer.status_code == 409
    assert shopper.get("cart").json()["lines"] == []


def test_changes_since_it_was_chosen_are_told(shopper: TestClient, database: Database, dress: int) -> None:
    add(shopper, dress, size="M", quantity=2)
    with database.transaction() as session:
        session.execute(update(Item).values(price=4_500))
        session.execute(update(Variant).values(stock=1))
    set_delivery(database, delivery_cost=590)
    changes = shopper.get("cart").json()["lines"][0]["changes"]
    assert [change["kind"] for change in changes] == ["too_few", "price_down", "delivery"]
    assert changes[0]["left"] == 1
    amounts = [(change["before"]["amount"], change["now"]["amount"]) for change in changes[1:]]
    assert amounts == [(5_000, 4_500), (490, 590)]
    assert changes[1]["now"] == {"amount": 4_500, "currency": "EUR"}


def test_what_is_sold_out_or_gone_counts_in_no_total(shopper: TestClient, database: Database, dress: int) -> None:
    offer = make_offer(database, dress)
    add(shopper, dress, size="M", offer_id=offer)
    change_offer(database, offer, availability="out_of_stock")
    cart = shopper.get("cart").json()
    assert (kinds(cart["lines"][0]), cart["total"]["amount"], cart["parcels"]) == (["sold_out"], 0, [])
    change_offer(database, offer, is_gone=True)
    assert kinds(shopper.get("cart").json()["lines"][0]) == ["gone"]
    with database.transaction() as session:
        session.execute(delete(Offer))
    line = shopper.get("cart").json()["lines"][0]
    assert (kinds(line), line["vendor_name"], line["price"]["amount"]) == (["gone"], "Nord", 4500)
    with database.transaction() as session:
        session.execute(update(Item).values(is_active=False))
    assert kinds(shopper.get("cart").json()["lines"][0]) == ["gone"]


def test_saved_for_later_is_remembered_and_not_counted(shopper: TestClient, dress: int) -> None:
    line = add(shopper, dress, size="M")["lines"][0]
    cart = shopper.patch(f"cart/lines/{line['id']}", json={"is_saved": True}).json()
    assert (cart["lines"], [one["id"] for one in cart["saved"]], cart["total"]["amount"]) == ([], [line["id"]], 0)
    assert add(shopper, dress, size="M")["lines"][0]["quantity"] == 2


def test_a_line_whose_size_becomes_anothers_joins_it(shopper: TestClient, dress: int) -> None:
    small = add(shopper, dress, size="S")["lines"][0]
    add(shopper, dress, size="M", quantity=2)
    [line] = shopper.patch(f"cart/lines/{small['id']}", json={"size": "M"}).json()["lines"]
    assert (line["size"], line["quantity"]) == ("M", 3)


def test_another_size_stays_with_the_vendor_who_has_it(shopper: TestClient, database: Database, dress: int) -> None:
    make_offer(database, dress)
    small = make_offer(database, dress, size="S", price=4_200)
    line = add(shopper, dress, size="M", offer_id=make_offer(database, dress, "lone"))["lines"][0]
    assert shopper.patch(f"cart/lines/{line['id']}", json={"size": "S"}).json()["lines"][0]["vendor"] == "boutique"
    line = shopper.patch(f"cart/lines/{line['id']}", json={"offer_id": small}).json()["lines"][0]
    line = shopper.patch(f"cart/lines/{line['id']}", json={"size": "M"}).json()["lines"][0]
    assert (line["vendor"], line["price"]["amount"]) == ("nord", 4500)


def test_a_line_is_taken_out_once(shopper: TestClient, dress: int) -> None:
    line = add(shopper, dress, size="M")["lines"][0]
    assert shopper.delete(f"cart/lines/{line['id']}").json()["lines"] == []
    assert shopper.delete(f"cart/lines/{line['id']}").status_code == 404
    assert shopper.patch(f"cart/lines/{uuid.uuid4()}", json={"quantity": 2}).status_code == 404


def test_unknown_delivery_is_shown_as_unknown_and_estimated_in_the_total(
    shopper: TestClient, database: Database, dress: int
) -> None:
    cart = add(shopper, dress, size="M", offer_id=make_offer(database, dress, delivery=None))
    assert cart["lines"][0]["choices"][1]["delivery"] is None
    assert cart["parcels"][0]["delivery"] is None and cart["parcels"][0]["delivery_estimate"]["amount"] == 1500
    assert (cart["total"]["amount"], cart["is_estimate"]) == (6000, True)


def test_another_currency_is_converted_with_the_day_of_its_rate(
    shopper: TestClient, database: Database, dress: int
) -> None:
    offer = make_offer(database, dress, price=5_400, currency="USD", delivery=540)
    cart = add(shopper, dress, size="M", offer_id=offer)
    assert (cart["lines"][0]["total"], cart["total"]["amount"], cart["rates_of"]) == (None, 0, None)
    set_rate(database, "USD", 1.08, date(2026, 11, 26))
    cart = shopper.get("cart").json()
    line = cart["lines"][0]
    assert line["price"] == {"amount": 5400, "currency": "USD"}
    assert line["total"] == {"amount": 5000, "currency": "EUR"}
    assert (cart["total"]["amount"], cart["rates_of"]) == (5500, "2026-11-26")


def test_a_vendor_without_the_size_is_listed_last_and_once(shopper: TestClient, database: Database, dress: int) -> None:
    make_offer(database, dress, "big", size="XL", price=1_000)
    make_offer(database, dress, "big", size="XXL", price=1_100)
    make_offer(database, dress, "mute", size="", price=2_000)
    choices = add(shopper, dress, size="M")["lines"][0]["choices"]
    assert [(one["vendor"], one["fit"]) for one in choices] == [("mute", "unknown"), ("boutique", "yes"), ("big", "no")]


def test_before_a_size_is_chosen_each_shop_is_listed_once(shopper: TestClient, database: Database, dress: int) -> None:
    for size, price in (("S", 4_000), ("M", 3_900), ("L", 4_100)):
        make_offer(database, dress, size=size, price=price)
    choices = add(shopper, dress)["lines"][0]["choices"]
    assert [(one["vendor"], one["price"]["amount"]) for one in choices] == [("nord", 3900), ("boutique", 5000)]


def test_an_arrival_beyond_all_calendars_is_unknown(shopper: TestClient, database: Database, dress: int) -> None:
    cart = add(shopper, dress, offer_id=make_offer(database, dress, days_max=2_000_000_000))
    assert cart["parcels"][0]["arrives_by"] is None


def test_a_full_cart_takes_no_more(shopper: TestClient, database: Database) -> None:
    items = [make_dress(database, sizes=("M",)) for _ in range(101)]
    for item in items[:100]:
        shopper.post("cart/add", json={"item_id": item})
    assert shopper.post("cart/lines", json={"item_id": items[100]}).status_code == 409


def test_a_cart_of_many_lines_takes_no_more_queries_than_one_of_few(
    shopper: TestClient, shopper_id: int, database: Database
) -> None:
    counted: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *given: counted.append(given[2]))
    needed = []
    for many in (1, 12):
        for item in [make_dress(database) for _ in range(many)]:
            make_offer(database, item)
            add(shopper, item, size="M")
        counted.clear()
        with database.reading() as session:
            assert cart_of(session, Owner(shopper_id), estimate=0).lines
        needed.append(len(counted))
    assert needed[0] == needed[1]
