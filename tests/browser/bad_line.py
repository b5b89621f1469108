"""A line between the browser and the server that can be cut, or that loses answers on the way: what a village hall has."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Protocol
from urllib.parse import urlsplit


class Server(Protocol):
    """Something with the address of the pages: the live server, or a line to it."""

    @property
    def url(self) -> str: ...


class BadLine:
    """A small proxy before the server at `target`, on an address of its own (`url`)."""

    def __init__(self, target: str) -> None:
        parts = urlsplit(target)
        self.target = (parts.hostname or "localhost", parts.port or 80)
        self.state = "good"
        self.open: set[socket.socket] = set()
        self.lock = threading.Lock()
        self.threads: list[threading.Thread] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def __enter__(self) -> BadLine:
        self._run(self._accept)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.cut()
        hang_up(self.listener)
        for thread in self.threads:
            thread.join(10)
        self.listener.close()

    def cut(self) -> None:
        """From now on nobody gets through; who is talking is hung up on."""
        self._become("cut")

    def lose_answers(self) -> None:
        """What is sent arrives; no answer comes back."""
        self._become("deaf")

    def halve_answers(self) -> None:
        """What is sent arrives; of what is answered to it only the head comes back, and a word or two."""
        self._become("half")

    def mend(self) -> None:
        """All is well again."""
        self._become("good")

    def _become(self, state: str) -> None:
        with self.lock:
            self.state = state
            for one in self.open:
                hang_up(one)

    def _run(self, target: Callable[..., None], *arguments: object) -> threading.Thread:
        thread = threading.Thread(target=target, args=arguments, daemon=True)
        self.threads.append(thread)
        thread.start()
        return thread

    def _accept(self) -> None:
        while True:
            try:
                browser, _address = self.listener.accept()
            except OSError:
                return
            with self.lock:
                if self.state == "cut":
                    browser.close()
                    continue
                server = socket.create_connection(self.target)
                self.open |= {browser, server}
            self._run(self._talk, browser, server)

    def _talk(self, browser: socket.socket, server: socket.socket) -> None:
        back = self._run(self._carry, server, browser, True)
        self._carry(browser, server, False)
        back.join()
        with self.lock:
            self.open -= {browser, server}
        browser.close()
        server.close()

    def _carry(self, source: socket.socket, sink: socket.socket, answers: bool) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(65536):
                if answers and self.state == "deaf":
                    break
                if answers and self.state == "half" and b"application/json" in piece:
                    head, _, body = piece.partition(b"\r\n\r\n")
                    sink.sendall(head + b"\r\n\r\n" + body[:20])
                    break
                sink.sendall(piece)
        hang_up(source)
        hang_up(sink)


def hang_up(one: socket.socket) -> None:
    """End it for both sides; whoever waits at it goes on."""
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
