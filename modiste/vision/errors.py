"""What can go wrong in the library, as one tree.

VisionError
├── UnreadableImage   the bytes are no picture, or a larger one than anybody photographs
│   └── UnsuitablePhoto   a picture, but not one to show to others: of another kind, too large, too small, too long
├── NoGarment         there is no garment in the picture, or it cannot be told from its ground
└── InvalidImage      an array is no picture: wrong shape or kind (also a ValueError)
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
