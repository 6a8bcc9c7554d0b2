"""The other routes: similar items, explanations, lists and trainings as jobs, the book of models."""

import uuid

import pytest
from starlette.testclient import TestClient

from modiste.shop.accounts.models import Role
from modiste.shop.catalogue.models import Item
from modiste.shop.kit.cache import recommendations_key
from modiste.shop.kit.db import Database
from modiste.shop.kit.queue.leases import Lease
from modiste.shop.kit.queue.models import Job, JobState
from modiste.shop.kit.queue.work import Work
from modiste.shop.kit.settings import Settings
from modiste.shop.recommendations import jobs, serving
from modiste.shop.recommendations.behaviour import behaviour_of, recommend_by_content
from modiste.shop.recommendations.serving import Serving
from modiste.shop.recommendations.training import train
from tests.shop.recommendations.conftest import Deck, described
from tests.shop.recommendations.test_training import RECIPE, crowd
from tests.shop.swipes.shop import make_items, make_shopper, sign_in, swipe


def work_on(database: Database, settings: Settings, job_id: str) -> Work:
    """The job as its worker holds it."""
    with database.transaction() as session:
        job = session.get_one(Job, uuid.UUID(job_id))
        job.state, job.attempt = JobState.RUNNING, 1
    return Work(database, settings, Lease(uuid.UUID(job_id), 1, 60))


def test_similar_items_share_what_makes_an_item(client: TestClient, pieces: list[int]) -> None:
    client.app.state.serving.refresh()
    cards = client.get(f"items/{pieces[0]}/similar", params={"limit": 5}).json()["items"]
    assert len(cards) == 5
    assert pieces[0] not in [card["item_id"] for card in cards]
    wanted = described(0)
    likeness = [
        sum((card["category"].lower() == wanted["category"], card["brand"] == wanted["brand"])) for card in cards
    ]
    assert min(likeness) >= 1


def test_an_unknown_item_has_no_similar_ones(client: TestClient, pieces: list[int]) -> None:
    client.app.state.serving.refresh()
    assert client.get("items/999999/similar").status_code == 404


def test_explain_says_what_the_shopper_did_and_why(shopper: TestClient, pieces: list[int]) -> None:
    stranger = shopper.get("recommendations/items", params={"explain": True}).json()
    assert stranger["behaviour"] == "No interactions yet"
    assert "learn your taste" in stranger["explanation"]
    shopper.post("interactions", json={"item_id": pieces[0], "action": "purchase"})
    shopper.post("interactions", json={"item_id": pieces[6], "action": "view"})
    told = shopper.get("recommendations/items", params={"explain": True}).json()
    assert told["behaviour"] == "Recently purchased: Piece 0; Recently viewed: Piece 6; Interested in: Dress"
    assert told["items"][0]["name"] in told["explanation"]
    assert shopper.get("recommendations/items").json()["explanation"] is None


def test_document_fours_scoring_gives_ten_and_threes(database: Database, shopper_id: int, shopper: TestClient) -> None:
    bought, both, kind_only, tag_only, nothing = make_items(
        database,
        [
            {"category": "audio", "tags": ["wireless", "bluetooth"]},
            {"category": "audio", "tags": ["wireless", "bluetooth"]},
            {"category": "audio", "tags": ["vinyl"]},
            {"category": "desk", "tags": ["wireless"]},
            {"category": "garden", "tags": ["spade"]},
        ],
    )
    shopper.app.state.serving.refresh()
    snapshot = shopper.app.state.serving.current()
    shopper.post("interactions", json={"item_id": bought, "action": "purchase"})
    with database.reading() as session:
        found = {card.item_id: points for card, points in recommend_by_content(session, snapshot, shopper_id, limit=9)}
        assert found == {both: 16.0, kind_only: 10.0, tag_only: 3.0}
        other = make_shopper(database, "without-history")
        popular = recommend_by_content(session, snapshot, other, limit=3)
        assert [points for _, points in popular] == [0.0, 0.0, 0.0]
        assert behaviour_of(session, snapshot, other).summary() == "No interactions yet"


