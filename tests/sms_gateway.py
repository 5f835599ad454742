"""A real SMS gateway for tests: an HTTP server that keeps what it is sent and answers as the test says."""

import json
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

TAKEN = b'{"result": {"status": "queued"}, "id": 17}'


class SmsGateway:
    """`answer` is how it behaves: a status and a body, or a name of `HABITS`. `sent` is all that came, `phones` what people saw.

    Like a good gateway it shows a message that comes again under the same name once.
    """

    def __init__(self, tls: SSLContext | None = None) -> None:
        self.answer: Any = (200, TAKEN)
        self.sent: list[dict[str, Any]] = []
        self.phones: dict[str, tuple[str, str]] = {}
        self.over = Event()
        gateway = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                gateway.take(self, self.rfile.read(int(self.headers["Content-Length"] or 0)).decode())

            def do_GET(self) -> None:
                gateway.take(self, "")

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        if tls is not None:
            self.server.socket = tls.wrap_socket(self.server.socket, server_side=True)
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self.server.server_port}/send"
        self.thread = Thread(target=self.server.serve_forever, args=[0.05], daemon=True)
        self.thread.start()

    def take(self, line: BaseHTTPRequestHandler, body: str) -> None:
        """Keep one message and answer."""
        asked = urlsplit(line.path)
        form = {name: values[0] for name, values in parse_qs(body or asked.query).items()}
        fields = json.loads(body) if body.startswith("{") else form
        self.sent.append(
            fields | {"path": asked.path, "method": line.command, "headers": dict(line.headers), "at": time.monotonic()}
        )
        HABITS[self.answer](self, line) if isinstance(self.answer, str) else self.say(line, *self.answer)

    def say(self, line: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> None:
        """Answer; whoever is answered well has been sent the message."""
        if body == TAKEN and status < 300:
            last = self.sent[-1]
            self.phones.setdefault(last.get("id", ""), (last.get("to", ""), last.get("text", "")))
        line.send_response(status)
        for name, value in headers.items():
            line.send_header(name, value)
        line.send_header("Content-Length", str(len(body)))
        line.end_headers()
        line.wfile.write(body)

    def close(self) -> None:
        """End."""
        self.over.set()
        self.server.shutdown()
        self.server.server_close()


def _hang(gateway: SmsGateway, line: BaseHTTPRequestHandler) -> None:
    gateway.over.wait(60)
    line.close_connection = True


def _close(_gateway: SmsGateway, line: BaseHTTPRequestHandler) -> None:
    line.close_connection = True


def _drip(gateway: SmsGateway, line: BaseHTTPRequestHandler) -> None:
    line.close_connection = True
    line.wfile.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
    while not gateway.over.wait(0.05):
        line.wfile.write(b" ")


def _flood(_gateway: SmsGateway, line: BaseHTTPRequestHandler) -> None:
    line.close_connection = True
    line.wfile.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + b"[" * 20_000_000)


def _redirect(gateway: SmsGateway, line: BaseHTTPRequestHandler) -> None:
    gateway.say(line, 307, b"", Location="/elsewhere")


def _slowly(gateway: SmsGateway, line: BaseHTTPRequestHandler) -> None:
    """Sends the message at once and says so late."""
    last = gateway.sent[-1]
    gateway.phones.setdefault(last["id"], (last["to"], last["text"]))
    gateway.over.wait(1.0)
    gateway.say(line, 200, TAKEN)


HABITS: dict[str, Callable[[SmsGateway, BaseHTTPRequestHandler], None]] = {
    "hangs": _hang, "closes": _close, "drips": _drip, "floods": _flood, "redirects": _redirect, "slow": _slowly,
}  # fmt: skip
