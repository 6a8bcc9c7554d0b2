"""What can go wrong in the library, as one tree.

VisionError
├── UnreadableImage   the bytes are no picture, or a larger one than anybody photographs
│   └── UnsuitablePhoto   a picture, but not one to show to others: of another kind, too large, too small, too long
├── NoGarment         there is no garment in the picture, or it cannot be told from its ground
├── InvalidImage      an array is no picture: wrong shape or kind (also a ValueError)
├── ModelMissing      a model's file or library is not there, or is none that can be run
└── ModelFailed  a model, most often on somebody else's machine, gave no answer that can be used
    ├── Refused       it will not work on this picture; asking again leads to the same
    ├── RateLimited   too many questions in too little time; says when to come back
    ├── Overloaded    it cannot answer now: busy, broken, or not to be reached
    ├── TimedOut      there was no whole answer within the time given
    ├── BadAnswer     what it answered is not what was asked for
    └── Misconfigured its key, the model's name or its address is wrong, or the account may not use it
"""


class VisionError(Exception):
    """Everything this library raises on purpose; its text says what to do."""


class UnreadableImage(VisionError):
    """The bytes are no picture, or a larger one than anybody photographs."""


class UnsuitablePhoto(UnreadableImage):
    """A picture, but not one to show to others: of another kind, too large, too small or too long."""


class NoGarment(VisionError):
    """There is no garment in the picture, or it cannot be told from its ground."""


class InvalidImage(VisionError, ValueError):
    """An array is no picture: wrong shape or kind."""


class ModelMissing(VisionError):
    """A model's file or library is not there, or is none that can be run."""


class ModelFailed(VisionError):
    """A model gave no answer that can be used."""


class Refused(ModelFailed):
    """It will not work on this picture; `reason` is the host's own word for why, such as "IMAGE_SAFETY"."""

    def __init__(self, message: str, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class RateLimited(ModelFailed):
    """Too many questions in too little time; `retry_after` seconds until the next, as far as the host says."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Overloaded(ModelFailed):
    """It cannot answer now: busy, broken, or not to be reached; `retry_after` as for RateLimited."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class TimedOut(ModelFailed):
    """There was no whole answer within the time given."""


class BadAnswer(ModelFailed):
    """What it answered is not what was asked for."""


class Misconfigured(ModelFailed):
    """Its key, the model's name or its address is wrong, or the account may not use it."""
