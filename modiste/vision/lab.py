"""Colours as the eye tells them apart: CIE L*a*b* under daylight (D65)."""

import numpy as np
import numpy.typing as npt

_TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
_WHITE = np.array([0.9505, 1.0, 1.089])


def lab_of(rgb: npt.NDArray[np.floating]) -> npt.NDArray[np.floating]:
    """L* (0 to 100), a* and b* of sRGB between 0 and 1, both of shape (…, 3)."""
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    xyz = linear @ _TO_XYZ.T / _WHITE
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    x, y, z = f[..., 0], f[..., 1], f[..., 2]
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def lab_of_hex(colour: str) -> tuple[float, float, float]:
    """L*a*b* of `#rrggbb`; raises ValueError where it is none."""
    if len(colour) != 7 or colour[0] != "#":
        raise ValueError(f"{colour!r} is no colour: write #rrggbb.")
    lightness, green_red, blue_yellow = lab_of(np.array(list(bytes.fromhex(colour[1:]))) / 255)
    return float(lightness), float(green_red), float(blue_yellow)
