"""Invitations into a boutique: by mail, taken once, within seven days, by people who work nowhere else."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email import message_from_string
from email.policy import default
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import select, update
from starlette.testclient import TestClient

from modiste.shop.boutiques import invitations
from modiste.shop.boutiques.invitation_words import SUBJECT, TEXT
from modiste.shop.boutiques.models import BoutiqueInvitation, BoutiqueStaff
from modiste.shop.kit import clock
from modiste.shop.kit.queue.models import Job
from modiste.shop.kit.settings import Settings
from tests.shop.boutiques.people import accept, invite, join, open_boutique
from tests.shop.notifications.test_sending import work_off
from tests.shop.notifications.test_words import fields_of

SignIn = Callable[..., TestClient]
PATH = "boutiques/me/invitations"


@pytest.fixture
def owner(sign_in: SignIn) -> TestClient:
    return open_boutique(sign_in("boutique"))


def expire(app: FastAPI) -> None:
    with app.state.database.transaction() as session:
        session.execute(update(BoutiqueInvitation).values(expires_at=clock.now() - timedelta(seconds=1)))


def mails(settings: Settings) -> list[str]:
    return [file.read_text() for file in sorted(Path(settings.data_dir / "mail").glob("*"))]


@pytest.mark.parametrize("language", ["en", "fr", "de"])
def test_the_mail_has_the_link_that_lets_in(
    app: FastAPI, settings: Settings, owner: TestClient, sign_in: SignIn, language: str
) -> None:
    token = invite(owner, "ann@example.com", language=language)
    assert owner.get(PATH).json()[0]["sent_at"] is None
    work_off(app.state.database, settings)
    [mail] = invitation_mails(settings)
    assert f"{settings.public_url}/boutique/join?token={token}" in mail
    assert "Maison Lune" in mail and "ann@example.com" in mail
    assert owner.get(PATH).json()[0]["sent_at"] is not None
    assert accept(sign_in("user"), token).status_code == 200


def invitation_mails(settings: Settings) -> list[str]:
    """The mails that were written, as their readers see them."""
    read = [message_from_string(text, policy=default) for text in mails(settings)]
    return [f"{mail['To']}\n{mail['Subject']}\n{mail.get_content()}" for mail in read]  # type: ignore[attr-defined]


def test_no_table_holds_a_token(app: FastAPI, owner: TestClient) -> None:
    token = invite(owner)
    with app.state.database.reading() as session:
        kept = [str(vars(row)) for table in (BoutiqueInvitation, Job) for row in session.scalars(select(table))]
    assert kept and not any(token in row for row in kept)


def test_every_language_says_the_same(owner: TestClient) -> None:
    for words in (SUBJECT, TEXT):
        assert len(set(words.values())) == 3
        assert len({frozenset(fields_of(text)) for text in words.values()}) == 1
    assert owner.post(PATH, json={"email": "a@example.com", "language": "xx"}).status_code == 422


def test_whoever_holds_the_link_may_look_without_spending_it(
    owner: TestClient, client: TestClient, sign_in: SignIn
) -> None:
    token = invite(owner)
    for _ in range(2):
        seen = client.post("boutiques/invitations/read", json={"token": token})
        assert (seen.status_code, seen.json()["boutique_name"]) == (200, "Maison Lune")
        assert "email" not in seen.json()
    assert accept(client, token).status_code == 401
    assert accept(sign_in("user"), token).status_code == 200


def test_a_token_is_taken_once(owner: TestClient, sign_in: SignIn) -> None:
    token = invite(owner)
    first, second = sign_in("user"), sign_in("user")
    assert accept(first, token).json()["name"] == "Maison Lune"
    assert accept(first, token).status_code == 404
    assert accept(second, token).status_code == 404
    assert second.get("me").json()["role"] == "user"
    assert owner.get(PATH).json() == []


def test_of_many_who_take_one_token_at_a_time_one_joins(app: FastAPI, owner: TestClient, sign_in: SignIn) -> None:
    token = invite(owner)
    people = [sign_in("user") for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda one: accept(one, token).status_code, people))
    assert sorted(answers) == [200, 404, 404, 404, 404, 404]
    with app.state.database.reading() as session:
        assert len(session.scalars(select(BoutiqueStaff)).all()) == 1


def test_who_takes_two_invitations_at_a_time_joins_one(owner: TestClient, sign_in: SignIn) -> None:
    tokens = [invite(owner), invite(open_boutique(sign_in("boutique"), name="Rui"))]
    ann = sign_in("user")
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda token: accept(ann, token).status_code, tokens))
    assert sorted(answers) == [200, 409]


def test_an_expired_withdrawn_or_made_up_one_lets_nobody_in(app: FastAPI, owner: TestClient, sign_in: SignIn) -> None:
    ann = sign_in("user")
    expired = invite(owner)
    expire(app)
    assert owner.get(PATH).json() == []
    withdrawn = invite(owner)
    [row] = owner.get(PATH).json()
    assert owner.delete(f"{PATH}/{row['id']}").status_code == 204
    assert owner.delete(f"{PATH}/{row['id']}").status_code == 404
    for token in (expired, withdrawn, "made-up", str(uuid.uuid4())):
        assert accept(ann, token).status_code == 404, token
        assert ann.post("boutiques/invitations/read", json={"token": token}).status_code == 404


def test_a_second_invitation_takes_the_place_of_the_first(owner: TestClient, sign_in: SignIn) -> None:
    first, second = invite(owner, "ann@example.com"), invite(owner, "ANN@example.com")
    assert len(owner.get(PATH).json()) == 1
    assert accept(sign_in("user"), first).status_code == 404
    assert accept(sign_in("user"), second).status_code == 200


def test_who_works_somewhere_already_or_looks_after_the_shop_is_refused(owner: TestClient, sign_in: SignIn) -> None:
    other = open_boutique(sign_in("boutique"), name="Atelier Rui")
    token = invite(owner)
    assert accept(other, token).status_code == 409
    assert accept(join(sign_in("user"), other), token).status_code == 409
    assert accept(join(sign_in("user"), owner), token).status_code == 409
    assert accept(owner, token).status_code == 409
    assert accept(sign_in("admin"), token).status_code == 403
    assert accept(sign_in("boutique"), token).status_code == 200, "one that has opened none"


def test_nobody_is_invited_who_is_there(owner: TestClient, sign_in: SignIn) -> None:
    join(sign_in("user", email="ann@example.com"), owner)
    assert owner.post(PATH, json={"email": "ann@example.com"}).status_code == 409
    assert owner.post(PATH, json={"email": owner.get("me").json()["email"]}).status_code == 409


def test_other_owners_see_and_withdraw_nothing(owner: TestClient, sign_in: SignIn) -> None:
    invite(owner)
    [row] = owner.get(PATH).json()
    other = open_boutique(sign_in("boutique"))
    assert other.get(PATH).json() == []
    assert other.delete(f"{PATH}/{row['id']}").status_code == 404
    assert len(owner.get(PATH).json()) == 1


def test_there_are_so_many_open_ones_and_mails_and_no_more(owner: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invitations, "MOST_OPEN", 2)
    invite(owner, "a@example.com")
    invite(owner, "b@example.com")
    assert owner.post(PATH, json={"email": "c@example.com"}).status_code == 409
    again = [owner.post(PATH, json={"email": "b@example.com"}).status_code for _ in range(30)]
    assert again[:25] == [201] * 25 and again[-1] == 429


def test_the_mail_of_one_that_holds_no_more_is_not_sent(app: FastAPI, settings: Settings, owner: TestClient) -> None:
    invite(owner)
    expire(app)
    work_off(app.state.database, settings)
    assert mails(settings) == []


def test_expired_ones_are_forgotten_with_the_addresses_they_hold(app: FastAPI, owner: TestClient) -> None:
    invite(owner, "a@example.com")
    expire(app)
    invite(owner, "b@example.com")
    with app.state.database.transaction() as session:
        assert invitations.forget_expired_invitations(session) == 1
        assert session.scalars(select(BoutiqueInvitation.email)).all() == ["b@example.com"]
