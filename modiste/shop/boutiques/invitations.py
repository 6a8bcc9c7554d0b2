"""Invitations to work in a boutique: written by its owner, sent by mail, taken once by whoever shows the token."""

import uuid
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, CursorResult, delete, func, select
from sqlalchemy.orm import Session

from modiste.shop.accounts import service as accounts
from modiste.shop.accounts.models import Role, User
from modiste.shop.accounts.principals import Principal
from modiste.shop.boutiques.models import Boutique, BoutiqueInvitation, BoutiqueStaff
from modiste.shop.boutiques.schemas import InvitationIn
from modiste.shop.boutiques.sellers import is_seller, people_of
from modiste.shop.boutiques.service import AdminsDoNotSell, SellsElsewhere
from modiste.shop.boutiques.staff import MOST_STAFF, count_staff
from modiste.shop.kit import clock, tokens
from modiste.shop.kit.errors import Conflict, NotFound
from modiste.shop.kit.queue.later import later

SEND = "send_boutique_invitation"  # the job in jobs.py, which this floor may not import
LIFE = timedelta(days=7)
MOST_OPEN = 20
PURPOSE = "boutique-invitation"


class InvitationUnknown(NotFound):
    """The link was taken, withdrawn, replaced by a newer one, has expired or never was ours."""

    title = "This invitation does not hold any more: ask the boutique for a new one"


class WorksHereAlready(Conflict):
    """The address is that of somebody who works in this boutique."""

    title = "Whoever has this address works in your boutique already"


class TooManyPeople(Conflict):
    """A boutique has so many people and open invitations and no more."""

    title = f"A boutique has {MOST_STAFF} people and {MOST_OPEN} open invitations at most"


def token_of(signing_key: str, invitation_id: uuid.UUID) -> str:
    """What the mail's link carries: made anew whenever the mail is sent, so that no table has to hold it."""
    return tokens.signature(signing_key, PURPOSE, str(invitation_id))


def list_invitations(session: Session, boutique_id: int) -> Sequence[BoutiqueInvitation]:
    """A boutique's open invitations, the newest first."""
    mine = (BoutiqueInvitation.boutique_id == boutique_id, BoutiqueInvitation.expires_at > clock.now())
    return session.scalars(select(BoutiqueInvitation).where(*mine).order_by(BoutiqueInvitation.id.desc())).all()


def invite_staff(session: Session, boutique: Boutique, asked: InvitationIn, *, signing_key: str) -> BoutiqueInvitation:
    """Invite an address to work in a boutique, which is locked in this transaction; a mail goes if it commits.

    A second invitation of one address takes the place of the first. Raises WorksHereAlready, TooManyPeople.
    """
    here = select(User.id).where(User.email == asked.email, User.id.in_(people_of(session, boutique.id)))
    if session.scalar(here) is not None:
        raise WorksHereAlready
    mine = BoutiqueInvitation.boutique_id == boutique.id
    session.execute(delete(BoutiqueInvitation).where(mine, BoutiqueInvitation.email == asked.email))
    waiting = select(func.count(BoutiqueInvitation.id)).where(mine, BoutiqueInvitation.expires_at > clock.now())
    if session.scalars(waiting).one() >= MOST_OPEN or count_staff(session, boutique.id) >= MOST_STAFF:
        raise TooManyPeople
    number = tokens.new_id()
    row = BoutiqueInvitation(
        id=number,
        boutique_id=boutique.id,
        email=asked.email,
        digest=tokens.digest(token_of(signing_key, number)),
        language=asked.language,
        expires_at=clock.now() + LIFE,
    )
    session.add(row)
    session.flush()
    later(session, SEND, owner=boutique.owner_id, invitation_id=str(row.id))
    return row


def withdraw_invitation(session: Session, boutique_id: int, invitation_id: uuid.UUID) -> None:
    """An invitation holds no more. Raises InvitationUnknown."""
    mine = (BoutiqueInvitation.id == invitation_id, BoutiqueInvitation.boutique_id == boutique_id)
    gone = session.execute(delete(BoutiqueInvitation).where(*mine).returning(BoutiqueInvitation.id))
    if gone.one_or_none() is None:
        raise InvitationUnknown


def read_invitation(session: Session, token: str) -> tuple[BoutiqueInvitation, Boutique]:
    """What a token invites to, for whoever shows it. Raises InvitationUnknown."""
    query = select(BoutiqueInvitation, Boutique).join(Boutique, Boutique.id == BoutiqueInvitation.boutique_id)
    found = session.execute(query.where(*_holding(token))).one_or_none()
    if found is None:
        raise InvitationUnknown
    return found[0], found[1]


def accept_invitation(session: Session, user: Principal, token: str) -> Boutique:
    """Whoever asks works in the boutique from now on; the token is spent.

    Any account may take it, as people sign in with other addresses than they are invited by. The account is locked
    first: who takes two invitations at a time, or opens a boutique meanwhile, ends up in one. Raises InvitationUnknown,
    AdminsDoNotSell, SellsElsewhere, TooManyPeople.
    """
    account = accounts.hold_account(session, user.id)
    if account.role == Role.ADMIN:
        raise AdminsDoNotSell
    invitation, boutique = read_invitation(session, token)
    if is_seller(session, account.id):
        raise SellsElsewhere
    if count_staff(session, boutique.id) >= MOST_STAFF:
        raise TooManyPeople
    spent = delete(BoutiqueInvitation).where(BoutiqueInvitation.id == invitation.id, *_holding(token))
    if session.execute(spent.returning(BoutiqueInvitation.id)).one_or_none() is None:  # somebody was quicker
        raise InvitationUnknown
    session.add(BoutiqueStaff(boutique_id=boutique.id, user_id=account.id))
    session.flush()
    accounts.change_role(session, account, Role.BOUTIQUE)
    return boutique


def forget_invitations_to(session: Session, email: str) -> None:
    """Delete the open invitations to an address whose owner leaves the shop."""
    session.execute(delete(BoutiqueInvitation).where(BoutiqueInvitation.email == email))


def forget_expired_invitations(session: Session) -> int:
    """Delete what nobody can take any more; returns how many."""
    done = session.execute(delete(BoutiqueInvitation).where(BoutiqueInvitation.expires_at <= clock.now()))
    assert isinstance(done, CursorResult)
    return done.rowcount


def _holding(token: str) -> tuple[ColumnElement[bool], ...]:
    return (BoutiqueInvitation.digest == tokens.digest(token), BoutiqueInvitation.expires_at > clock.now())
