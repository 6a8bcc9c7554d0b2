"""What a way to send mail must do, and what a mail of ours looks like."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from modiste.shop.kit import clock
from modiste.shop.kit.errors import Invalid, Unavailable


class MailUnavailable(Unavailable):
    """The mail server does not answer, does not let us in, or asks us to come again."""

    title = "The mail server does not answer at the moment"


class MailRefused(Invalid):
    """This mail will never be taken: its address does not exist, or the server wants none of it."""

    title = "The mail server does not take this mail"


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to one person, in plain text.

    `id` stays the same when a mail is sent again: it becomes the Message-ID, by which mailboxes know a mail that they
    have. `unsubscribe` is where a POST switches such mails off (RFC 8058).
    """

    id: str
    to: str
    subject: str
    text: str
    unsubscribe: str = ""


class Mailer(ABC):
    """A way to send mail. `sender` is the From address, with a name or without."""

    def __init__(self, sender: str) -> None:
        self.sender = sender

    @abstractmethod
    def send(self, mail: Mail) -> None:
        """Hand `mail` over, whole or not at all; raises MailUnavailable, MailRefused."""

    def written(self, mail: Mail) -> EmailMessage:
        """`mail` as a message (RFC 5322); raises MailRefused for what fits no header."""
        message = EmailMessage(policy=SMTP)
        headers = {
            "From": self.sender,
            "To": mail.to,
            "Subject": " ".join(mail.subject.split()),
            "Date": format_datetime(clock.now()),
            "Message-ID": f"<{mail.id}@{_domain_of(self.sender)}>",
            "Auto-Submitted": "auto-generated",  # RFC 3834: nobody's holiday answers this
        }
        if mail.unsubscribe:
            headers["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        try:
            for name, value in headers.items():
                message[name] = value
            message.set_content(mail.text)
        except ValueError as error:  # a line break in an address would be a header of somebody else's making
            raise MailRefused("This is no address that mail can be sent to") from error
        return message


def _domain_of(sender: str) -> str:
    return parseaddr(sender)[1].rpartition("@")[2] or "localhost"
