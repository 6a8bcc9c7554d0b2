"""One contract for every way to send mail in the folder: whoever adds a file there must pass it."""

import email
import io
import pkgutil
import socketserver
import threading
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

import modiste.shop.kit.mail
from modiste.shop.kit.mail.base import Mail, Mailer, MailRefused, MailUnavailable
from modiste.shop.kit.mail.choice import open_mailer
from modiste.shop.kit.mail.console import RULE, ConsoleMailer
from modiste.shop.kit.mail.files import FileMailer
from modiste.shop.kit.mail.memory import MemoryMailer
from modiste.shop.kit.mail.smtp import Server, SmtpMailer
from modiste.shop.kit.settings import Settings

KINDS = sorted({module.name for module in pkgutil.iter_modules(modiste.shop.kit.mail.__path__)} - {"base", "choice"})
SENDER = "Modiste <hello@shop.example>"
MAIL = Mail("0190f0a4", "zoé@example.com", "Prix: 49.90 €\nnow", "Only today.\n", "https://shop.example/u?token=1.a-_")
Reader = Callable[[], list[EmailMessage]]


class SmtpServer(socketserver.ThreadingTCPServer):
    """A mail server that takes what it is given, or answers a command as `answers` says."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.taken: list[bytes] = []
        self.answers: dict[str, str] = {}

    @property
    def address(self) -> Server:
        return Server("smtp+plain", "127.0.0.1", int(self.server_address[1]))


class Conversation(socketserver.StreamRequestHandler):
    """One client's visit."""

    server: SmtpServer

    def handle(self) -> None:
        self._say("220 ready")
        while line := self.rfile.readline():
            command = line.split()[0].decode().upper()
            said = self.server.answers.get(command)
            if command == "DATA" and said is None:
                self._say("354 go on")
                self._take()
                said = self.server.answers.get(".")
            self._say(said or ("250-here\r\n250-8BITMIME\r\n250 SMTPUTF8" if command == "EHLO" else "250 well"))
            if command == "QUIT":
                return

    def _take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        self.server.taken.append(b"".join(lines))

    def _say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


@pytest.fixture
def smtp_server() -> Iterator[SmtpServer]:
    with SmtpServer() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(params=KINDS)
def way(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Mailer, Reader]:
    """A mailer and what has arrived by it."""
    if request.param == "files":
        folder = tmp_path / "mail"
        return FileMailer(folder, sender=SENDER), lambda: [read(f.read_bytes()) for f in sorted(folder.glob("*"))]
    if request.param == "console":
        page = io.StringIO()
        return ConsoleMailer(sender=SENDER, stream=page), lambda: [read(one) for one in shown_on(page.getvalue())]
    if request.param == "memory":
        MemoryMailer.mailbox.clear()
        return MemoryMailer(sender=SENDER), lambda: [read(one.as_bytes()) for one in MemoryMailer.mailbox.values()]
    server: SmtpServer = request.getfixturevalue("smtp_server")
    return SmtpMailer(server.address, sender=SENDER), lambda: [read(content) for content in server.taken]


def shown_on(page: str) -> list[bytes]:
    return [one.lstrip("\n").encode() for one in page.split(RULE) if one.strip()]


def read(content: bytes) -> EmailMessage:
    made: Any = email.message_from_bytes(content, policy=default)
    return made


def test_a_mail_arrives_as_it_was_written(way: tuple[Mailer, Reader]) -> None:
    mailer, arrived = way
    mailer.send(MAIL)
    [found] = arrived()
    assert (found["From"], found["To"], found["Subject"]) == (SENDER, MAIL.to, "Prix: 49.90 € now")
    assert found["Message-ID"] == "<0190f0a4@shop.example>"
    assert found.get_content().replace("\r\n", "\n") == MAIL.text


def test_a_mail_can_be_switched_off_by_one_click(way: tuple[Mailer, Reader]) -> None:
    mailer, arrived = way
    mailer.send(MAIL)
    [found] = arrived()
    assert found["List-Unsubscribe"] == "<https://shop.example/u?token=1.a-_>"
    assert found["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_an_address_with_a_line_break_is_refused_and_sends_nothing(way: tuple[Mailer, Reader]) -> None:
    mailer, arrived = way
    with pytest.raises(MailRefused):
        mailer.send(Mail("1", "ann@example.com\nBcc: all@example.com", "Hello", "Text"))
    assert arrived() == []


def test_the_same_mail_again_is_the_same_file(tmp_path: Path) -> None:
    mailer = FileMailer(tmp_path, sender=SENDER)
    for _ in range(3):
        mailer.send(MAIL)
    mailer.send(Mail("../other", "ann@example.com", "Hello", "Text"))
    assert len(list(tmp_path.iterdir())) == 2


def test_a_folder_that_cannot_be_written_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(MailUnavailable):
        FileMailer(tmp_path / "taken", sender=SENDER).send(MAIL)


@pytest.mark.parametrize(
    ("answers", "kind"),
    [
        ({"RCPT": "550 nobody here"}, MailRefused),
        ({".": "554 no"}, MailRefused),
        ({"RCPT": "450 come again"}, MailUnavailable),
        ({".": "451 come again"}, MailUnavailable),
        ({"MAIL": "421 busy"}, MailUnavailable),
    ],
)
def test_what_a_server_refuses_for_good_is_told_from_what_may_pass(
    smtp_server: SmtpServer, answers: dict[str, str], kind: type[Exception]
) -> None:
    smtp_server.answers = answers
    with pytest.raises(kind):
        SmtpMailer(smtp_server.address, sender=SENDER).send(MAIL)


def test_a_mail_that_was_taken_is_sent_even_if_the_farewell_goes_wrong(smtp_server: SmtpServer) -> None:
    smtp_server.answers = {"QUIT": "421 who are you"}
    SmtpMailer(smtp_server.address, sender=SENDER).send(MAIL)
    assert len(smtp_server.taken) == 1


def test_sends_nothing_unencrypted_unless_told_to(smtp_server: SmtpServer) -> None:
    plain = smtp_server.address
    with pytest.raises(MailUnavailable):
        SmtpMailer(Server("smtp", plain.host, plain.port, "shop", "secret"), sender=SENDER).send(MAIL)
    assert smtp_server.taken == []


def test_a_server_that_is_away_is_unavailable() -> None:
    with pytest.raises(MailUnavailable):
        SmtpMailer(Server("smtps", "127.0.0.1", 1), sender=SENDER).send(MAIL)


def test_the_url_in_the_settings_names_the_way(tmp_path: Path) -> None:
    def opened(url: str) -> Mailer:
        return open_mailer(Settings(_env_file=None, data_dir=tmp_path, mail_url=url, mail_from=SENDER))

    opened("").send(MAIL)
    opened(f"file://{tmp_path}/else%20where").send(MAIL)
    assert len(list((tmp_path / "mail").iterdir())) == len(list((tmp_path / "else where").iterdir())) == 1
    assert isinstance(opened("console:"), ConsoleMailer) and isinstance(opened("memory:"), MemoryMailer)
    assert isinstance(opened("smtp://shop:a%40b@mail.example"), SmtpMailer)
    for wrong in ("smtp://", "http://host", "nonsense", "file://host"):
        with pytest.raises(ValueError, match="MODISTE_MAIL_URL"):
            opened(wrong)
    assert "a%40b" not in repr(Settings(_env_file=None, mail_url="smtp://shop:a%40b@mail.example"))
