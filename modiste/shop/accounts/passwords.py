"""Passwords: which are good enough, and argon2id that can never take the machine away from the shoppers."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from threading import BoundedSemaphore, Lock

from pwdlib.hashers.argon2 import Argon2Hasher

from modiste.shop.kit.errors import Invalid, Unavailable

SHORTEST, LONGEST = 8, 128
FEWEST_CHARACTERS = 4  # different ones: refuses "aaaaaaaa" and "12121212"


class WeakPassword(Invalid):
    """The password is among the first that anybody would try."""

    title = "This password is too easy to guess: choose another"


class TooManySignIns(Unavailable):
    """More people sign in at this moment than this process can hash passwords for."""

    title = "Very many people sign in at this moment: try again in a second"


class Hashing:
    """argon2id with a bounded number at work and a bounded number in line.

    The parameters are OWASP's first choice for argon2id (19 MiB, two rounds, one lane: about 20 ms). Those in line
    occupy request threads, so the line is shorter than half of these.
    """

    def __init__(self, *, memory_kib: int = 19_456, rounds: int = 2, at_once: int = 2, in_line: int = 6) -> None:
        self._hasher = Argon2Hasher(time_cost=rounds, memory_cost=memory_kib, parallelism=1)
        self._turns = BoundedSemaphore(at_once)
        self._lock = Lock()
        self._most = at_once + in_line
        self._present = 0
        self.nobody = self._hasher.hash("nobody's password")  # compared with when there is no such account

    def hash(self, password: str) -> str:
        """The hash to store. Raises TooManySignIns."""
        with self._turn():
            return self._hasher.hash(password)

    def is_right(self, password: str, stored: str | None) -> bool:
        """Whether `password` is the one behind `stored`; for None the same work is done, in vain."""
        with self._turn():
            is_same = self._hasher.verify(password, stored or self.nobody)
        return is_same and stored is not None

    def is_outdated(self, stored: str) -> bool:
        """Whether `stored` was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(stored)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        with self._lock:
            if self._present >= self._most:
                raise TooManySignIns(retry_after=1)
            self._present += 1
        try:
            with self._turns:
                yield
        finally:
            with self._lock:
                self._present -= 1


@cache
def hashing() -> Hashing:
    """This process's hashing: one for all, because it bounds what the process does."""
    return Hashing()


@cache
def common_passwords() -> frozenset[str]:
    """The passwords that are tried first everywhere, in lower case."""
    text = files("modiste.shop.accounts").joinpath("common_passwords.txt").read_text("utf-8")
    return frozenset(text.split())


def check_password(password: str, *personal: str) -> None:
    """Refuse what is guessed first: common passwords, few characters, the person's own e-mail or name.

    Length is the only composition rule (NIST SP 800-63B, section 5.1.1.2). Raises WeakPassword.
    """
    lowered = password.lower()
    known = {word.lower() for text in personal for word in (text, text.partition("@")[0])}
    if lowered in common_passwords() or lowered in known or len(set(lowered)) < FEWEST_CHARACTERS:
        raise WeakPassword
