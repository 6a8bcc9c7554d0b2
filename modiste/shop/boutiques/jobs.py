"""What a boutique's people need not wait for: the mail of an invitation, the files of a logo that was taken down."""

import uuid
from typing import Any

from modiste.shop.boutiques import invitations, keys, logos, mailing
from modiste.shop.kit.errors import ShopError, Unavailable
from modiste.shop.kit.mail.choice import open_mailer
from modiste.shop.kit.queue.registry import job
from modiste.shop.kit.queue.work import Work
from modiste.shop.kit.storage.choice import open_store

ATTEMPTS = 40  # with the queue's longest pause: about two and a half hours without a mail server lose nothing


@job(invitations.SEND, attempts=ATTEMPTS, lease_seconds=60.0)
def send_boutique_invitation(work: Work, invitation_id: str) -> dict[str, Any]:
    """Send the mail of an invitation that is still open.

    A worker that dies after sending sends again, with the same Message-ID and the same link.
    """
    number = uuid.UUID(invitation_id)
    with work.transaction() as session:
        mail = mailing.pack_invitation(session, number, work.settings)
    if mail is None:
        return {"sent": False}
    try:
        open_mailer(work.settings).send(mail)
    except Unavailable:
        raise
    except ShopError as error:
        return {"sent": False, "error": error.detail}
    with work.transaction() as session:
        mailing.note_sent(session, number)
    return {"sent": True}


@job(logos.FORGET, attempts=ATTEMPTS)
def forget_boutique_logo(work: Work, key: str) -> dict[str, Any]:
    """Delete the files of a logo that no boutique shows any more."""
    logos.delete_logo_files(open_store(work.settings), key)
    return {"forgotten": key}


@job("forget_old_access")
def forget_old_access(work: Work) -> dict[str, Any]:
    """Delete expired invitations, which hold addresses, and keys that were revoked long ago."""
    with work.transaction() as session:
        return {
            "invitations": invitations.forget_expired_invitations(session),
            "keys": keys.forget_revoked_keys(session),
        }
