"""What can go wrong in the library, as one tree.

VisionError
├── UnreadableImage   the bytes are no picture, or a larger one than anybody photographs
└── InvalidImage      an array is no picture: wrong shape or kind (also a ValueError)
"""


class VisionError(Exception):
    """Everything this library raises on purpose; its text says what to do."""


class UnreadableImage(VisionError):
    """The bytes are no picture, or a larger one than anybody photographs."""


class InvalidImage(VisionError, ValueError):
    """An array is no picture: wrong shape or kind."""
