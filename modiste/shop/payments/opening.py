"""The payment providers that are switched on."""

from collections.abc import Mapping
from functools import cache

from modiste.shop.payments.providers.base import PaymentProvider


def open_providers() -> dict[str, PaymentProvider]:
    """The providers by name."""
    return {}


@cache
def shared_providers() -> Mapping[str, PaymentProvider]:
    """The providers of this process."""
    return open_providers()
