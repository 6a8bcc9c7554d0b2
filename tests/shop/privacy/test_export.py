"""Everything about one person in one document, and nothing about anybody else."""

from collections.abc import Callable

from fastapi import FastAPI
from sqlalchemy import insert
from starlette.testclient import TestClient

from modiste.shop.boutiques.models import Boutique
from modiste.shop.boutiques.terms import TERMS_VERSION
from modiste.shop.kit import clock, tokens
from modiste.shop.privacy import export
from modiste.shop.privacy.routes import EXPORTS_AN_HOUR
from modiste.shop.privacy.schemas import ExportOut
from modiste.shop.swipes.models import Interaction
from tests.shop.boutiques.people import invite, join, open_boutique
from tests.shop.privacy.shop import live
from tests.shop.swipes.shop import make_items

SignIn = Callable[..., TestClient]


def test_the_document_holds_everything_about_the_person(app: FastAPI, sign_in: SignIn) -> None:
    ann, zoe = sign_in(), sign_in()
    live(app, zoe)
    user_id = live(app, ann)
    answer = ann.get("me/export")
    assert answer.status_code == 200
    found = ExportOut.model_validate_json(answer.content)
    assert found.account.id == user_id and found.account.email == "user-1@example.com"
    assert found.account.preferences["preferred_colours"] == ["olive"]
    assert [device.device for device in found.devices] == ["a test"]
    actions = [event.interaction for event in found.interactions]
    assert actions == ["right", "right", "left", "undo", "right"]
    assert [event.is_undone for event in found.interactions] == [False, False, True, False, False]
    assert {row.item_name for row in found.favourites} == {"Piece 0", "Piece 1", "Piece 3"}
    [collection] = found.collections
    assert collection.name == "Summer" and [row.item_name for row in collection.items] == ["Piece 0"]
    assert [row.item_name for row in found.cart_additions] == ["Piece 0"]
    assert [(row.item_name, row.quantity, row.vendor_name) for row in found.cart] == [("Piece 0", 1, "Atelier")]
    assert [(row.line1, row.is_default) for row in found.addresses] == [("Lindenstr. 1", True)]
    [order] = found.orders
    assert (order.address["city"], order.email, order.total) == ("Berlin", "user-1@example.com", 5_390)
    assert [line.title for parcel in order.parcels for line in parcel.lines] == ["Piece 1"]
    assert [(event.actor, event.after) for event in order.events] == [("shopper", "awaiting_payment")]
    assert [(row.name, row.category, row.laundry) for row in found.garments] == [("Linen shirt", "dress", "worn")]
    assert [(row.id, row.name) for row in found.garment_folders] == [(found.garments[0].folder_id, "Work")]
    worn = [(row.garment_id, row.worn_on.isoformat(), row.times) for row in found.garment_wears]
    assert worn == [(found.garments[0].id, "2026-03-01", 1)]
    assert [(row.kind, row.value) for row in found.taste_removals] == [("tag", "linen")]
    assert found.fresh_start and found.fresh_start.after_id == found.interactions[3].id
    assert [(alert.item_name, alert.target) for alert in found.price_alerts] == [("Piece 0", 4_000)]
    assert [(told.kind, told.times_sent) for told in found.notifications] == [("order_placed", 0), ("price_alert", 0)]
    assert found.notification_settings and not found.notification_settings.mail
    assert [row.endpoint for row in found.push_subscriptions] == [f"https://push.example/{user_id}"]
    assert [job.name for job in found.jobs] == ["deliver_notification", "deliver_notification", "make_recommendations"]
    assert found.boutique is None
    assert "argon2" not in answer.text and "user-2" not in answer.text


def test_it_is_a_file_that_nobody_keeps(sign_in: SignIn) -> None:
    answer = sign_in().get("me/export")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "no-store"
    today = clock.now().date().isoformat()
    assert answer.headers["content-disposition"] == f'attachment; filename="modiste-{today}.json"'


def test_an_owners_boutique_is_in_it(app: FastAPI, sign_in: SignIn) -> None:
    owner = sign_in("boutique")
    owner.post("boutiques", json={"name": "Maison Lune", "terms_version": TERMS_VERSION, "story": "Slowly made."})
    found = ExportOut.model_validate_json(owner.get("me/export").content)
    assert found.boutique and found.boutique.story == "Slowly made."


def test_posts_invitations_and_keys_are_in_it_without_their_secrets(sign_in: SignIn) -> None:
    owner, ann = open_boutique(sign_in("boutique")), sign_in(email="ann@example.com")
    key = owner.post("boutiques/me/keys", json={"name": "Stock system"}).json()["key"]
    join(ann, owner)
    token = invite(open_boutique(sign_in("boutique"), name="Atelier Rui"), "ann@example.com")
    found = ExportOut.model_validate_json(ann.get("me/export").content)
    assert found.boutique_post and found.boutique_post.boutique_name == "Maison Lune"
    assert [(one.boutique_name, one.email) for one in found.boutique_invitations] == [
        ("Atelier Rui", "ann@example.com")
    ]
    assert token not in ann.get("me/export").text
    of_owner = owner.get("me/export")
    made = ExportOut.model_validate_json(of_owner.content)
    assert [one.name for one in made.boutique_keys] == ["Stock system"] and key not in of_owner.text
    assert made.boutique and made.boutique.terms_version and made.boutique_post is None


def test_a_long_log_is_written_to_the_disk_in_parts(app: FastAPI, sign_in: SignIn) -> None:
    client, store = sign_in(), app.state.store
    user_id = client.get("me").json()["id"]
    [item] = make_items(app.state.database, [{"name": "Piece"}])
    rows = 3 * export.AT_ONCE + 1
    with app.state.database.transaction() as session:
        session.execute(
            insert(Interaction),
            [
                {"user_id": user_id, "item_id": item, "interaction": "view", "client_id": tokens.new_id()}
                for _ in range(rows)
            ],
        )
    with app.state.database.reading() as session, export.export_person(session, store, user_id) as file:
        found = ExportOut.model_validate_json(file.read())
    assert len(found.interactions) == rows
    assert len(ExportOut.model_validate_json(client.get("me/export").content).interactions) == rows


def test_exports_are_counted(sign_in: SignIn) -> None:
    client = sign_in()
    asked = [client.get("me/export").status_code for _ in range(EXPORTS_AN_HOUR + 1)]
    assert asked == [200] * EXPORTS_AN_HOUR + [429]
    assert sign_in().get("me/export").status_code == 200


def test_boutiques_of_others_are_not_in_it(app: FastAPI, sign_in: SignIn) -> None:
    client = sign_in("boutique")
    with app.state.database.transaction() as session:
        session.add(Boutique(slug="nobodys", name="Nobody's"))
    assert ExportOut.model_validate_json(client.get("me/export").content).boutique is None
