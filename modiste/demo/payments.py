"""The payment sandbox beside the demo: three providers that speak as the real ones do, and no money moves."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from modiste.demo.street import ALLOWED, LAST_PORT, TRIES, is_free
from modiste.sandbox.payments.keys import API_KEYS, HOST, PROVIDERS, WEBHOOK_SECRETS, addresses_of
from modiste.shop.kit.settings import Settings
from modiste.shop.kit.supervisor import Child, kept_alive

FROM_OUR_PORT = 790
BOOK = "sandbox-payments.jsonl"
HEARD_BY = {"stripe": "WEBHOOK_SECRET", "flutterwave": "SECRET_HASH"}  # Paystack signs with its key


@contextmanager
def sandbox_opened(settings: Settings, port: int) -> Iterator[None]:
    """While the block runs the demo's orders can be paid; its settings are put into the environment."""
    first = port + FROM_OUR_PORT if port + FROM_OUR_PORT + TRIES < LAST_PORT else port - FROM_OUR_PORT
    own = next((free for free in range(first, first + TRIES) if is_free(free)), first)
    os.environ.update(settings_of_providers(f"http://{HOST}:{own}"))
    os.environ[ALLOWED] = ",".join(filter(None, (os.environ.get(ALLOWED, ""), f"{HOST}:{own}")))
    command = [sys.executable, "-m", "modiste", "sandbox", "--port", str(own), "--webhooks", f"http://{HOST}:{port}"]
    book = str(settings.data_dir / BOOK)
    with kept_alive([Child("payments", [*command, "--book", book, "--until-stdin-closes", "--quiet"], {})]):
        yield


def settings_of_providers(origin: str) -> dict[str, str]:
    """The environment in which the shop takes payments by the sandbox at `origin`, and by nobody else."""
    told = {"MODISTE_PAYMENTS": ",".join(PROVIDERS)}
    for provider, address in addresses_of(origin).items():
        prefix = f"MODISTE_{provider.upper()}"
        told |= {f"{prefix}_BASE_URL": address, f"{prefix}_SECRET_KEY": API_KEYS[provider]}
        if provider in HEARD_BY:
            told[f"{prefix}_{HEARD_BY[provider]}"] = WEBHOOK_SECRETS[provider]
    return told
