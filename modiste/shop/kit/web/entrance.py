"""What is turned away before any route is looked for: foreign hosts, and characters that no database takes."""

from collections.abc import Sequence

from starlette.types import ASGIApp, Receive, Scope, Send

from modiste.shop.kit.web.problems import problem

# Probes of an orchestrator call by address, and these paths use no host.
PROBES = "/api/v1/health/"


class Entrance:
    """Refuses requests for other hosts (their name would end in links and mails) and NUL in path or query."""

    def __init__(self, app: ASGIApp, *, hosts: Sequence[str]) -> None:
        self.app = app
        self.hosts = () if "*" in hosts else tuple(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            path: str = scope["path"]
            if "\x00" in path or b"%00" in scope["query_string"]:
                # PostgreSQL has no text with NUL; refused here once, it need not be feared in any feature.
                await problem(400, "The address holds a NUL character; leave it out.")(scope, receive, send)
                return
            if self.hosts and not path.startswith(PROBES) and not self._is_ours(scope):
                await problem(400, "This host is not served here; ask at the shop's own address.")(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _is_ours(self, scope: Scope) -> bool:
        given = next((value for name, value in scope["headers"] if name == b"host"), b"").decode("latin-1").lower()
        name = given[: given.rfind("]") + 1] if given.startswith("[") else given.partition(":")[0]
        return any(name == host or (host.startswith("*.") and name.endswith(host[1:])) for host in self.hosts)
