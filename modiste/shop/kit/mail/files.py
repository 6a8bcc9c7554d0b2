"""Mail as .eml files in a folder: the stand-in of the demo and of every laptop. Nothing leaves the machine."""

import hashlib
import os
import tempfile
from pathlib import Path

from modiste.shop.kit.mail.base import Mail, Mailer, MailUnavailable


class FileMailer(Mailer):
    """One file per mail, which any mail program opens; the same mail sent again is the same file."""

    def __init__(self, folder: Path, *, sender: str) -> None:
        super().__init__(sender)
        self._folder = folder

    def send(self, mail: Mail) -> None:
        content = self.written(mail).as_bytes()
        name = hashlib.sha256(mail.id.encode()).hexdigest()[:32]
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, draft = tempfile.mkstemp(dir=self._folder, prefix=".")
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.replace(draft, self._folder / f"{name}.eml")
        except OSError as error:
            raise MailUnavailable(f"The folder for mail cannot be written: {error.strerror}") from error
