"""The arrays that the library speaks in."""

import numpy as np
import numpy.typing as npt

from modiste.vision.errors import InvalidImage

Pixels = npt.NDArray[np.uint8]  # (height, width, 3) red, green, blue; with a fourth channel for opacity where said
Plane = npt.NDArray[np.float32]  # (height, width): a mask, a height, a brightness
Planes = npt.NDArray[np.float32]  # (3, height, width) or (height, width, 3), as said


def checked(image: Pixels) -> Pixels:
    """`image` itself; raises InvalidImage unless it is (height, width, 3) or (height, width, 4) of bytes."""
    if image.dtype != np.uint8 or image.ndim != 3 or image.shape[2] not in (3, 4) or 0 in image.shape:
        raise InvalidImage(
            f"A picture is an array of bytes, (height, width, 3) or (height, width, 4); this one is {image.dtype} with "
            f"the shape {image.shape}."
        )
    return image
