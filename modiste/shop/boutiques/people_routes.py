"""The HTTP routes of the people and programs that work for a boutique: staff, invitations, API keys."""

import uuid

from fastapi import APIRouter

from modiste.shop.accounts.dependencies import CurrentUser, RoleMissing
from modiste.shop.boutiques import (
    invitations,
    keys,
    staff,
)
from modiste.shop.boutiques.dependencies import OwnerDep, OwnerOnly, SellerDep
from modiste.shop.boutiques.models import Boutique
from modiste.shop.boutiques.schemas import (
    BoutiqueOut,
    ColleagueOut,
    InvitationIn,
    InvitationOut,
    InvitationTokenIn,
    InvitedOut,
    KeyIn,
    KeyOut,
    MadeKeyOut,
)
from modiste.shop.boutiques.sellers import Post, boutique_of_seller
from modiste.shop.boutiques.service import AdminsDoNotSell, NoBoutiqueYet, SellsElsewhere
from modiste.shop.kit.errors import TooMany, Unauthenticated
from modiste.shop.kit.web.context import LimitsDep, SessionDep, SettingsDep
from modiste.shop.kit.web.fields import Id
from modiste.shop.kit.web.problems import problems

MAILS_PER_HOUR = 30  # of one boutique, to whatever addresses it writes down
OWNER = (Unauthenticated, RoleMissing, NoBoutiqueYet, OwnerOnly)

router = APIRouter(prefix="/boutiques", tags=["boutiques"])


@router.get("/me/staff", responses=problems(*OWNER))
def list_staff(session: SessionDep, seller: OwnerDep) -> list[ColleagueOut]:
    """Who works in the caller's boutique beside its owner."""
    return [ColleagueOut.model_validate(one) for one in staff.list_staff(session, seller.boutique_id)]


@router.delete("/me/staff/{user_id}", status_code=204, responses=problems(*OWNER, staff.StaffUnknown))
def dismiss_staff(session: SessionDep, seller: OwnerDep, user_id: Id) -> None:
    """Somebody works in the caller's boutique no more; holds from their next request on."""
    staff.dismiss_staff(session, seller, user_id)


@router.post(
    "/me/leave", status_code=204, responses=problems(Unauthenticated, RoleMissing, NoBoutiqueYet, staff.StaffUnknown)
)
def leave_boutique(session: SessionDep, seller: SellerDep) -> None:
    """The caller works in the boutique no more, and is a shopper again. Its owner stays; a key is revoked instead."""
    if seller.user_id is None or seller.post is not Post.STAFF:
        raise RoleMissing("Only staff can leave: an owner gives the boutique up with the account, a key is revoked")
    staff.dismiss_staff(session, seller, seller.user_id)


@router.get("/me/invitations", response_model=list[InvitationOut], responses=problems(*OWNER))
def list_invitations(session: SessionDep, seller: OwnerDep) -> object:
    """The invitations that nobody has taken yet."""
    return invitations.list_invitations(session, seller.boutique_id)


@router.post(
    "/me/invitations",
    status_code=201,
    response_model=InvitationOut,
    responses=problems(*OWNER, invitations.WorksHereAlready, invitations.TooManyPeople, TooMany),
)
def invite_staff(
    session: SessionDep, seller: OwnerDep, body: InvitationIn, *, settings: SettingsDep, limits: LimitsDep
) -> object:
    """Invite somebody by mail to work in the caller's boutique; the link holds for seven days, once."""
    limits.hit("boutique-invitations", seller.boutique_id, times=MAILS_PER_HOUR, seconds=3600)
    boutique = boutique_of_seller(session, seller, to_change=True)
    return invitations.invite_staff(session, boutique, body, signing_key=settings.signing_key)


@router.delete(
    "/me/invitations/{invitation_id}", status_code=204, responses=problems(*OWNER, invitations.InvitationUnknown)
)
def withdraw_invitation(session: SessionDep, seller: OwnerDep, invitation_id: uuid.UUID) -> None:
    """The link of an invitation holds no more."""
    invitations.withdraw_invitation(session, seller.boutique_id, invitation_id)


@router.post("/invitations/read", responses=problems(invitations.InvitationUnknown))
def read_invitation(session: SessionDep, body: InvitationTokenIn) -> InvitedOut:
    """What the link of an invitation invites to; who holds it may look, signed in or not. Nothing is spent."""
    invitation, boutique = invitations.read_invitation(session, body.token)
    return InvitedOut(
        boutique_name=boutique.name,
        boutique_slug=boutique.slug,
        logo_url=boutique.logo_url,
        expires_at=invitation.expires_at,
    )


@router.post(
    "/invitations/accept",
    responses=problems(
        Unauthenticated, AdminsDoNotSell, invitations.InvitationUnknown, SellsElsewhere, invitations.TooManyPeople
    ),
)
def accept_invitation(session: SessionDep, user: CurrentUser, body: InvitationTokenIn) -> BoutiqueOut:
    """Work in the boutique from now on; the link is spent."""
    joined: Boutique = invitations.accept_invitation(session, user, body.token)
    return BoutiqueOut.model_validate(joined)


@router.get("/me/keys", response_model=list[KeyOut], responses=problems(*OWNER))
def list_keys(session: SessionDep, seller: OwnerDep) -> object:
    """The API keys of the caller's boutique, revoked ones among them; never their secrets."""
    return keys.list_keys(session, seller.boutique_id)


@router.post("/me/keys", status_code=201, responses=problems(*OWNER, keys.TooManyKeys))
def make_key(session: SessionDep, seller: OwnerDep, body: KeyIn) -> MadeKeyOut:
    """Make an API key; this answer is the only one that shows it."""
    row, secret = keys.make_key(session, seller, body.name)
    return MadeKeyOut.model_validate(KeyOut.model_validate(row).model_dump() | {"key": secret})


@router.delete("/me/keys/{key_id}", status_code=204, responses=problems(*OWNER, keys.KeyUnknown))
def revoke_key(session: SessionDep, seller: OwnerDep, key_id: uuid.UUID) -> None:
    """A key opens nothing any more, from the next request on."""
    keys.revoke_key(session, seller.boutique_id, key_id)
