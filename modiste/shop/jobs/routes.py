"""The HTTP routes of jobs: where one's work stands, a stream of what changes, and cancelling it."""

import uuid
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent

from modiste.shop.accounts.dependencies import CurrentUser
from modiste.shop.jobs import service
from modiste.shop.jobs.schemas import JobOut
from modiste.shop.jobs.watching import WATCHERS, TooManyWatchers, changes_of
from modiste.shop.kit.db import Database
from modiste.shop.kit.errors import Unauthenticated
from modiste.shop.kit.queue.models import Job
from modiste.shop.kit.web.context import SessionDep
from modiste.shop.kit.web.etag import ConditionsDep, tag_of
from modiste.shop.kit.web.problems import problems

router = APIRouter(tags=["jobs"])
REFUSALS = problems(service.NoSuchJob, Unauthenticated)


def own_job(session: SessionDep, who: CurrentUser, job_id: uuid.UUID) -> Job:
    """The job in the path, if it is the caller's."""
    return service.job_of(session, who, job_id)


async def watcher(who: CurrentUser) -> AsyncIterator[None]:
    """A place among the watchers, until the answer has been sent to its end."""
    with WATCHERS.place(who.id):
        yield


OwnJob = Annotated[Job, Depends(own_job, scope="function")]


@router.get("/jobs/{job_id}", response_model=JobOut, responses=REFUSALS | {304: {"description": "Not changed"}})
def read_job(job: OwnJob, when: ConditionsDep) -> Job | Response:
    """Where a piece of work stands."""
    not_modified = when.known(tag_of(job.id, job.version))
    return not_modified or job


@router.get(
    "/jobs/{job_id}/events",
    response_class=EventSourceResponse,
    responses=REFUSALS | problems(TooManyWatchers),
    dependencies=[Depends(watcher)],
)
async def watch_job(
    request: Request, job: OwnJob, last_event_id: Annotated[str, Header(max_length=40)] = ""
) -> AsyncIterator[ServerSentEvent]:
    """An event `job` for every change, the last one when the job has ended: then close the stream."""
    database: Database = request.app.state.database
    job_id: uuid.UUID = job.id

    def read() -> Job | None:
        with database.reading() as session:
            found: Job | None = session.get(Job, job_id)
        return found

    since = int(last_event_id) if last_event_id.isdecimal() else -1
    async for changed in changes_of(read, since=since):
        yield ServerSentEvent(event="job", id=str(changed.version), data=JobOut.model_validate(changed))


@router.delete("/jobs/{job_id}", responses=REFUSALS | problems(service.JobEnded))
def cancel_job(session: SessionDep, who: CurrentUser, job_id: uuid.UUID) -> JobOut:
    """Cancel a piece of work that has not ended; what runs is stopped at its next step."""
    return JobOut.model_validate(service.cancel_job(session, who, job_id))
