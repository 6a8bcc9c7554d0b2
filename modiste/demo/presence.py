"""Whether the demo shop is in the database already: asked at every start, so it imports next to nothing."""

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from modiste.shop.accounts.models import User
from modiste.shop.kit.db import Database
from modiste.shop.kit.settings import Settings

VISITOR = "shopper@example.com"


def is_loaded(settings: Settings) -> bool:
    """Whether the demo's accounts are there; a database without tables holds no demo."""
    database = Database(settings.resolved_database_url)
    try:
        with database.reading() as session:
            return bool(session.scalar(select(func.count(User.id)).where(User.email == VISITOR)))
    except SQLAlchemyError:
        return False
    finally:
        database.close()
