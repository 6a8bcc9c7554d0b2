"""Running the service on this machine: web processes, a supervised worker beside them, one URL."""

import socket
import sys
import threading
import time
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import uvicorn

from modiste.shop.kit.db import Database
from modiste.shop.kit.errors import ShopError
from modiste.shop.kit.migrations import migrate
from modiste.shop.kit.settings import Settings
from modiste.shop.kit.supervisor import Child, kept_alive

DRAIN_SECONDS = 15
READY_WITHIN = 60.0
BACKLOG = 2048
SILENT_SECONDS = 30  # how long a web process may be silent before it is replaced: 5 s happen on a busy machine


class PortTaken(ShopError):
    """Somebody else listens there."""

    title = "This port is taken"


@dataclass(frozen=True, slots=True)
class Stand:
    """Where and how to serve: `notes` are printed below the URL once it answers."""

    host: str = "127.0.0.1"
    port: int = 8000
    processes: int = 1
    with_worker: bool = True
    open_browser: bool = False
    notes: Sequence[str] = ()

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"


def serve(settings: Settings, stand: Stand, *, say: Callable[[str], None]) -> None:
    """Serve until SIGTERM or Ctrl-C. Raises PortTaken before anything is started."""
    _refuse_taken_port(stand)
    database = Database(settings.resolved_database_url)
    migrate(database, settings.data_dir)
    database.close()
    worker = Child("worker", [sys.executable, "-m", "modiste", "work"], settings.as_environment())
    announcer = threading.Thread(target=_announce, args=(stand, say), daemon=True)
    with kept_alive([worker] if stand.with_worker else []):
        announcer.start()
        uvicorn.run(
            "modiste.shop.app:create_app",
            factory=True,
            host=stand.host,
            port=stand.port,
            workers=stand.processes if stand.processes > 1 else None,
            access_log=False,
            log_config=None,
            server_header=False,
            backlog=BACKLOG,
            timeout_graceful_shutdown=DRAIN_SECONDS,
            timeout_worker_healthcheck=SILENT_SECONDS,
        )


def _refuse_taken_port(stand: Stand) -> None:
    family = socket.AF_INET6 if ":" in stand.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((stand.host, stand.port))
        except OSError as error:
            raise PortTaken(f"Cannot listen on {stand.host}:{stand.port} ({error.strerror}); try --port") from error


def _announce(stand: Stand, say: Callable[[str], None]) -> None:
    """Say the URL when the service answers, not before."""
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{stand.url}/api/v1/health/ready", timeout=2):
                break
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    else:
        say(f"The service has not become ready within {READY_WITHIN:.0f} s; `modiste doctor` says why.")
        return
    say(f"\n  Modiste is open: {stand.url}\n")
    for note in stand.notes:
        say(f"  {note}")
    if stand.open_browser:
        webbrowser.open(stand.url)
