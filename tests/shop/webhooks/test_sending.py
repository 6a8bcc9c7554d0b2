"""Messages go out signed, once where they arrive, and again and again where they do not, until it is enough."""

import base64
import socket
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from starlette.testclient import TestClient

from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.queue.models import Job
from modiste.shop.webhooks import sending
from modiste.shop.webhooks.models import WebhookAttempt, WebhookDelivery, WebhookEndpoint
from modiste.shop.webhooks.signing import sign_message
from modiste.shop.webhooks.telling import SEND
from tests.shop.orders.shop import told
from tests.shop.webhooks.conftest import WEBHOOKS, Clock, add, delivery, send_test
from tests.shop.webhooks.receiver import Answer, Receiver, wait_until

Send = Callable[[], int]
PAUSES = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]


def state_of(database: Database) -> tuple[str, int]:
    """Of the only delivery: its state and its attempts."""
    with database.reading() as session:
        row = session.scalars(select(WebhookDelivery)).one()
        return row.state, row.attempts


def endpoint(database: Database) -> WebhookEndpoint:
    with database.reading() as session:
        return session.scalars(select(WebhookEndpoint)).one()


def test_a_message_arrives_as_the_scheme_says(owner: TestClient, webhook: Any, receiver: Receiver, send: Send) -> None:
    waiting = send_test(owner, webhook)
    assert (waiting["state"], waiting["attempts"], waiting["log"]) == ("waiting", 0, [])
    receiver.answers = [Answer(200, b"thank you \x00 " + b"x" * 600)]
    assert (send(), send()) == (1, 0)
    [heard] = receiver.heard
    assert heard.path == "/modiste" and heard.headers["content-type"] == "application/json"
    assert heard.headers["user-agent"].startswith("Modiste/")
    assert heard.id == waiting["message_id"] and "." not in heard.id
    moment = int(heard.headers["webhook-timestamp"])
    assert abs(moment - time.time()) < 10
    secret = owner.get(f"{WEBHOOKS}/{webhook['id']}/secret").json()["secret"]
    key = base64.b64decode(secret.removeprefix("whsec_"))
    assert heard.headers["webhook-signature"] == sign_message(key, heard.id, moment, heard.body)
    assert heard.body.decode() == waiting["payload"]
    assert set(heard.event) == {"type", "timestamp", "data"} and heard.event["type"] == "webhook.test"
    assert heard.event["data"] == {"endpoint_id": webhook["id"]}
    assert datetime.fromisoformat(heard.event["timestamp"]).tzinfo is not None
    done = delivery(owner, webhook, waiting)
    assert (done["state"], done["status"], done["attempts"], done["next_at"]) == ("delivered", 200, 1, None)
    assert done["answer"].startswith("thank you \ufffd x") and len(done["answer"]) == 500
    [attempt] = done["log"]
    assert (attempt["status"], attempt["error"], attempt["answer"]) == (200, "", done["answer"])
    assert 0 <= attempt["duration_ms"] < 5_000


def test_what_does_not_arrive_is_tried_ten_times_with_growing_pauses_under_one_id(
    owner: TestClient, webhook: Any, receiver: Receiver, send: Send, moved: Clock, database: Database
) -> None:
    send_test(owner, webhook)
    receiver.answers = [Answer(500, b"broken")]
    for number, pause in enumerate(PAUSES, start=1):
        assert send() == 1
        assert state_of(database) == ("failed", number)
        with database.reading() as session:
            due = session.scalars(select(WebhookDelivery.next_at)).one()
        assert due is not None
        wait = (due - clock.now()).total_seconds()
        assert pause - 2 < wait <= pause * 1.1
        moved.move(seconds=wait - 1)
        assert send() == 0, "not before its time"
        moved.move(seconds=1.5)
    assert send() == 1
    assert state_of(database) == ("gave_up", 10)
    moved.move(days=2)
    assert send() == 0
    assert len(receiver.heard) == 10 and len({heard.id for heard in receiver.heard}) == 1
    assert len({heard.headers["webhook-timestamp"] for heard in receiver.heard}) == 10, "signed anew each time"
    with database.reading() as session:
        assert session.scalars(select(WebhookAttempt.status)).all() == [500] * 10


