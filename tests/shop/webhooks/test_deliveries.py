"""The log of what was told, and telling it once more."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import update
from starlette.testclient import TestClient

from modiste.shop.kit.db import Database
from modiste.shop.webhooks import telling
from modiste.shop.webhooks.models import WebhookMessage
from tests.shop.webhooks.conftest import WEBHOOKS, Clock, delivery, send_test
from tests.shop.webhooks.receiver import Answer, Receiver

Send = Callable[[], int]


def listed(owner: TestClient, webhook: Any, **asked: Any) -> Any:
    answer = owner.get(f"{WEBHOOKS}/{webhook['id']}/deliveries", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_log_has_pages_the_newest_first_and_a_filter(
    owner: TestClient, webhook: Any, receiver: Receiver, send: Send
) -> None:
    made = []
    for status in (200, 500, 200, 200, 500):
        receiver.answers = [Answer(status)]
        made.append(send_test(owner, webhook)["id"])
        assert send() == 1
    first = listed(owner, webhook, limit=2)
    second = listed(owner, webhook, limit=2, cursor=first["next_cursor"])
    third = listed(owner, webhook, limit=2, cursor=second["next_cursor"])
    assert [one["id"] for page in (first, second, third) for one in page["items"]] == made[::-1]
    assert third["next_cursor"] is None
    assert [one["id"] for one in listed(owner, webhook, state="failed")["items"]] == [made[4], made[1]]
    assert "payload" not in first["items"][0]
    path = f"{WEBHOOKS}/{webhook['id']}/deliveries"
    assert owner.get(path, params={"cursor": "rubbish"}).status_code == 422
    assert owner.get(path, params={"state": "lost"}).status_code == 422


def test_a_message_is_sent_once_more_under_the_same_id(
    owner: TestClient, webhook: Any, receiver: Receiver, send: Send
) -> None:
    known = send_test(owner, webhook)
    send()
    path = f"{WEBHOOKS}/{webhook['id']}/deliveries/{known['id']}/replay"
    again = owner.post(path)
    assert (again.status_code, again.json()["state"], again.json()["attempts"]) == (202, "waiting", 0)
    assert owner.post(path).status_code == 202, "asked twice it is sent once"
    assert send() == 1
    first, second = receiver.heard
    assert (first.id, first.body) == (second.id, second.body)
    assert len(delivery(owner, webhook, known)["log"]) == 2
    assert owner.post(f"{path[:-43]}/{webhook['id']}/replay").status_code == 404


def test_all_that_failed_since_then_is_sent_once_more_and_nothing_else(
    owner: TestClient, webhook: Any, receiver: Receiver, send: Send, database: Database
) -> None:
    receiver.answers = [Answer(500)]
    old = send_test(owner, webhook)
    send()
    since = (datetime.now(UTC) - timedelta(minutes=1)).isoformat()
    with database.transaction() as session:
        session.execute(update(WebhookMessage).values(created_at=datetime.now(UTC) - timedelta(minutes=2)))
    missed = [send_test(owner, webhook) for _ in range(2)]
    send()
    receiver.answers = [Answer(200)]
    arrived = send_test(owner, webhook)
    send()
    path = f"{WEBHOOKS}/{webhook['id']}/replay"
    assert owner.post(path, params={"since": since}).json() == {"replayed": 2}
    before = len(receiver.heard)
    assert send() == 2
    assert {heard.id for heard in receiver.heard[before:]} == {one["message_id"] for one in missed}
    assert delivery(owner, webhook, arrived)["attempts"] == 1
    assert owner.post(path, params={"since": since}).json() == {"replayed": 0}
    assert owner.post(path).status_code == 422
    assert owner.post(path, params={"since": "yesterday"}).status_code == 422
    assert owner.post(path, params={"since": "2026-01-01T00:00:00"}).status_code == 422, "of which time zone?"
    assert delivery(owner, webhook, old)["state"] == "failed"


def test_nothing_is_replayed_to_a_webhook_that_is_switched_off(owner: TestClient, webhook: Any) -> None:
    known = send_test(owner, webhook)
    path = f"{WEBHOOKS}/{webhook['id']}"
    owner.patch(path, json={"is_active": False})
    assert owner.post(f"{path}/deliveries/{known['id']}/replay").status_code == 409
    assert owner.post(f"{path}/replay", params={"since": "2026-01-01T00:00:00Z"}).status_code == 409


def test_what_waits_while_a_webhook_is_switched_off_goes_when_it_is_on_again(
    owner: TestClient, webhook: Any, receiver: Receiver, send: Send
) -> None:
    send_test(owner, webhook)
    path = f"{WEBHOOKS}/{webhook['id']}"
    owner.patch(path, json={"is_active": False})
    assert send() == 0
    owner.patch(path, json={"is_active": True})
    assert send() == 1 and len(receiver.heard) == 1


def test_what_was_told_a_month_ago_is_forgotten(
    owner: TestClient, webhook: Any, send: Send, moved: Clock, database: Database
) -> None:
    send_test(owner, webhook)
    send()
    moved.move(days=29)
    with database.transaction() as session:
        assert telling.forget_old_messages(session) == 0
    moved.move(days=2)
    with database.transaction() as session:
        assert telling.forget_old_messages(session) == 1
    moved.moved = timedelta()
    assert listed(owner, webhook)["items"] == []
