"""Several pages for one attempt, where a provider refuses the same reference twice and tells no page a second time.

When the answer with the first page is lost, nobody has its address and nobody can pay there, but its reference is used
up. The next page is asked for as `<reference>.1`, and so on, so that an attempt can be found under every name it may
have.
"""

from collections.abc import Callable, Iterator

from modiste.shop.payments.providers.base import Checkout, PaymentState, PaymentStatus, ProviderRefused

MOST = 4


def names_of(reference: str) -> Iterator[str]:
    """Every name that the attempt may have at the provider, the oldest first."""
    yield reference
    yield from (f"{reference}.{number}" for number in range(1, MOST))


def reference_of(name: str) -> str:
    """Our reference in a provider's name for it."""
    return name.partition(".")[0]


def open_page(
    reference: str, make: Callable[[str], Checkout | None], ask: Callable[[str], PaymentState | None]
) -> Checkout:
    """The page that `make` opens under the first name that is free; `make` returns None for a name that is taken.

    Raises ProviderRefused when `ask` finds a taken name paid, or when no name is left.
    """
    for name in names_of(reference):
        checkout = make(name)
        if checkout is not None:
            return checkout
        state = ask(name)
        if state is not None and state.status is PaymentStatus.CAPTURED:
            raise ProviderRefused("This was paid already")
    raise ProviderRefused("Too many pages were opened for this payment: start it anew")


def find_state(reference: str, provider_id: str, ask: Callable[[str], PaymentState | None]) -> PaymentState | None:
    """The attempt's state under its names up to `provider_id` (all of them when that was lost): a paid one counts,
    else the newest that is known."""
    found = None
    for name in names_of(reference):
        state = ask(name)
        if state is not None and state.status is PaymentStatus.CAPTURED:
            return state
        found = state or found
        if name == provider_id:
            break
    return found
