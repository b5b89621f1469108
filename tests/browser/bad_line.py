"""A line between the browser and the server that can be cut, or that loses answers on the way: what a village hall has."""

from __future__ import annotations

import contextlib
import socket
import threading
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
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def __enter__(self) -> BadLine:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.listener.close()
        self._hang_up()

    def cut(self) -> None:
        """From now on nobody gets through; who is talking is hung up on."""
        self.state = "cut"
        self._hang_up()

    def lose_answers(self) -> None:
        """What is sent arrives; no answer comes back."""
        self.state = "deaf"
        self._hang_up()

    def halve_answers(self) -> None:
        """What is sent arrives; of what is answered to it only the head comes back, and a word or two."""
        self.state = "half"
        self._hang_up()

    def mend(self) -> None:
        """All is well again."""
        self.state = "good"
        self._hang_up()

    def _hang_up(self) -> None:
        for one in list(self.open):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self.open.clear()

    def _accept(self) -> None:
        while True:
            try:
                browser, _address = self.listener.accept()
            except OSError:
                return
            if self.state == "cut":
                browser.close()
                continue
            server = socket.create_connection(self.target)
            self.open |= {browser, server}
            threading.Thread(target=self._carry, args=(browser, server, False), daemon=True).start()
            threading.Thread(target=self._carry, args=(server, browser, True), daemon=True).start()

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
        for one in (source, sink):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