def test_a_list_is_made_in_the_background_with_scores(
    shopper: TestClient, database: Database, settings: Settings, shopper_id: int, pieces: list[int]
) -> None:
    swipe(shopper, pieces[0])
    answer = shopper.post("recommendations/items/jobs", params={"limit": 5})
    assert answer.status_code == 202
    job = answer.json()
    assert answer.headers["location"] == f"/api/v1/jobs/{job['id']}"
    again = shopper.post("recommendations/items/jobs", params={"limit": 5}).json()
    assert again["id"] == job["id"]  # the open one is given, not a second one
    with database.reading() as session:
        arguments = session.get_one(Job, uuid.UUID(job["id"])).arguments
    result = jobs.make_recommendations(work_on(database, settings, job["id"]), **arguments)
    deck = shopper.get("recommendations/items", params={"limit": 5}).json()
    assert result["items"] == [{"item_id": card["item_id"], "score": card["score"]} for card in deck["items"]]


def test_an_admin_orders_a_training_and_reads_the_book(
    client: TestClient, database: Database, settings: Settings, pieces: list[int]
) -> None:
    crowd(database, pieces)
    admin = sign_in(client, database, settings, make_shopper(database, "boss", role=Role.ADMIN))
    first, second = (admin.post("recommendations/trainings") for _ in range(2))
    assert (first.status_code, second.status_code) == (202, 202)
    assert first.json()["id"] == second.json()["id"]
    outcome = jobs.train_recommendations(work_on(database, settings, first.json()["id"]))
    book = admin.get("recommendations/models").json()["items"]
    assert [(entry["id"], entry["state"]) for entry in book] == [(outcome["model_id"], "serving")]
    assert book[0]["metrics"]["als"]["ndcg"] > 0
    assert admin.get(f"jobs/{first.json()['id']}").json()["progress"] == 1.0


def test_a_shopper_may_not_train(shopper: TestClient) -> None:
    assert shopper.post("recommendations/trainings").status_code == 403
    assert shopper.get("recommendations/models").status_code == 403


def test_before_the_catalogue_is_read_the_kept_list_is_given(
    shopper: TestClient, shopper_id: int, pieces: list[int], database: Database, settings: Settings, monkeypatch
) -> None:
    cold = Serving(database, settings.data_dir)
    monkeypatch.setattr(serving, "FIRST_WAIT", 0.01)
    shopper.app.state.serving.stop()
    shopper.app.state.serving = cold
    refused = shopper.get("recommendations/items")
    assert refused.status_code == 503
    assert "retry-after" in refused.headers
    swipe(shopper, pieces[1], "left")
    shopper.app.state.cache.set(recommendations_key(shopper_id), pieces[:4], seconds=60)
    kept = shopper.get("recommendations/items", params={"exclude": str(pieces[0])}).json()
    assert [card["item_id"] for card in kept["items"]] == pieces[2:4]


def test_a_new_item_and_a_new_price_arrive_within_seconds(
    deck: Deck, shopper: TestClient, database: Database, serving: Serving
) -> None:
    serving.refresh()
    hat = make_items(database, [{"category": "hat"}])[0]
    assert serving.refresh()
    assert serving.current().shelf.rows_of([hat])[1].all()
    with database.transaction() as session:
        session.get_one(Item, hat).in_stock = False
    assert serving.refresh()
    rows, _ = serving.current().shelf.rows_of([hat])
    assert not serving.current().shelf.may_show[rows[0]]
    assert not serving.refresh()


def test_a_deleted_item_leaves_the_shelf(database: Database, pieces: list[int], serving: Serving) -> None:
    serving.refresh()
    with database.transaction() as session:
        session.delete(session.get_one(Item, pieces[7]))
    for _ in range(20):
        serving.refresh()
    assert len(serving.current().shelf) == len(pieces) - 1


def test_models_of_another_shop_do_not_confuse(
    database: Database, settings: Settings, pieces: list[int], serving: Serving
) -> None:
    """Items that the model learnt and that are gone since are simply not there."""
    crowd(database, pieces)
    train(database, settings, recipe=RECIPE)
    with database.transaction() as session:
        session.delete(session.get_one(Item, pieces[0]))
    serving.refresh()
    snapshot = serving.current()
    assert len(snapshot.shelf) == len(snapshot.vectors) == len(pieces) - 1
    assert pytest.approx(1.0) == float(snapshot.popularity.max())
