"""The providers that the settings switch on, each a file of `providers/`, none of them named here."""

import atexit
import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from functools import cache
from types import ModuleType

from pydantic import ValidationError

from modiste.shop.kit.fetch.fetcher import Fetcher
from modiste.shop.kit.fetch.settings import FetchSettings
from modiste.shop.kit.redis import Remote
from modiste.shop.kit.settings import UnsafeSettings
from modiste.shop.payments import providers
from modiste.shop.payments.providers.base import PaymentProvider
from modiste.shop.payments.providers.settings import ProviderSettings
from modiste.shop.payments.settings import PaymentSettings

NO_PROVIDERS = {"asking", "base", "pages", "settings", "signatures", "units"}


class Payments:
    """The providers that are on, and the connections that they share: none of those that vendors are asked by."""

    def __init__(self, remote: Remote | None) -> None:
        self._fetcher = Fetcher(FetchSettings(), remote)
        self.providers = open_providers(PaymentSettings().payments, self._fetcher)

    def close(self) -> None:
        """End every connection."""
        self._fetcher.close()


@cache
def shared_providers(redis_url: str) -> Mapping[str, PaymentProvider]:
    """The providers of a worker, whose jobs share their connections. Raises UnsafeSettings."""
    payments = Payments(Remote(redis_url) if redis_url else None)
    atexit.register(payments.close)
    return payments.providers


def list_providers() -> list[str]:
    """The names of all providers, one per file."""
    return sorted(name for _, name, _ in pkgutil.iter_modules(providers.__path__) if name not in NO_PROVIDERS)


def open_providers(names: Iterable[str], fetcher: Fetcher) -> dict[str, PaymentProvider]:
    """The providers called `names`, in their order; they share `fetcher`, and nothing is asked yet.

    Raises UnsafeSettings, in a sentence that names the variable, when one of them has no secret or is not known.
    """
    return {name: _open(name, fetcher) for name in names}


def check_providers() -> None:
    """Raises UnsafeSettings where the providers that are on could not be opened."""
    for name in PaymentSettings().payments:
        check_provider(name)


def check_provider(name: str) -> ProviderSettings:
    """The settings of a provider that is to be switched on; raises UnsafeSettings."""
    return _settings_of(_module_of(name))


def _open(name: str, fetcher: Fetcher) -> PaymentProvider:
    module = _module_of(name)
    provider: PaymentProvider = module.Provider(_settings_of(module), fetcher)
    return provider


def _module_of(name: str) -> ModuleType:
    known = list_providers()
    if name not in known:
        raise UnsafeSettings(
            f"Modiste refuses to start: MODISTE_PAYMENTS names {name!r}; there are {', '.join(known)}."
        )
    # Only what is on is imported: Stripe's SDK takes half a second.
    return importlib.import_module(f"{providers.__name__}.{name}")


def _settings_of(module: ModuleType) -> ProviderSettings:
    try:
        settings: ProviderSettings = module.Settings()
    except ValidationError as error:
        prefix = module.Settings.model_config["env_prefix"]
        faults = error.errors(include_url=False, include_input=False, include_context=False)
        words = (_words(prefix, [str(part) for part in fault["loc"]], str(fault["msg"])) for fault in faults)
        raise UnsafeSettings(f"Modiste refuses to start: {'; '.join(words)}.") from error
    if unknown := sorted(settings.currencies - module.UNITS.keys()):
        raise UnsafeSettings(
            f"Modiste refuses to start: {module.Settings.model_config['env_prefix']}CURRENCIES names "
            f"{', '.join(unknown)}; there are {', '.join(sorted(module.UNITS))}."
        )
    return settings


def _words(prefix: str, location: list[str], message: str) -> str:
    told = message.removeprefix("Value error, ")
    return f"{prefix}{location[0].upper()} {told}" if location else told
