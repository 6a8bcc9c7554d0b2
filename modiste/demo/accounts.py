"""The demo's accounts to sign in with, one of each role."""

from dataclasses import dataclass

from modiste.demo.boutiques import demo_boutiques

PASSWORD = "modiste-demo"  # public: production refuses to start with the demo on


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account to sign in with; `boutique` is the slug of the boutique it owns."""

    email: str
    name: str
    role: str
    boutique: str | None = None


def demo_accounts() -> tuple[DemoAccount, ...]:
    """One account of each role."""
    return (
        DemoAccount("shopper@example.com", "Robin Marlow", "user"),
        DemoAccount("boutique@example.com", "Maren Claes", "boutique", demo_boutiques()[0].slug),
        DemoAccount("admin@example.com", "Ada Admin", "admin"),
    )
