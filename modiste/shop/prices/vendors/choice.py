"""Which vendors the settings switch on: every file of this folder that can open some, none of them named here."""

import importlib
import pkgutil
from collections import Counter
from dataclasses import dataclass

from pydantic import ValidationError

from modiste.shop.prices import vendors
from modiste.shop.prices.vendors.base import Vendor

NO_VENDORS = {"answers", "base", "choice", "guards", "shops"}


class UnfitVendorSettings(ValueError):
    """A vendor's settings cannot be used; the message names the file and the setting, never its value."""


@dataclass(frozen=True, slots=True)
class Vendors:
    """The vendors that are on, and for each interface that has none its name and what is missing."""

    on: tuple[Vendor, ...]
    off: tuple[tuple[str, str], ...]


def list_interfaces() -> list[str]:
    """The names of the interfaces, one per file."""
    return sorted(name for _, name, _ in pkgutil.iter_modules(vendors.__path__) if name not in NO_VENDORS)


def open_all() -> Vendors:
    """Every vendor that is switched on; raises UnfitVendorSettings, so that a mistake is seen at the start."""
    on: list[Vendor] = []
    off: list[tuple[str, str]] = []
    for name in list_interfaces():
        module = importlib.import_module(f"{vendors.__name__}.{name}")
        try:
            opened = module.open_vendors()
        except ValueError as error:  # pydantic's, and what makes a list no JSON
            raise UnfitVendorSettings(f"The settings of {name} cannot be used: {_words(error)}") from error
        on.extend(opened)
        if not opened:
            off.append((name, module.WHAT_IS_MISSING))
    twice = [name for name, count in Counter(vendor.name for vendor in on).items() if count > 1]
    if twice:
        raise UnfitVendorSettings(f"Two vendors are called {twice[0]}: give each shop its own name")
    return Vendors(tuple(on), tuple(off))


def _words(error: ValueError) -> str:
    if not isinstance(error, ValidationError):
        return str(error)
    faults = error.errors(include_url=False, include_input=False, include_context=False)
    return "; ".join(f"{'.'.join(map(str, fault['loc'])) or 'all'}: {fault['msg']}" for fault in faults)
