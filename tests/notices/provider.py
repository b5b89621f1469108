"""A local server that answers as the three providers do: it checks key, signature and time, and counts what it takes in."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

HOUR = 3600
SECRET = "SECfa3a0b7b3c2d"
KEY = "693a91f6-7bd4-4a8e"


@dataclass
class Group:
    """A chat group: the texts that came, and how the next requests are answered (`refusals` first, each once)."""

    origin: str = ""
    texts: list[str] = field(default_factory=list)
    asked: int = 0
    refusals: list[dict[str, Any] | int] = field(default_factory=list)
    hold: threading.Event | None = None

    @property
    def wecom(self) -> str:
        return f"{self.origin}/cgi-bin/webhook/send?key={KEY}"

    @property
    def dingtalk(self) -> str:
        return f"{self.origin}/robot/send?access_token={KEY}"

    @property
    def feishu(self) -> str:
        return f"{self.origin}/open-apis/bot/v2/hook/{KEY}"


def seal(key: str, message: str) -> str:
    return base64.b64encode(hmac.new(key.encode(), message.encode(), hashlib.sha256).digest()).decode()


def is_recent(seconds: float) -> bool:
    """The providers take a time within an hour of theirs."""
    return abs(time.time() - seconds) < HOUR


def answer_of(group: Group, address: str, body: dict[str, Any]) -> dict[str, Any]:
    """What the provider at this address says to the body."""
    parts = urlsplit(address)
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    if parts.path == "/cgi-bin/webhook/send":
        if asked.get("key") != KEY:
            return {"errcode": 93000, "errmsg": "invalid webhook url"}
        if len(body["text"]["content"].encode()) > 2048:
            return {"errcode": 40058, "errmsg": "text.content exceed max length 2048"}
        return taken(group, body["msgtype"], body["text"]["content"], {"errcode": 0, "errmsg": "ok"})
    if parts.path == "/robot/send":
        stamp = asked.get("timestamp", "0")
        good = asked.get("sign") == seal(SECRET, f"{stamp}\n{SECRET}") and is_recent(int(stamp) / 1000)
        if asked.get("access_token") != KEY or not good:
            return {"errcode": 310000, "errmsg": "sign not match"}
        return taken(group, body["msgtype"], body["text"]["content"], {"errcode": 0, "errmsg": "ok"})
    stamp = body.get("timestamp", "0")
    if body.get("sign") != seal(f"{stamp}\n{SECRET}", "") or not is_recent(int(stamp)):
        return {"code": 19021, "msg": "sign match fail or timestamp is not within one hour from current time"}
    return taken(group, body["msg_type"], body["content"]["text"], {"code": 0, "msg": "success", "data": {}})


def taken(group: Group, kind: str, text: str, answer: dict[str, Any]) -> dict[str, Any]:
    assert kind == "text"
    group.texts.append(text)
    return answer


@contextmanager
def provider() -> Iterator[Group]:
    """The server, for the time of the block."""
    group = Group()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            group.asked += 1
            if group.hold is not None:
                group.hold.wait()
                return  # the line is cut: nothing was taken in
            refusal = group.refusals.pop(0) if group.refusals else None
            self.send_response(refusal if isinstance(refusal, int) else 200)
            self.send_header("Content-Type", "application/json")
            if isinstance(refusal, int):
                self.send_header("Location", "/elsewhere")
            self.end_headers()
            said = refusal if isinstance(refusal, dict) else {} if refusal else answer_of(group, self.path, body)
            self.wfile.write(json.dumps(said).encode())

        def log_message(self, *_args: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    group.origin = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield group
    finally:
        if group.hold is not None:
            group.hold.set()
        server.shutdown()
        server.server_close()
        thread.join()
