"""Folders of the wardrobe, under names of the shopper's own."""

import unicodedata
import uuid

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from modiste.shop.kit import clock
from modiste.shop.kit.errors import Conflict, NotFound
from modiste.shop.wardrobe.models import Garment, GarmentFolder
from modiste.shop.wardrobe.schemas import FolderOut

MOST_FOLDERS = 100
KEY_LENGTH = 200  # a name without case may be longer than the name: ß becomes ss
WARDROBE_LOCK = 7_215_023  # any number that only wardrobes use


class FolderUnknown(NotFound):
    """The shopper has no such folder."""

    title = "You have no such folder"


class FolderExists(Conflict):
    """The shopper has a folder of this name, whatever its case."""

    title = "You have a folder of this name already: choose another name"


class TooManyFolders(Conflict):
    """The shopper has as many folders as one may have."""

    title = f"You have {MOST_FOLDERS} folders, and that is as many as there can be: delete one first"


def take_turns(session: Session, user_id: int) -> None:
    """Let one transaction at a time count what this shopper has and add to it. SQLite has one writer anyhow."""
    if session.get_bind().dialect.name != "sqlite":
        session.execute(select(func.pg_advisory_xact_lock(WARDROBE_LOCK, user_id)))


def folder_of(session: Session, user_id: int, folder_id: uuid.UUID) -> GarmentFolder:
    """The shopper's folder. Raises FolderUnknown."""
    found = session.scalar(select(GarmentFolder).where(GarmentFolder.id == folder_id, GarmentFolder.user_id == user_id))
    if found is None:
        raise FolderUnknown
    return found


def list_folders(session: Session, user_id: int) -> list[FolderOut]:
    """The shopper's folders by name, each with how many garments are in it; one query."""
    inside = (Garment.folder_id == GarmentFolder.id, Garment.archived_at.is_(None))
    number = select(func.count(Garment.id)).where(*inside).scalar_subquery().label("garments")
    query = select(GarmentFolder.id, GarmentFolder.name, GarmentFolder.created_at, number)
    rows = session.execute(query.where(GarmentFolder.user_id == user_id).order_by(GarmentFolder.name_key)).all()
    return [FolderOut(id=row.id, name=row.name, garments=row.garments, created_at=row.created_at) for row in rows]


def open_folder(session: Session, user_id: int, name: str) -> FolderOut:
    """Make a folder. Raises FolderExists, TooManyFolders."""
    take_turns(session, user_id)
    if session.scalars(select(func.count()).where(GarmentFolder.user_id == user_id)).one() >= MOST_FOLDERS:
        raise TooManyFolders
    opened = GarmentFolder(user_id=user_id, name=name, name_key=_key_of(name))
    session.add(opened)
    _flush(session)
    return FolderOut(id=opened.id, name=opened.name, garments=0, created_at=opened.created_at)


def folder_named(session: Session, user_id: int, name: str) -> uuid.UUID | None:
    """The shopper's folder of this name, made if there is none; None when she has as many as there can be."""
    mine = (GarmentFolder.user_id == user_id, GarmentFolder.name_key == _key_of(name))
    found = session.scalar(select(GarmentFolder.id).where(*mine))
    if found is not None:
        return found
    try:
        return open_folder(session, user_id, name).id
    except TooManyFolders:
        return None


def rename_folder(session: Session, user_id: int, folder_id: uuid.UUID, name: str) -> FolderOut:
    """Give a folder another name. Raises FolderUnknown, FolderExists."""
    renamed = folder_of(session, user_id, folder_id)
    renamed.name, renamed.name_key = name, _key_of(name)
    _flush(session)
    return next(one for one in list_folders(session, user_id) if one.id == folder_id)


def close_folder(session: Session, user_id: int, folder_id: uuid.UUID) -> None:
    """Delete a folder; its garments stay, in none. Raises FolderUnknown."""
    closed = folder_of(session, user_id, folder_id)
    taken_out = update(Garment).where(Garment.folder_id == folder_id)
    values = {"folder_id": None, "version": Garment.version + 1, "updated_at": clock.now()}
    session.execute(taken_out.values(values), execution_options={"synchronize_session": False})
    session.delete(closed)
    session.flush()


def _key_of(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())[:KEY_LENGTH]


def _flush(session: Session) -> None:
    try:
        session.flush()
    except IntegrityError as error:
        if "name_key" in str(error.orig):
            raise FolderExists from error
        raise
