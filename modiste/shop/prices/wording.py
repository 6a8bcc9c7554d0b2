"""Why a vendor's answer is missing, in words that a shopper may read."""

from modiste.shop.kit.fetch.base import FailureKind

WORDS: dict[str, str] = {
    FailureKind.FORBIDDEN: "Its address is not one that we talk to",
    FailureKind.ROBOTS: "It does not want its pages to be read by programs",
    FailureKind.TIMEOUT: "It did not answer in time",
    FailureKind.UNREACHABLE: "It could not be reached",
    FailureKind.STATUS: "It answered with an error",
    FailureKind.TOO_LARGE: "Its answer was too large",
    FailureKind.BROKEN: "Its answer could not be read",
    FailureKind.BUSY: "We ask it as often as we may; it is asked again soon",
    FailureKind.QUOTA: "We have asked it as often as we may today",
    FailureKind.PAUSED: "It failed several times and is left alone for a while",
    FailureKind.REFUSED: "It does not let us in",
}


def words_of_failure(kind: str) -> str:
    """A sentence for a FailureKind as it stands in the tables."""
    return WORDS.get(kind, "It did not answer")
