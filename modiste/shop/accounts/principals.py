"""Who asks (a stand-in until the accounts land)."""

import uuid
from dataclasses import dataclass

from modiste.shop.accounts.models import Role


@dataclass(frozen=True, slots=True)
class Principal:
    id: int
    role: Role
    session_id: uuid.UUID

    @property
    def is_admin(self) -> bool:
        return self.role is Role.ADMIN
