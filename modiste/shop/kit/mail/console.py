"""Mail on the worker's standard output, to be read as it goes while one develops."""

import sys
from typing import TextIO

from modiste.shop.kit.mail.base import Mail, Mailer, MailUnavailable

RULE = "-" * 72


class ConsoleMailer(Mailer):
    """Every mail with its headers, as a person reads it, between two rules."""

    def __init__(self, *, sender: str, stream: TextIO | None = None) -> None:
        super().__init__(sender)
        self._stream = stream

    def send(self, mail: Mail) -> None:
        message = self.written(mail)
        headers = "\n".join(f"{name}: {value}" for name, value in message.items())
        stream = self._stream or sys.stdout
        try:
            print(f"{RULE}\n{headers}\n\n{message.get_content()}{RULE}", file=stream, flush=True)
        except OSError as error:
            raise MailUnavailable(f"The console cannot be written: {error.strerror}") from error
