"""Arithmetic on hex colours: lighter, darker, mixed, and how light a colour is to the eye."""


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0..255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mixed(first: str, second: str, share: float) -> str:
    """`share` of the second colour in the first."""
    parts = zip(channels(first), channels(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)


def darker(colour: str, share: float) -> str:
    """Towards a warm near-black, as shade on cloth is."""
    return mixed(colour, "#1b1418", share)


def lighter(colour: str, share: float) -> str:
    """Towards a warm white."""
    return mixed(colour, "#fffaf2", share)


def lightness(colour: str) -> float:
    """Perceived lightness, 0 (black) to 1 (white)."""
    red, green, blue = channels(colour)
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255