def test_a_success_after_failures_ends_it_and_clears_the_record(
    owner: TestClient, webhook: Any, receiver: Receiver, send: Send, moved: Clock, database: Database
) -> None:
    known = send_test(owner, webhook)
    receiver.answers = [Answer(503), Answer(302), Answer(202)]
    assert send() == 1 and endpoint(database).failing_since is not None
    moved.move(seconds=7)
    assert send() == 1
    moved.move(minutes=6)
    assert send() == 1
    assert state_of(database) == ("delivered", 3)
    assert endpoint(database).failing_since is None
    moved.moved = timedelta()
    assert [one["status"] for one in delivery(owner, webhook, known)["log"]] == [503, 302, 202]


def test_410_switches_the_webhook_off_and_gives_up_what_waits(
    owner: TestClient, webhook: Any, receiver: Receiver, send: Send, database: Database
) -> None:
    first, second, third = (send_test(owner, webhook) for _ in range(3))
    receiver.answers = [Answer(200), Answer(410), Answer(200)]
    send()
    shown = owner.get(f"{WEBHOOKS}/{webhook['id']}").json()
    assert (shown["is_active"], shown["disabled_reason"]) == (False, "gone")
    states = [delivery(owner, webhook, one)["state"] for one in (first, second, third)]
    assert states.count("gave_up") >= 1 and "failed" not in states and "waiting" not in states
    assert told(owner)[-1] == ("webhook_gone", f"/boutique/webhooks/{webhook['id']}")
    assert receiver.host in owner.get("notifications").json()["items"][0]["title"]
    assert owner.post(f"{WEBHOOKS}/{webhook['id']}/test").status_code == 409
    on = owner.patch(f"{WEBHOOKS}/{webhook['id']}", json={"is_active": True}).json()
    assert (on["is_active"], on["disabled_reason"]) == (True, None)
    send_test(owner, webhook)
    assert send() == 1


def test_five_days_of_nothing_but_failures_switch_it_off_and_the_owner_is_told_once(
    owner: TestClient, webhook: Any, receiver: Receiver, send: Send, moved: Clock, database: Database
) -> None:
    receiver.answers = [Answer(500)]
    send_test(owner, webhook)
    assert send() == 1
    with database.transaction() as session:  # as if each of these had been tried so often
        session.execute(update(WebhookDelivery).values(next_at=clock.now() + timedelta(days=4, hours=23)))
    send_test(owner, webhook)
    moved.move(days=4, hours=23, minutes=1)
    forced = send()
    assert forced == 2 and endpoint(database).is_active
    with database.transaction() as session:
        session.execute(update(WebhookDelivery).values(next_at=clock.now() + timedelta(hours=1)))
    moved.move(hours=1, minutes=1)
    assert send() == 2
    off = endpoint(database)
    assert (off.is_active, off.disabled_reason) == (False, "failing")
    moved.moved = timedelta()
    assert [kind for kind, _ in told(owner)] == ["webhook_failing"]
    moved.move(days=8)
    assert send() == 0


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Answer(302, headers={"Location": "/elsewhere"}), "forbidden"),
        (Answer(307, headers={"Location": "http://169.254.169.254/"}), "forbidden"),
        (Answer(200, b"x" * 70_000), "too_large"),
        (Answer(200, b"x", {"Content-Encoding": "br"}), "broken"),
    ],
)
def test_answers_that_are_not_taken_are_failures(
    owner: TestClient, webhook: Any, receiver: Receiver, send: Send, answer: Answer, error: str
) -> None:
    known = send_test(owner, webhook)
    receiver.answers = [answer]
    assert send() == 1
    assert len(receiver.heard) == 1, "no redirect was followed"
    failed = delivery(owner, webhook, known)
    assert (failed["state"], failed["status"], failed["error"]) == ("failed", None, error)


