"""Mail kept in this process and nowhere else: for tests and for trying the shop out from a script."""

from email.message import EmailMessage

from modiste.shop.kit.mail.base import Mail, Mailer


class MemoryMailer(Mailer):
    """Every mailer of this kind puts into the one mailbox of its process; the same mail sent again replaces itself."""

    mailbox: dict[str, EmailMessage] = {}  # noqa: RUF012 - one for the process, which is the point

    def send(self, mail: Mail) -> None:
        self.mailbox[mail.id] = self.written(mail)
