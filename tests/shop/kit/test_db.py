"""One transaction per block, on both databases: nothing lost, nothing half-written."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import event, select, text

from modiste.shop.catalogue.models import Category
from modiste.shop.kit.db import Database, ReferenceGone


def test_a_block_that_raises_leaves_nothing_behind(database: Database) -> None:
    with pytest.raises(RuntimeError), database.transaction() as session:
        session.add(Category(slug="dress", name="Dress"))
        session.flush()
        raise RuntimeError
    with database.reading() as session:
        assert session.scalars(select(Category)).all() == []


def test_no_update_is_lost_between_concurrent_writers(database: Database) -> None:
    with database.transaction() as session:
        session.execute(text("CREATE TABLE counter (n INTEGER NOT NULL)"))
        session.execute(text("INSERT INTO counter VALUES (0)"))
    suffix = "" if database.is_sqlite else " FOR UPDATE"

    def count_up() -> None:
        for _ in range(50):
            with database.transaction() as session:
                n = session.execute(text(f"SELECT n FROM counter{suffix}")).scalar_one()
                session.execute(text("UPDATE counter SET n = :n"), {"n": n + 1})

    threads = [threading.Thread(target=count_up) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        assert session.execute(text("SELECT n FROM counter")).scalar_one() == 400


def test_foreign_keys_hold(database: Database) -> None:
    with pytest.raises(ReferenceGone), database.transaction() as session:
        session.execute(text("INSERT INTO item_tags (item_id, tag) VALUES (1, 'linen')"))


def test_what_was_committed_on_sqlite_survives_a_power_cut(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'modiste.sqlite3'}")
    for writes in (True, False):
        with database.transaction(writes=writes) as session:
            found = [session.execute(text(f"PRAGMA {name}")).scalar_one() for name in ("journal_mode", "synchronous")]
            assert found == ["wal", 2]  # 2 is FULL: the log is on the disk before a commit returns
    database.close()


def test_writers_of_one_process_stand_in_line_on_sqlite(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'modiste.sqlite3'}", connections=24)
    with database.transaction() as session:
        session.execute(text("CREATE TABLE counter (n INTEGER NOT NULL)"))
    asked: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *about: asked.append(about[2]))
    begun = threading.Event()

    def write() -> None:
        begun.set()
        with database.transaction() as session:
            session.execute(text("INSERT INTO counter VALUES (1)"))

    with database.transaction() as session:
        session.execute(text("INSERT INTO counter VALUES (1)"))
        other = threading.Thread(target=write)
        other.start()
        begun.wait()
        other.join(0.2)
        assert asked.count("BEGIN IMMEDIATE") == 1, "the other one waits here, not at the file"
        with database.reading() as reader:
            assert reader.execute(text("SELECT count(*) FROM counter")).scalar_one() == 0
    other.join()
    with pytest.raises(RuntimeError), database.transaction() as session:
        session.execute(text("INSERT INTO counter VALUES (1)"))
        raise RuntimeError  # whoever fails gives their turn back, too
    write()
    with database.reading() as session:
        assert session.execute(text("SELECT count(*) FROM counter")).scalar_one() == 3
    database.close()
