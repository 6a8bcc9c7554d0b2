"""Leaving the shop: an account is erased with everything that is its owner's."""

import uuid

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from modiste.shop.accounts import service as accounts
from modiste.shop.accounts.credentials import hold_proven, prove_password
from modiste.shop.accounts.principals import Principal
from modiste.shop.boutiques.invitations import forget_invitations_to
from modiste.shop.boutiques.leaving import give_up_boutique
from modiste.shop.boutiques.models import Boutique
from modiste.shop.catalogue.models import Item
from modiste.shop.jobs import service as jobs
from modiste.shop.kit.db import Database
from modiste.shop.kit.errors import Conflict
from modiste.shop.kit.web.models import erase_kept_answers
from modiste.shop.orders.forgetting import forget_shopper
from modiste.shop.payments.refunding import forget_words
from modiste.shop.wardrobe.forgetting import forget_wardrobe


class BoutiqueInUse(Conflict):
    """The person owns a boutique that sells something: others have its items among their favourites."""

    title = "Your boutique has items: ask the shop to close it or to hand it to somebody else, and then leave"


def erase_person(database: Database, user: Principal, password: str) -> list[uuid.UUID]:
    """Erase the caller's account and all rows that hang on it by foreign keys; returns the sessions it had.

    Jobs, kept answers and open invitations hang on no key and are erased by name, an empty boutique with them; files of
    photos are deleted by a job that outlives the account. Orders stay for the books, with nothing that tells whose they
    were. Trained models hold no people, only what items have in common, and the next one learns without these events.

    Raises WrongPassword, BoutiqueInUse, ParcelExpected, LastAdmin.
    """
    proven = prove_password(database, user, password)
    with database.transaction() as session:
        if not database.is_sqlite:
            session.execute(text("SET LOCAL statement_timeout = 60000"))  # years of swipes go by one statement
        account = hold_proven(session, proven)
        _give_up_boutique(session, account.id)
        forget_invitations_to(session, account.email)
        forget_words(session, account.id)
        forget_shopper(session, account.id)
        forget_wardrobe(session, account.id)
        jobs.erase_jobs_of(session, account.id)
        erase_kept_answers(session, str(account.id))
        return accounts.erase_account(session, account)


def _give_up_boutique(session: Session, user_id: int) -> None:
    owned = session.scalar(select(Boutique).where(Boutique.owner_id == user_id).with_for_update())
    if owned is None:
        return
    items = session.scalars(select(func.count(Item.id)).where(Item.boutique_id == owned.id)).one()
    if items:
        raise BoutiqueInUse(
            f"Your boutique {owned.name} has {items} items: ask the shop to close it or to hand it to somebody else, "
            "and then leave"
        )
    give_up_boutique(session, owned)