def test_who_does_not_answer_in_time_is_hung_up_on(
    owner: TestClient, webhook: Any, receiver: Receiver, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sending.SECONDS == 15
    monkeypatch.setattr(sending, "SECONDS", 1)
    known = send_test(owner, webhook)
    receiver.answers = [Answer(200, seconds=3)]
    began = time.monotonic()
    assert send() == 1
    assert time.monotonic() - began < 2
    failed = delivery(owner, webhook, known)
    assert (failed["state"], failed["error"]) == ("failed", "timeout")


def test_who_cannot_be_reached_is_tried_again(
    owner: TestClient, receiver: Receiver, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
    monkeypatch.setenv("MODISTE_FETCH_ALLOWED_HOSTS", f"{receiver.host},127.0.0.1:{port}")
    webhook = add(owner, f"http://127.0.0.1:{port}/")
    known = send_test(owner, webhook)
    assert send() == 1
    assert delivery(owner, webhook, known)["error"] == "unreachable"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "10.1.2.3", "169.254.169.254", "[::1]"])
def test_addresses_inside_are_never_dialled_whatever_is_written_down(
    owner: TestClient, webhook: Any, receiver: Receiver, send: Send, database: Database, host: str
) -> None:
    """A name may lead inside only after it was added: what counts is the address at the moment of sending."""
    known = send_test(owner, webhook)
    port = 443 if host != "127.0.0.1" else int(receiver.host.rpartition(":")[2]) + 1
    with database.transaction() as session:
        session.execute(update(WebhookEndpoint).values(url=f"https://{host}:{port}/"))
    assert send() == 1
    assert receiver.heard == []
    assert delivery(owner, webhook, known)["error"] == "forbidden"


def test_a_slow_system_holds_up_no_other_one_and_is_sent_two_at_once(
    owner: TestClient, webhook: Any, receiver: Receiver, other_receiver: Receiver, send: Send
) -> None:
    receiver.answers = [Answer(200, seconds=1.5)]
    other = add(owner, other_receiver.url)
    for _ in range(4):
        send_test(owner, webhook)
    worker = threading.Thread(target=send)
    worker.start()
    wait_until(lambda: receiver.at_once == 2)
    for _ in range(3):
        send_test(owner, other)
    wait_until(lambda: len(other_receiver.heard) == 3, seconds=1.4)
    assert len(receiver.heard) == 2, "the slow one is still at its first two"
    worker.join()
    assert len(receiver.heard) == 4 and receiver.most_at_once == 2


def test_while_one_job_sends_the_next_leaves_it_all_to_that_one(
    owner: TestClient, webhook: Any, receiver: Receiver, send: Send
) -> None:
    receiver.answers = [Answer(200, seconds=1.0), Answer(200)]
    send_test(owner, webhook)
    worker = threading.Thread(target=send)
    worker.start()
    wait_until(lambda: len(receiver.heard) == 1)
    send_test(owner, webhook)
    assert send() == 0, "the first one will come upon it"
    worker.join()
    assert len(receiver.heard) == 2


def test_no_transaction_is_open_while_an_answer_is_waited_for(
    owner: TestClient, webhook: Any, receiver: Receiver, send: Send, database: Database
) -> None:
    receiver.answers = [Answer(200, seconds=1.0)]
    send_test(owner, webhook)
    worker = threading.Thread(target=send)
    worker.start()
    wait_until(lambda: receiver.at_once == 1)
    began = time.monotonic()
    with database.transaction() as session:
        session.execute(update(WebhookDelivery).values(answer="written meanwhile"))
    assert time.monotonic() - began < 0.5 and receiver.at_once == 1
    worker.join()


def test_without_webhooks_telling_costs_one_look_and_writes_nothing(
    owner: TestClient, shopper: TestClient, dress: int, database: Database
) -> None:
    from tests.shop.orders.shop import paid  # noqa: PLC0415

    paid(shopper, database, lines=[{"item_id": dress, "size": "M"}])
    with database.reading() as session:
        assert session.scalars(select(WebhookDelivery.id)).all() == []
        assert session.scalars(select(Job.id).where(Job.name == SEND)).all() == []
    assert owner.get(WEBHOOKS).json() == {"items": []}
