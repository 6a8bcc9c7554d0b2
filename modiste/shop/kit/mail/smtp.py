"""Mail through an SMTP server, encrypted unless the address says otherwise."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from modiste.shop.kit.mail.base import Mail, Mailer, MailRefused, MailUnavailable

SECONDS = 15.0  # for each answer of the server
PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail is handed over.

    `smtp` turns to TLS before anything is said and sends nothing without it, `smtps` begins with TLS, and `smtp+plain`
    is for a relay on this machine or its own network.
    """

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)


class SmtpMailer(Mailer):
    """One connection per mail: a worker sends few, and a connection kept open is mostly found closed."""

    def __init__(self, server: Server, *, sender: str) -> None:
        super().__init__(sender)
        self._server = server

    def send(self, mail: Mail) -> None:
        message = self.written(mail)
        with _our_words(), self._connected() as connection:
            connection.send_message(message)

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        server, trust = self._server, ssl.create_default_context()
        opened: smtplib.SMTP
        if server.scheme == "smtps":
            opened = smtplib.SMTP_SSL(server.host, server.port, timeout=SECONDS, context=trust)
        else:
            opened = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
        try:
            if server.scheme == "smtp":
                opened.starttls(context=trust)
            if server.user:
                opened.login(server.user, server.password)
            yield opened
        finally:
            with suppress(smtplib.SMTPException, OSError):  # a farewell gone wrong must not send the mail again
                opened.quit()
            opened.close()


@contextmanager
def _our_words() -> Iterator[None]:
    """A refusal of the one address is for good (5xx); everything else may pass."""
    try:
        yield
    except smtplib.SMTPRecipientsRefused as error:
        codes = {code for code, _ in error.recipients.values()}
        if all(code >= 500 for code in codes):
            raise MailRefused(f"The mail server does not know this address (status {min(codes)})") from error
        raise MailUnavailable from error
    except smtplib.SMTPDataError as error:
        if error.smtp_code >= 500:
            raise MailRefused(f"The mail server does not take this mail (status {error.smtp_code})") from error
        raise MailUnavailable from error
    except smtplib.SMTPNotSupportedError as error:
        raise MailUnavailable(f"The mail server lacks what we need: {error}") from error
    except (smtplib.SMTPException, OSError) as error:
        raise MailUnavailable from error
