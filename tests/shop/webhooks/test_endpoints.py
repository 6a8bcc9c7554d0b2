"""Webhooks are added, changed, rotated and deleted by the boutique whose they are, and by nobody else."""

import base64
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from modiste.shop.kit.db import Database
from modiste.shop.webhooks.signing import sign_message
from tests.shop.orders.shop import make_other_dress, own
from tests.shop.webhooks.conftest import WEBHOOKS, Clock, add, send_test
from tests.shop.webhooks.receiver import Receiver

HTTPS = "https://erp.example/modiste"


def test_a_webhook_is_added_read_changed_and_deleted(owner: TestClient) -> None:
    assert owner.get(WEBHOOKS).json() == {"items": []}
    made = add(owner, HTTPS, "order.paid", "order.paid", "item.sold_out")
    assert (made["url"], made["events"], made["is_active"]) == (HTTPS, ["order.paid", "item.sold_out"], True)
    assert (made["disabled_reason"], made["failing_since"], made["old_secrets_until"]) == (None, None, None)
    path = f"{WEBHOOKS}/{made['id']}"
    changed = owner.patch(path, json={"description": "Our ERP", "events": ["refund.made"], "is_active": False}).json()
    assert (changed["description"], changed["events"], changed["is_active"]) == ("Our ERP", ["refund.made"], False)
    assert owner.get(path).json() == changed == owner.get(WEBHOOKS).json()["items"][0]
    assert owner.delete(path).status_code == 204
    assert owner.get(path).status_code == owner.delete(path).status_code == 404


def test_a_change_of_what_was_changed_meanwhile_is_refused(owner: TestClient) -> None:
    path = f"{WEBHOOKS}/{add(owner, HTTPS)['id']}"
    seen = owner.get(path).headers["ETag"]
    assert owner.get(path, headers={"If-None-Match": seen}).status_code == 304
    assert owner.patch(path, json={"description": "One"}, headers={"If-Match": seen}).status_code == 200
    assert owner.patch(path, json={"description": "Two"}, headers={"If-Match": seen}).status_code == 412
    assert owner.patch(path, json={"url": None}).status_code == 422


@pytest.mark.parametrize(
    "url",
    [
        "http://erp.example/modiste",
        "https://erp.example:8443/modiste",
        "https://erp.example:80/modiste",
        "https://127.0.0.1/modiste",
        "https://10.0.0.7/modiste",
        "https://169.254.169.254/latest",
        "https://[::1]/modiste",
        "https://[::ffff:10.0.0.7]/modiste",
        "https://ann:secret@erp.example/modiste",
        "ftp://erp.example/modiste",
        "https://erp.example/a b",
        "erp.example",
        "https://",
    ],
)
def test_an_address_that_is_not_https_to_the_open_web_is_refused(owner: TestClient, url: str) -> None:
    refused = owner.post(WEBHOOKS, json={"url": url, "events": ["order.paid"]})
    assert refused.status_code == 422, refused.text
    made = add(owner, HTTPS)
    assert owner.patch(f"{WEBHOOKS}/{made['id']}", json={"url": url}).status_code == 422


def test_plain_http_goes_to_the_exact_address_that_the_operator_lets_through(
    owner: TestClient, receiver: Receiver
) -> None:
    add(owner, receiver.url)
    port = int(receiver.host.rpartition(":")[2])
    other = receiver.url.replace(str(port), str(port + 1))
    assert owner.post(WEBHOOKS, json={"url": other, "events": ["order.paid"]}).status_code == 422


@pytest.mark.parametrize("events", [[], ["order.placed"], ["webhook.test"], "order.paid", None])
def test_events_that_there_are_not_are_refused(owner: TestClient, events: object) -> None:
    assert owner.post(WEBHOOKS, json={"url": HTTPS, "events": events}).status_code == 422


def test_a_boutique_has_ten_webhooks_at_most(owner: TestClient) -> None:
    for number in range(10):
        add(owner, f"{HTTPS}/{number}")
    assert owner.post(WEBHOOKS, json={"url": HTTPS, "events": ["order.paid"]}).status_code == 409


def test_another_boutique_sees_and_touches_nothing(
    owner: TestClient, sign_in: Callable[..., TestClient], database: Database, webhook: Any
) -> None:
    told = send_test(owner, webhook)
    make_other_dress(database)
    other = own(database, sign_in("boutique"), "lune")
    mine = add(other, HTTPS)
    assert [one["id"] for one in other.get(WEBHOOKS).json()["items"]] == [mine["id"]]
    path = f"{WEBHOOKS}/{webhook['id']}"
    since = {"since": "2026-01-01T00:00:00Z"}
    answers = [
        other.get(path),
        other.patch(path, json={"description": "Mine"}),
        other.delete(path),
        other.get(f"{path}/secret"),
        other.post(f"{path}/secret/rotate"),
        other.post(f"{path}/test"),
        other.post(f"{path}/replay", params=since),
        other.get(f"{path}/deliveries"),
        other.get(f"{path}/deliveries/{told['id']}"),
        other.get(f"{WEBHOOKS}/{mine['id']}/deliveries/{told['id']}"),
        other.post(f"{WEBHOOKS}/{mine['id']}/deliveries/{told['id']}/replay"),
    ]
    assert [answer.status_code for answer in answers] == [404] * len(answers)


def test_a_secret_is_rotated_and_the_one_before_signs_for_a_day_more(
    owner: TestClient, webhook: Any, receiver: Receiver, send: Callable[[], int], moved: Clock
) -> None:
    path = f"{WEBHOOKS}/{webhook['id']}/secret"
    first = owner.get(path)
    assert first.headers["Cache-Control"] == "no-store"
    assert (owner.get(path).json(), first.json()["old_secrets_until"]) == (first.json(), None)
    second = owner.post(f"{path}/rotate").json()
    assert second["secret"] != first.json()["secret"] and owner.get(path).json() == second
    until = datetime.fromisoformat(second["old_secrets_until"])
    assert timedelta(hours=23) < until - datetime.now(UTC) <= timedelta(hours=24)
    send_test(owner, webhook)
    assert send() == 1
    assert signers(receiver, {"first": first.json()["secret"], "second": second["secret"]}) == ["second", "first"]
    send_test(owner, webhook)
    moved.move(hours=25)
    assert send() == 1
    assert signers(receiver, {"first": first.json()["secret"], "second": second["secret"]}) == ["second"]


def signers(receiver: Receiver, secrets: dict[str, str]) -> list[str]:
    """Whose signatures the last message bears, in their order."""
    heard = receiver.heard[-1]
    made = {
        sign_message(base64.b64decode(secret[6:]), heard.id, int(heard.headers["webhook-timestamp"]), heard.body): name
        for name, secret in secrets.items()
    }
    return [made.get(one, "nobody") for one in heard.headers["webhook-signature"].split(" ")]


def test_of_many_rotations_in_a_day_the_last_three_sign(
    owner: TestClient, webhook: Any, receiver: Receiver, send: Callable[[], int]
) -> None:
    path = f"{WEBHOOKS}/{webhook['id']}/secret"
    secrets = {"0": owner.get(path).json()["secret"]}
    secrets |= {str(number): owner.post(f"{path}/rotate").json()["secret"] for number in range(1, 5)}
    send_test(owner, webhook)
    assert send() == 1
    assert signers(receiver, secrets) == ["4", "3", "2"]
