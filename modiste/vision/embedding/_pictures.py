"""Photos as networks want them: of one size, on white, whole, in their own proportions or not."""

import numpy as np
import numpy.typing as npt
from PIL import Image

from modiste.vision.arrays import Pixels, checked
from modiste.vision.images import on_ground

WHITE = (255, 255, 255)


def sized(photo: Pixels, width: int, height: int) -> npt.NDArray[np.uint8]:
    """`photo` on white, (height, width, 3), stretched to the network's size; raises InvalidImage."""
    flat = Image.fromarray(on_ground(checked(photo), WHITE))
    return np.asarray(flat.resize((width, height), Image.Resampling.BOX))
