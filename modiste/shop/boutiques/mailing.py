"""The mail of an invitation, put together when it is sent."""

import uuid

from sqlalchemy import update
from sqlalchemy.orm import Session

from modiste.shop.boutiques.invitation_words import SUBJECT, TEXT, Language
from modiste.shop.boutiques.invitations import token_of
from modiste.shop.boutiques.models import Boutique, BoutiqueInvitation
from modiste.shop.kit import clock, tokens
from modiste.shop.kit.mail.base import Mail
from modiste.shop.kit.settings import Settings

DATES: dict[Language, str] = {"en": "%Y-%m-%d %H:%M", "fr": "%d/%m/%Y %H:%M", "de": "%d.%m.%Y %H:%M"}


def pack_invitation(session: Session, invitation_id: uuid.UUID, settings: Settings) -> Mail | None:
    """The mail of an invitation; None when it was sent, taken, withdrawn or has expired.

    Should the shop's secret have changed since it was written, the link of the new secret is the one that holds.
    """
    invitation = session.get(BoutiqueInvitation, invitation_id, with_for_update=True)
    if invitation is None or invitation.sent_at is not None or clock.is_past(invitation.expires_at):
        return None
    token = token_of(settings.signing_key, invitation.id)
    invitation.digest = tokens.digest(token)
    boutique = session.get_one(Boutique, invitation.boutique_id)
    language: Language = next((one for one in SUBJECT if one == invitation.language), "en")
    known = {
        "boutique": " ".join(boutique.name.split()),
        "until": invitation.expires_at.strftime(DATES[language]),
        "link": f"{settings.public_url}/boutique/join?token={token}",
    }
    subject, text = SUBJECT[language].format(**known), TEXT[language].format(**known)
    return Mail(id=str(invitation.id), to=invitation.email, subject=subject, text=text)


def note_sent(session: Session, invitation_id: uuid.UUID) -> None:
    """Write down that an invitation's mail went, so that its owner sees it."""
    sent = update(BoutiqueInvitation).where(BoutiqueInvitation.id == invitation_id)
    session.execute(sent.values(sent_at=clock.now()))
