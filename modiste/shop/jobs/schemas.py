"""A job as it goes over the wire."""

import uuid
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from modiste.shop.kit.queue.models import JobState


class JobOut(BaseModel):
    """Where a piece of work stands."""

    model_config = ConfigDict(from_attributes=True)

    id: uuid.UUID
    name: str
    state: JobState
    progress: float = Field(ge=0, le=1)
    note: str
    result: dict[str, Any] | None
    error: str | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
