"""What can go wrong in matching."""


class MatchingError(Exception):
    """The parent of every error of this library."""


class UnreadablePage(MatchingError):
    """The bytes are no page that can be read: too large, too deep, or no text at all."""
