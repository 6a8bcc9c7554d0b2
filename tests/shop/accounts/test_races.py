"""What happens at the same moment: tabs that renew, a thief and an owner, admins who demote each other."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import select, update

from modiste.shop.accounts import service as accounts
from modiste.shop.accounts.models import RefreshToken, Role, UserSession
from modiste.shop.accounts.sessions import Device, RefreshRefused, end_session, open_session, renew_session
from modiste.shop.kit import tokens
from modiste.shop.kit.db import Database
from modiste.shop.kit.settings import Settings

PAIRS = 50


@pytest.fixture
def families(database: Database, settings: Settings) -> list[str]:
    """The first refresh tokens of as many sessions as there are pairs."""
    with database.transaction() as session:
        user = accounts.register_account(session, email="ann@example.com", password="correct horse", name="Ann")
        return [open_session(session, user, Device(), settings=settings).refresh_token for _ in range(PAIRS)]


def test_tabs_that_renew_at_once_get_the_same_successor(
    database: Database, settings: Settings, families: list[str]
) -> None:
    for token in families:
        answers = _at_once([lambda: renew_session(database, token, settings=settings)] * 2)  # noqa: B023
        assert answers[0].refresh_token == answers[1].refresh_token != token
    with database.reading() as session:
        unspent = session.scalars(select(RefreshToken.session_id).where(RefreshToken.used_at.is_(None))).all()
        assert len(unspent) == len(set(unspent)) == PAIRS
        assert len(session.scalars(select(RefreshToken.digest)).all()) == 2 * PAIRS


def test_a_crowd_of_tabs_gets_the_same_successor(database: Database, settings: Settings, families: list[str]) -> None:
    answers = _at_once([lambda: renew_session(database, families[0], settings=settings)] * 12)
    assert len({answer.refresh_token for answer in answers}) == 1


def test_a_reuse_after_the_grace_leaves_nothing_that_renews(
    database: Database, settings: Settings, families: list[str]
) -> None:
    newest = [renew_session(database, token, settings=settings).refresh_token for token in families]
    with database.transaction() as session:
        for token in session.scalars(select(RefreshToken).where(RefreshToken.used_at.is_not(None))):
            token.used_at -= timedelta(seconds=11)
    for stolen, current in zip(families, newest, strict=True):
        _at_once([lambda: _tried(database, stolen, settings), lambda: _tried(database, current, settings)])  # noqa: B023
    with database.reading() as session:
        assert set(session.scalars(select(UserSession.end_reason))) == {"token reused"}
        left = session.scalars(select(RefreshToken.digest)).all()
    assert len(left) >= 2 * PAIRS
    for token in (*families, *newest):
        assert _tried(database, token, settings) is None


def test_a_session_that_ends_while_it_is_renewed_stays_ended(
    database: Database, settings: Settings, families: list[str]
) -> None:
    with database.reading() as session:
        ids = dict(session.execute(select(RefreshToken.digest, RefreshToken.session_id)).all())
    by_token = {token: ids[tokens.digest(token)] for token in families}

    def end(token: str) -> None:
        with database.transaction() as session:
            end_session(session, by_token[token], reason="signed out")

    for token in families[:20]:
        renewed, _ = _at_once([lambda: _tried(database, token, settings), lambda: end(token)])  # noqa: B023
        following = renewed.refresh_token if renewed else token
        assert _tried(database, following, settings) is None


def test_two_admins_who_demote_each_other_leave_one(database: Database) -> None:
    with database.transaction() as session:
        pair = [
            accounts.register_account(
                session, email=f"{name}@example.com", password="correct horse", name=name, role=Role.ADMIN
            ).id
            for name in ("ann", "bob")
        ]

    def demote(user_id: int) -> str:
        try:
            with database.transaction() as session:
                accounts.change_standing(session, user_id, role=Role.USER)
        except accounts.LastAdmin:
            return "refused"
        return "demoted"

    for _ in range(10):
        assert sorted(_at_once([lambda: demote(pair[0]), lambda: demote(pair[1])])) == ["demoted", "refused"]
        with database.transaction() as session:
            session.execute(update(accounts.User).values(role=Role.ADMIN))


def _tried(database: Database, token: str, settings: Settings) -> Any:
    try:
        return renew_session(database, token, settings=settings)
    except RefreshRefused:
        return None


def _at_once(acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """The results of acts that start at the same moment."""
    barrier = Barrier(len(acts))

    def start(act: Callable[[], Any]) -> Any:
        barrier.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(start, acts))
