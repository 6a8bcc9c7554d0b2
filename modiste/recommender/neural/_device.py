"""Which device of PyTorch is meant by a name, and whether it is here."""

import torch

from modiste.recommender.errors import InvalidInput, NotAvailable

CPU = "cpu-torch"  # "cpu" alone might as well mean the compiled kernels


def device_of(name: str) -> torch.device:
    """Return the device with a name such as "cuda", "cuda:1" or "cpu-torch".

    Raises
    ------
    InvalidInput
        When PyTorch knows no device of this name, or it is of a kind that cannot do what is needed here (float64).
    NotAvailable
        When it is not on this machine, or this build of PyTorch cannot use it.
    """
    try:
        device = torch.device("cpu" if name == CPU else name)
    except RuntimeError as error:
        raise InvalidInput(f"PyTorch knows no device {name!r}: choose cuda, cuda:1, … or {CPU}.") from error
    if device.type not in ("cpu", "cuda"):
        raise InvalidInput(f"Modiste does not train on {name!r}: choose cuda, cuda:1, … or {CPU}.")
    if device.type == "cuda" and not torch.cuda.is_available():
        build = "this build of PyTorch is for the CPU alone" if torch.version.cuda is None else "no GPU answers"
        raise NotAvailable(
            f"There is no CUDA here ({build}): install modiste[neural] with a CUDA build of torch on a machine with an "
            f"NVIDIA GPU (https://pytorch.org/get-started/locally), or train without device={name!r}."
        )
    if device.type == "cuda" and (device.index or 0) >= torch.cuda.device_count():
        raise NotAvailable(f"There are {torch.cuda.device_count()} GPUs here, so there is no {name!r}.")
    return device


def room_on(device: torch.device) -> int:
    """Return how many float32 one batch may hold, so that a few arrays of its size fit beside what lies there.

    On a CPU 16 MB: what the caches hold is read fastest. The result depends on it in the last digits alone.
    """
    if device.type != "cuda":
        return 1 << 22
    free, _ = torch.cuda.mem_get_info(device)
    return max(1 << 22, min(1 << 28, int(free) // (4 * 16)))
