"""Where the camera stands: how units of the sheet become pixels."""

from dataclasses import dataclass

from modiste.demo.studio.scene import Box

_MARGIN = 8  # pixels kept free around what is drawn


@dataclass(frozen=True, slots=True)
class Camera:
    """`scale` pixels to the unit; the picture's upper left corner shows the point x, y.

    Width and height are multiples of four, as light is worked out at half and a quarter of the resolution.
    """

    scale: float
    x: float
    y: float
    width: int
    height: int

    def seen(self, box: Box) -> tuple[int, int, int, int]:
        """The pixels (left, top, right, bottom) that show a box, with a margin, on multiples of four."""
        left = int((box[0] - self.x) * self.scale) - _MARGIN
        top = int((box[1] - self.y) * self.scale) - _MARGIN
        right = int((box[2] - self.x) * self.scale) + _MARGIN
        bottom = int((box[3] - self.y) * self.scale) + _MARGIN
        left, top = max(0, left) & ~3, max(0, top) & ~3
        return left, top, min(self.width, right + 4) & ~3, min(self.height, bottom + 4) & ~3
