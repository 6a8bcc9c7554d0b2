"""The seller's terms: which version holds, and that a boutique's owner has agreed to it.

Their words stand in the web app (/boutique/terms), in every language; whoever changes what they say names a new version
here and there, and every owner is asked anew.
"""

from sqlalchemy.orm import Session

from modiste.shop.boutiques.models import Boutique
from modiste.shop.kit import clock
from modiste.shop.kit.errors import Invalid

TERMS_VERSION = "2026-11-27"


class TermsOutdated(Invalid):
    """What was agreed to is not what holds now."""

    title = f"Read and agree to the seller's terms of {TERMS_VERSION} first"


def check_terms(version: str) -> None:
    """Raises TermsOutdated unless `version` is the one that holds."""
    if version != TERMS_VERSION:
        raise TermsOutdated(
            f"{TermsOutdated.title}: send terms_version {TERMS_VERSION}",
            errors=[{"pointer": "/body/terms_version", "detail": f"{TERMS_VERSION} is the version that holds"}],
        )


def agree_to_terms(session: Session, boutique: Boutique, version: str) -> Boutique:
    """Note that the owner of a boutique, locked in this transaction, agrees to the terms. Raises TermsOutdated."""
    check_terms(version)
    boutique.terms_version, boutique.terms_agreed_at = version, clock.now()
    session.flush()
    return boutique
