"""What becomes of a boutique, its people and its invitations when somebody leaves the shop."""

from sqlalchemy.orm import Session

from modiste.shop.boutiques.logos import forget_logo_files
from modiste.shop.boutiques.models import Boutique
from modiste.shop.boutiques.staff import dismiss_all_staff


def give_up_boutique(session: Session, boutique: Boutique) -> None:
    """Delete a boutique that sells nothing, locked in this transaction; the caller has made sure of that.

    Its staff are shoppers again; keys and invitations go by their foreign keys.
    """
    dismiss_all_staff(session, boutique)
    forget_logo_files(session, boutique)
    session.delete(boutique)
    session.flush()
