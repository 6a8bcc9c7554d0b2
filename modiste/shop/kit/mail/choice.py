"""Which way to send MODISTE_MAIL_URL names."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from modiste.shop.kit.mail.base import Mailer
from modiste.shop.kit.mail.console import ConsoleMailer
from modiste.shop.kit.mail.files import FileMailer
from modiste.shop.kit.mail.memory import MemoryMailer
from modiste.shop.kit.mail.smtp import PORTS, Server, SmtpMailer
from modiste.shop.kit.settings import Settings

CONSOLE, MEMORY = "console:", "memory:"
FORMS = (
    "MODISTE_MAIL_URL is smtp://user:password@host:587, smtps://…, smtp+plain://host:25, file:///folder, console: or "
    "memory:"
)


def open_mailer(settings: Settings) -> Mailer:
    """The mailer of these settings; files in the data folder unless another is set. Raises ValueError."""
    sender = settings.mail_from or f"Modiste <hello@{urlsplit(settings.public_url).hostname or 'localhost'}>"
    if not settings.mail_url:
        return FileMailer(settings.data_dir / "mail", sender=sender)
    if settings.mail_url == CONSOLE:
        return ConsoleMailer(sender=sender)
    if settings.mail_url == MEMORY:
        return MemoryMailer(sender=sender)
    url = urlsplit(settings.mail_url)
    if url.scheme == "file" and url.path:
        return FileMailer(Path(unquote(url.path)), sender=sender)
    if url.scheme in PORTS and url.hostname:
        secrets = (unquote(url.username or ""), unquote(url.password or ""))
        return SmtpMailer(Server(url.scheme, url.hostname, url.port or PORTS[url.scheme], *secrets), sender=sender)
    raise ValueError(FORMS)
