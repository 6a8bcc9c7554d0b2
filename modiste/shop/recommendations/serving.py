"""What a process serves with: a snapshot that a thread keeps fresh and swaps as a whole, so no request waits for it.

Once a second the thread asks SQL which model serves and which items have changed; a new model or a new item is served
within about two seconds by every process, without a restart. SQL stays the truth: the final cards are read from it.
"""

import threading
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import structlog
from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from modiste.recommender.errors import RecommenderError
from modiste.shop.catalogue.models import Item
from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.errors import Unavailable
from modiste.shop.recommendations.models import ModelState, TrainedModel
from modiste.shop.recommendations.shelf import Ints, Shelf, read_shelf
from modiste.shop.recommendations.snapshot import Snapshot, take_snapshot
from modiste.shop.recommendations.tastemodel import TasteModel, Vectors, load_model
from modiste.shop.swipes.taste import like_counts

CHECK_EVERY = 1.0  # seconds
COUNT_EVERY = 10  # checks between looks for items that were deleted, and for likes while no model serves
OVERLAP = timedelta(seconds=10)  # a transaction may commit later than the time it wrote
SETTLED = timedelta(seconds=60)
FIRST_WAIT = 10.0  # seconds that a request waits for the first snapshot

log = structlog.get_logger(__name__)


class NotReady(Unavailable):
    """The catalogue is still being read after the start."""

    title = "Recommendations are being made ready: try again in a few seconds"


class Serving:
    """Holds the snapshot. `start` and `stop` belong to the application's life; `refresh` is one check."""

    def __init__(self, database: Database, data_dir: Path) -> None:
        self._database = database
        self._models = data_dir / "models"
        self._snapshot: Snapshot | None = None
        self._model: TasteModel | None = None
        self._broken = ""  # the folder that could not be read: not tried again every second
        self._recent: frozenset[tuple[int, datetime]] = frozenset()
        self._since: datetime | None = None
        self._checks = 0
        self._ready, self._end = threading.Event(), threading.Event()
        self._one_at_a_time = threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._keep_fresh, name="recommendations", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._end.set()
        if self._thread is not None:
            self._thread.join(timeout=30)

    @property
    def is_ready(self) -> bool:
        return self._snapshot is not None

    def current(self) -> Snapshot:
        """The present snapshot; raises NotReady when the first one is not there within FIRST_WAIT."""
        if self._snapshot is None:
            self._ready.wait(FIRST_WAIT)
        snapshot = self._snapshot
        if snapshot is None:
            raise NotReady
        return snapshot

    def refresh(self) -> bool:
        """Look once for another model or changed items; returns whether the snapshot was swapped."""
        with self._one_at_a_time:  # the swap too: what was read first must not come last
            with self._database.reading() as session:
                if not self._database.is_sqlite:
                    session.execute(text("SET LOCAL statement_timeout = 60000"))
                model = self._serving_model(session)
                shelf = self._shelf(session)
                likes = None
                if model is None and (shelf is not self._shelf_now() or self._checks % COUNT_EVERY == 0):
                    likes = _likes_on(shelf, like_counts(session))
                self._checks += 1
            before = self._snapshot
            if before is not None and shelf is before.shelf and model is self._model and likes is None:
                return False
            self._snapshot, self._model = take_snapshot(shelf, model, likes), model
            self._ready.set()
            return True

    def _keep_fresh(self) -> None:
        while not self._end.is_set():
            try:
                self.refresh()
            except (SQLAlchemyError, Unavailable, OSError) as error:
                log.warning("the recommendations' snapshot stays as it was", error=str(error))
            self._end.wait(CHECK_EVERY)

    def _shelf_now(self) -> Shelf | None:
        return self._snapshot.shelf if self._snapshot else None

    def _serving_model(self, session: Session) -> TasteModel | None:
        """The model that the book says serves; the last one stays when it cannot be read."""
        folder = session.scalar(select(TrainedModel.folder).where(TrainedModel.state == ModelState.SERVING))
        if folder is None:
            return None
        if (self._model is not None and folder == self._model.name) or folder == self._broken:
            return self._model
        try:
            return load_model(self._models / folder)
        except (RecommenderError, OSError) as error:
            self._broken = folder
            log.error("a trained model cannot be read: the last one goes on serving", folder=folder, error=str(error))
            return self._model

    def _shelf(self, session: Session) -> Shelf:
        """The shelf as SQL has it now; the same object when nothing has changed."""
        before, since = self._shelf_now(), self._since
        if before is None or since is None:
            self._since = session.scalar(select(func.max(Item.updated_at)))
            self._recent = _changed_since(session, self._since)
            return read_shelf(session, like=before)
        recent = _changed_since(session, since)
        changed = sorted({item_id for item_id, _ in recent - self._recent})
        self._recent, self._since = recent, max((moment for _, moment in recent), default=since)
        shelf = before.with_items(read_shelf(session, like=before, only=changed)) if changed else before
        if self._checks % COUNT_EVERY == 0 and session.scalar(select(func.count(Item.id))) != len(shelf):
            shelf = _with_just(session, shelf, np.array(session.scalars(select(Item.id)).all(), np.int64))
        return shelf


def _changed_since(session: Session, moment: datetime | None) -> frozenset[tuple[int, datetime]]:
    if moment is None:
        return frozenset()
    # Long after the last change nothing late is to be expected, and an import of 100,000 items that wrote one time into
    # all of them need not be read again every second.
    is_settled = clock.now() - moment > SETTLED
    later = Item.updated_at > moment if is_settled else Item.updated_at >= moment - OVERLAP
    rows = session.execute(select(Item.id, Item.updated_at).where(later))
    return frozenset((row.id, row.updated_at) for row in rows)


def _with_just(session: Session, shelf: Shelf, ids: Ints) -> Shelf:
    """The shelf without what is gone, and with what came so late that no time told of it (a long import)."""
    kept = shelf.kept(np.isin(shelf.ids, ids))
    missing = np.setdiff1d(ids, kept.ids).tolist()
    return kept.with_items(read_shelf(session, like=shelf, only=missing)) if missing else kept


def _likes_on(shelf: Shelf, counts: Sequence[tuple[int, int]]) -> Vectors:
    """Likes per row of the shelf."""
    likes = np.zeros(len(shelf), np.float32)
    if counts:
        ids, numbers = np.array(counts, np.int64).T
        rows, known = shelf.rows_of(ids)
        likes[rows[known]] = numbers[known]
    return likes
