"""A shopper who is signed in, the store, and a worker that carries out what waits."""

from collections.abc import Callable

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from starlette.testclient import TestClient

from modiste.shop.kit.db import Database
from modiste.shop.kit.queue import states
from modiste.shop.kit.queue.leases import Lease
from modiste.shop.kit.queue.models import Job
from modiste.shop.kit.queue.registry import kind_of
from modiste.shop.kit.queue.runner import carry_out
from modiste.shop.kit.queue.work import Work
from modiste.shop.kit.settings import Settings
from modiste.shop.kit.storage.base import Store


@pytest.fixture
def ann(sign_in: Callable[..., TestClient]) -> TestClient:
    return sign_in()


@pytest.fixture
def zoe(sign_in: Callable[..., TestClient]) -> TestClient:
    return sign_in()


@pytest.fixture
def store(app: FastAPI) -> Store:
    made: Store = app.state.store
    return made


@pytest.fixture
def work_off(app: FastAPI, settings: Settings) -> Callable[[], list[str]]:
    """Carries out what waits, as a worker does; returns how each job ended."""
    database: Database = app.state.database

    def carry_all_out() -> list[str]:
        with database.reading() as session:
            ids = session.scalars(select(Job.id).where(Job.state == "queued").order_by(Job.id)).all()
        for job_id in ids:
            with database.transaction() as session:
                row = session.get_one(Job, job_id)
                kind, arguments = kind_of(row.name), row.arguments
                claimed = states.claim(session, job_id, kind)
                assert claimed is not None
                attempt = claimed.attempt
            carry_out(Work(database, settings, Lease(job_id, attempt, 60.0)), kind, arguments)
        with database.reading() as session:
            return [session.get_one(Job, job_id).state for job_id in ids]

    return carry_all_out
