"""Who asks (a stand-in until the accounts land: every request is refused unless a test overrides it)."""

from typing import Annotated

from fastapi import Depends

from modiste.shop.accounts.principals import Principal
from modiste.shop.kit.errors import Unauthenticated


def current_user() -> Principal:
    raise Unauthenticated


CurrentUser = Annotated[Principal, Depends(current_user)]
