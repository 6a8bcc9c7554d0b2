"""Mail and push: written with the notification, sent by a job, each once; people and browsers can end it."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import select, update
from starlette.testclient import TestClient

from modiste.shop.kit.db import Database
from modiste.shop.kit.fetch.base import FailureKind, FetchFailed
from modiste.shop.kit.mail.base import Mail, MailRefused, MailUnavailable
from modiste.shop.kit.push import PushGone
from modiste.shop.kit.queue import states
from modiste.shop.kit.queue.leases import Lease
from modiste.shop.kit.queue.models import Job
from modiste.shop.kit.queue.registry import kind_of
from modiste.shop.kit.queue.work import Work
from modiste.shop.kit.settings import Settings
from modiste.shop.notifications import jobs
from modiste.shop.notifications.models import Delivery, Notification, PushSubscription
from modiste.shop.notifications.sending import Push
from tests.shop.kit.browsers import PushedBrowser
from tests.shop.notifications.test_inbox import tell

SignIn = Callable[..., TestClient]
SUBSCRIPTIONS = "notifications/push-subscriptions"


class Post:
    """In the place of the mail server and the push services: remembers what it was handed, or raises."""

    def __init__(self) -> None:
        self.taken: list[Mail | Push] = []
        self.raises: Exception | None = None

    def send(self, parcel: Mail | Push, _settings: Settings) -> None:
        if self.raises is not None:
            raise self.raises
        self.taken.append(parcel)


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> Post:
    made = Post()
    monkeypatch.setattr(jobs, "send", made.send)
    return made


@pytest.fixture
def shop(app: FastAPI) -> Database:
    made: Database = app.state.database
    return made


@pytest.fixture
def ann(sign_in: SignIn) -> TestClient:
    return sign_in()


@pytest.fixture
def ann_id(ann: TestClient) -> int:
    return int(ann.get("me").json()["id"])


def work_off(shop: Database, settings: Settings, *, attempt: int = 1) -> list[Any]:
    """Carry out one attempt of every delivery job that is open; returns what each says, or what it raises."""
    with shop.reading() as session:
        open_ids = session.scalars(select(Job.id).where(Job.state.in_(("queued", "running"))).order_by(Job.id)).all()
    return [attempt_at(shop, settings, job_id, attempt) for job_id in open_ids]


def attempt_at(shop: Database, settings: Settings, job_id: uuid.UUID, attempt: int) -> Any:
    with shop.transaction() as session:
        row = session.get_one(Job, job_id)
        row.state, row.attempt, row.lease_until = "queued", attempt - 1, None
        session.flush()
        assert states.claim(session, job_id, kind_of(row.name)) is not None
    work = Work(shop, settings, Lease(job_id, attempt, 60.0))
    try:
        result = kind_of(row.name).do(work, **row.arguments)
    except (MailUnavailable, FetchFailed) as error:
        return type(error)
    with shop.transaction() as session:
        states.finish(session, job_id, attempt, result)
    return (result or {}).get("state")


def ends(shop: Database) -> list[tuple[str, str]]:
    with shop.reading() as session:
        rows = session.execute(select(Delivery.channel, Delivery.state).order_by(Delivery.channel, Delivery.id))
        return [(row.channel, row.state) for row in rows]


def test_a_mail_and_a_push_for_each_browser_go_out_once(
    shop: Database, settings: Settings, ann: TestClient, ann_id: int, post: Post
) -> None:
    for number in range(2):
        ann.put(SUBSCRIPTIONS, json=PushedBrowser(f"https://push.example/{number}").as_json())
    tell(shop, ann_id, "a", item_name="Linen dress", link="/items/7")
    tell(shop, ann_id, "a")
    assert work_off(shop, settings) == ["sent"] * 3
    assert ends(shop) == [("mail", "sent"), ("push", "sent"), ("push", "sent")]
    [mail] = [parcel for parcel in post.taken if isinstance(parcel, Mail)]
    pushes = [parcel for parcel in post.taken if isinstance(parcel, Push)]
    assert (mail.to, mail.subject) == ("user-1@example.com", "Linen dress now costs 39.90 EUR")
    assert "less than the 49.90 EUR" in mail.text and f"{settings.public_url}/items/7" in mail.text
    assert {push.browser.endpoint for push in pushes} == {"https://push.example/0", "https://push.example/1"}
    assert {push.message.navigate for push in pushes} == {f"{settings.public_url}/items/7"}


@pytest.mark.parametrize(
    ("language", "title", "farewell"),
    [
        ("de", "Linen dress kostet jetzt 39,90 EUR", "Keine Mails mehr"),
        ("fr", "Linen dress coûte maintenant 39,90 EUR", "Plus de mails"),
        ("en", "Linen dress now costs 39.90 EUR", "No more mails"),
    ],
)
def test_mails_and_pushes_speak_the_language_that_the_account_has_when_they_go(
    shop: Database,
    settings: Settings,
    ann: TestClient,
    ann_id: int,
    post: Post,
    language: str,
    title: str,
    farewell: str,
) -> None:
    ann.put(SUBSCRIPTIONS, json=PushedBrowser().as_json())
    tell(shop, ann_id, "a", item_name="Linen dress")
    ann.patch("me", json={"preferences": {"language": language}})
    assert work_off(shop, settings) == ["sent", "sent"]
    [mail] = [parcel for parcel in post.taken if isinstance(parcel, Mail)]
    [push] = [parcel for parcel in post.taken if isinstance(parcel, Push)]
    assert (mail.subject, push.message.title) == (title, title)
    assert push.message.body in mail.text and farewell in mail.text


def test_what_was_told_before_facts_were_kept_goes_as_it_was_written(
    shop: Database, settings: Settings, ann: TestClient, ann_id: int, post: Post
) -> None:
    tell(shop, ann_id, "a")
    with shop.transaction() as session:
        session.execute(update(Notification).values(title="Cheaper", body="It is cheaper now.", facts=None))
    ann.patch("me", json={"preferences": {"language": "de"}})
    assert work_off(shop, settings) == ["sent"]
    [mail] = post.taken
    assert isinstance(mail, Mail)
    assert mail.subject == "Cheaper"
    assert mail.text.startswith("It is cheaper now.")
    [entry] = ann.get("notifications").json()["items"]
    assert (entry["title"], entry["facts"]) == ("Cheaper", None)


def test_a_job_that_is_done_again_sends_nothing_again(
    shop: Database, settings: Settings, ann_id: int, post: Post
) -> None:
    tell(shop, ann_id, "a")
    with shop.reading() as session:
        job_id = session.scalars(select(Job.id)).one()
    assert [attempt_at(shop, settings, job_id, number) for number in (1, 2)] == ["sent", "dropped"]
    assert len(post.taken) == 1
    assert ends(shop) == [("mail", "sent")]


def test_nothing_is_lost_while_the_mail_server_is_away(
    shop: Database, settings: Settings, ann_id: int, post: Post
) -> None:
    tell(shop, ann_id, "a")
    post.raises = MailUnavailable()
    assert work_off(shop, settings) == [MailUnavailable]
    assert ends(shop) == [("mail", "waiting")]
    post.raises = None
    assert work_off(shop, settings, attempt=2) == ["sent"]


def test_the_last_attempt_says_that_it_failed(shop: Database, settings: Settings, ann_id: int, post: Post) -> None:
    tell(shop, ann_id, "a")
    post.raises = MailUnavailable()
    assert work_off(shop, settings, attempt=jobs.ATTEMPTS) == ["failed"]
    assert ends(shop) == [("mail", "failed")]


def test_a_refused_mail_is_not_tried_again(shop: Database, settings: Settings, ann_id: int, post: Post) -> None:
    tell(shop, ann_id, "a")
    post.raises = MailRefused("The mail server does not know this address")
    assert work_off(shop, settings) == ["failed"]
    with shop.reading() as session:
        assert session.scalars(select(Delivery.error)).one() == "The mail server does not know this address"


def test_a_browser_that_is_gone_is_forgotten(
    shop: Database, settings: Settings, ann: TestClient, ann_id: int, post: Post
) -> None:
    ann.patch("notifications/settings", json={"mail": False})
    ann.put(SUBSCRIPTIONS, json=PushedBrowser().as_json())
    tell(shop, ann_id, "a")
    post.raises = PushGone()
    assert work_off(shop, settings) == ["dropped"]
    with shop.reading() as session:
        assert session.scalars(select(PushSubscription.id)).all() == []
    assert ends(shop) == []


def test_what_is_switched_off_or_deleted_before_it_goes_stays(
    shop: Database, settings: Settings, ann: TestClient, ann_id: int, post: Post
) -> None:
    tell(shop, ann_id, "a")
    ann.patch("notifications/settings", json={"mail": False})
    assert work_off(shop, settings) == ["dropped"]
    ann.patch("notifications/settings", json={"mail": True})
    tell(shop, ann_id, "b")
    ann.delete(f"notifications/{ann.get('notifications').json()['items'][0]['id']}")
    assert work_off(shop, settings) == ["dropped"]
    assert post.taken == []


def test_channels_are_switched_one_by_one(ann: TestClient) -> None:
    assert ann.get("notifications/settings").json() == {"mail": True, "push": True}
    assert ann.patch("notifications/settings", json={"push": False}).json() == {"mail": True, "push": False}
    assert ann.patch("notifications/settings", json={"mail": False}).json() == {"mail": False, "push": False}
    assert ann.get("notifications/settings").json() == {"mail": False, "push": False}


def test_a_mails_own_link_switches_mails_off_without_signing_in(
    shop: Database, settings: Settings, ann: TestClient, ann_id: int, post: Post, client: TestClient
) -> None:
    tell(shop, ann_id, "a")
    work_off(shop, settings)
    [mail] = post.taken
    assert isinstance(mail, Mail)
    path = mail.unsubscribe.removeprefix(f"{settings.public_url}/api/v1/")
    form = {"List-Unsubscribe": "One-Click"}
    assert client.post(path, data=form).status_code == 204
    assert ann.get("notifications/settings").json() == {"mail": False, "push": True}
    token = path.partition("token=")[2]
    for wrong in (token[:-1], f"9{token}", f"2.{token.partition('.')[2]}", "", "a.b", "ü.ü"):
        assert client.post("notifications/unsubscribe", params={"token": wrong}).status_code == 404


def test_a_browser_belongs_to_who_signed_in_last(shop: Database, ann: TestClient, ann_id: int, sign_in: SignIn) -> None:
    browser = PushedBrowser()
    zoe = sign_in()
    for client in (ann, ann, zoe):
        assert client.put(SUBSCRIPTIONS, json=browser.as_json()).status_code == 204
    ann.request("DELETE", SUBSCRIPTIONS, json={"endpoint": browser.endpoint})
    with shop.reading() as session:
        assert session.scalars(select(PushSubscription.user_id)).one() == zoe.get("me").json()["id"]
    zoe.request("DELETE", SUBSCRIPTIONS, json={"endpoint": browser.endpoint})
    with shop.reading() as session:
        assert session.scalars(select(PushSubscription.id)).all() == []


def test_ten_browsers_are_enough(shop: Database, ann: TestClient) -> None:
    for number in range(12):
        ann.put(SUBSCRIPTIONS, json=PushedBrowser(f"https://push.example/{number}").as_json())
    with shop.reading() as session:
        found = session.scalars(select(PushSubscription.endpoint).order_by(PushSubscription.id)).all()
    assert found == [f"https://push.example/{number}" for number in range(2, 12)]


def test_refuses_a_subscription_that_leads_elsewhere(ann: TestClient) -> None:
    for endpoint in ("http://push.example/a", "https://push.example:22/a", "file:///etc/passwd"):
        assert ann.put(SUBSCRIPTIONS, json=PushedBrowser(endpoint).as_json()).status_code == 422


@pytest.mark.parametrize("host", ["127.0.0.1", "169.254.169.254", "[::1]", "[::ffff:10.0.0.1]"])
def test_never_pushes_to_a_machine_of_ours(
    shop: Database, settings: Settings, ann: TestClient, ann_id: int, host: str
) -> None:
    ann.patch("notifications/settings", json={"mail": False})
    ann.put(SUBSCRIPTIONS, json=PushedBrowser(f"https://{host}/a").as_json())
    tell(shop, ann_id, "a")
    assert work_off(shop, settings) == ["dropped"]


def test_a_push_service_that_does_not_answer_is_asked_again(
    shop: Database, settings: Settings, ann: TestClient, ann_id: int, post: Post
) -> None:
    ann.patch("notifications/settings", json={"mail": False})
    ann.put(SUBSCRIPTIONS, json=PushedBrowser().as_json())
    tell(shop, ann_id, "a")
    post.raises = FetchFailed(FailureKind.TIMEOUT)
    assert work_off(shop, settings) == [FetchFailed]
    assert ends(shop) == [("push", "waiting")]


def test_the_push_key_is_a_point_of_the_curve(ann: TestClient) -> None:
    key = ann.get("notifications/push-key").json()["key"]
    assert (len(key), key[0]) == (87, "B")
