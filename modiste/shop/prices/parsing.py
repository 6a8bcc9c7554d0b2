"""One vendor's reading of one answer, importable by a process that may be killed over it."""

from modiste.shop.kit.fetch.base import Answer, FailureKind, FetchFailed
from modiste.shop.prices.vendors.base import Findings, Question, Unreadable, Vendor

# What a hostile or broken document makes readers raise; anything else is our own fault and shall be seen.
BROKEN = (Unreadable, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)


def parse_answer(vendor: Vendor, answer: Answer, question: Question, token: str) -> Findings:
    """What the answer holds. Raises FetchFailed, with kind BROKEN for what cannot be read."""
    try:
        return vendor.parse(answer, question, token=token)
    except FetchFailed:
        raise
    except BROKEN as error:
        told = str(error) if isinstance(error, Unreadable) else f"Its answer could not be read ({type(error).__name__})"
        raise FetchFailed(FailureKind.BROKEN, told, status=answer.status) from error
