"""Other people's servers on loopback: one that says what a test wrote for it, and one that only counts who comes."""

import contextlib
import gzip
import socket
import socketserver
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterator

Conversation = Callable[[socket.socket], None]
PUBLIC_TEXT = b'{"price": 10}'


def said(
    body: bytes = PUBLIC_TEXT, *, status: str = "200 OK", kind: str = "application/json", more: tuple[str, ...] = ()
) -> Conversation:
    """A whole and honest answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *more]

    def answer(connection: socket.socket) -> None:
        connection.sendall("\r\n".join([*lines, "", ""]).encode() + body)

    return answer


def raw(text: bytes, *, wait: float = 0.0) -> Conversation:
    """These bytes, and the end."""

    def answer(connection: socket.socket) -> None:
        time.sleep(wait)
        connection.sendall(text)
        connection.shutdown(socket.SHUT_WR)

    return answer


def redirect(to: str, status: str = "302 Found") -> Conversation:
    return said(b"", status=status, more=(f"Location: {to}",))


def reset(connection: socket.socket) -> None:
    """Hang up without a goodbye."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    raise ConnectionResetError


def dripping(piece: bytes, *, pause: float, head: bytes = b"") -> Conversation:
    """A piece now and then, for ever."""

    def answer(connection: socket.socket) -> None:
        with contextlib.suppress(OSError):
            connection.sendall(head)
            while True:
                connection.sendall(piece)
                time.sleep(pause)

    return answer


def bomb(mebibytes: int, encoding: str) -> Conversation:
    """Zeros that take a thousandth of their size on the wire."""
    zeros = bytes(mebibytes * 2**20)
    packed = gzip.compress(zeros) if encoding == "gzip" else zlib.compress(zeros)
    return said(packed, more=(f"Content-Encoding: {encoding}",))


class Shop:
    """A server on 127.0.0.1 (or `host`); `answers` says what each path gets, `asked` what was asked."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.answers: dict[str, Conversation] = {}
        self.asked: list[str] = []
        self.otherwise: Conversation = said()
        shop = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                with contextlib.suppress(OSError):
                    while head := _read_head(self.rfile):
                        shop.asked.append(head)
                        path = head.split(" ")[1]
                        shop.answers.get(path, shop.otherwise)(self.connection)

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads, allow_reuse_address, request_queue_size, block_on_close = True, True, 128, False

        self._server = Server((host, 0), Handler)
        self.port = int(self._server.server_address[1])
        self.address = f"{host}:{self.port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def url(self, path: str = "/") -> str:
        return f"http://{self.address}{path}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def _read_head(lines: Iterator[bytes]) -> str:
    head, size = [], 0
    for line in lines:
        if line == b"\r\n":
            break
        head.append(line.decode("latin-1").rstrip())
        if line.lower().startswith(b"content-length:"):
            size = int(line.split(b":")[1])
    if size:
        lines.read(size)  # type: ignore[attr-defined]
    return "\n".join(head)


class Canary:
    """Listens and counts connections, answering nothing."""

    def __init__(self, *addresses: tuple[str, int]) -> None:
        self.count = 0
        self._sockets = [_listening(*address) for address in addresses]
        self.port = int(self._sockets[0].getsockname()[1])
        for one in self._sockets:
            threading.Thread(target=self._listen, args=(one,), daemon=True).start()

    def settle(self) -> int:
        """The connections until now: those that wait in the kernel are counted, because a last one of ours is."""
        for one in self._sockets:
            before = self.count
            with socket.create_connection(one.getsockname()[:2], timeout=5):
                until = time.monotonic() + 5
                while self.count == before and time.monotonic() < until:
                    time.sleep(0.005)
            self.count -= 1
        return self.count

    def close(self) -> None:
        for one in self._sockets:
            one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _listen(self, listening: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = listening.accept()
                self.count += 1
                connection.close()


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if host == "::":
        made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)  # every interface, in both families
    made.bind((host, port))
    made.listen(128)
    return made
