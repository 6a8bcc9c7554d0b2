"""Who asks: from the database, remembered for a second, and never after it was forgotten."""

import uuid

from modiste.shop.accounts.models import Role
from modiste.shop.accounts.principals import Principal, RecentPrincipals


def test_a_principal_is_remembered_until_it_is_forgotten() -> None:
    recent, principal = RecentPrincipals(), Principal(1, Role.USER, uuid.uuid4())
    recent.keep(principal, read_at=recent.changes)
    assert recent.find(principal.session_id) is principal
    recent.forget([principal.session_id])
    assert recent.find(principal.session_id) is None


def test_a_read_that_began_before_somebody_was_forgotten_is_not_kept() -> None:
    recent, principal = RecentPrincipals(), Principal(1, Role.ADMIN, uuid.uuid4())
    began = recent.changes
    recent.forget([principal.session_id])
    recent.keep(principal, read_at=began)
    assert recent.find(principal.session_id) is None


def test_forgetting_one_leaves_the_others() -> None:
    recent = RecentPrincipals()
    ann, bob = (Principal(n, Role.USER, uuid.uuid4()) for n in (1, 2))
    for principal in (ann, bob):
        recent.keep(principal, read_at=recent.changes)
    recent.forget([ann.session_id])
    assert recent.find(bob.session_id) is bob
