"""The SMS gateway: any that takes a message by HTTP. Where it is, what it is sent, and by which answer it has taken a message.

Everything comes from four settings (docs/operations.md has two worked examples). In the address and in the body stand
`{to}` (+77010000001), `{digits}` (77010000001), `{text}` and `{id}`; what is put in is written as the place asks: with percent
signs in an address or a form, as a string in JSON. `{id}` is ours and the same at each try; it is also sent as `Idempotency-Key`.
"""

import base64
import json
import re
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from threading import Timer
from typing import Any, Self
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from mediation_cms.core.settings import Misconfigured, Settings
from mediation_cms.jobs.lines import HERE, Undelivered, hang_up, trusted
from mediation_cms.jobs.taking import Taking

SECONDS = 20.0
"""So long may a gateway take from the first knock to the last byte of its answer."""
LONGEST_ANSWER = 65_536
PHONE = re.compile(r"\+[1-9]\d{6,14}")
PLACEHOLDER = re.compile(r"\{(to|digits|text|id)\}")
HEADER, VALUE = re.compile(r"[\w-]{1,100}", re.ASCII), re.compile(r"[\x20-\x7e]{0,2000}")
OF_OTHERS = frozenset({400, 409, 410, 413, 422})
"""Statuses that speak of this message; any other that is no success speaks of the gateway or of our settings."""
TO, TEXT = ("to", "digits"), "text"

URL = "MEDIATION_CMS_SMS_URL looks like https://gateway.example/send (http:// on this very computer alone)."
HEADERS = 'MEDIATION_CMS_SMS_HEADERS is JSON: {"Authorization": "Bearer …"}.'
BODY = (
    "MEDIATION_CMS_SMS_BODY is JSON or a form with {to} (or {digits}) and {text}; without it both stand in the address."
)


@dataclass(frozen=True)
class Gateway:
    """A gateway, ready to be sent to. `body` writes what is sent, None where all stands in the address."""

    host: str
    port: int
    encrypted: bool
    target: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    body: Callable[[Mapping[str, str]], bytes] | None
    taking: Taking

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The gateway of these settings. Raises Misconfigured with a sentence that says what to set."""
        try:
            parts = urlsplit(settings.sms_url)
            port = parts.port
            host = (parts.hostname or "").encode("idna").decode()
        except ValueError:  # UnicodeError is one
            raise Misconfigured(URL) from None
        encrypted = parts.scheme == "https"
        if not host or not (encrypted or (parts.scheme == "http" and host in HERE)):
            raise Misconfigured(URL)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"Host": parts.netloc.rpartition("@")[2], "User-Agent": "Bitim", "Accept": "application/json, */*"}
        if parts.username:
            pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
        body, kind = _body(settings.sms_body)
        if not VALUE.fullmatch(target) or " " in target:
            raise Misconfigured(URL)
        if not _says_all(target + settings.sms_body):
            raise Misconfigured(BODY)
        return cls(
            host=host,
            port=port or (443 if encrypted else 80),
            encrypted=encrypted,
            target=target,
            headers=headers | kind | _headers(settings.sms_headers),
            body=body,
            taking=Taking.written(settings.sms_success),
        )

    @contextmanager
    def open(self) -> Iterator[HTTPConnection]:
        """A line to the gateway, which ends when its time is over. Raises Undelivered when it cannot be reached."""
        connection, lines = HTTPConnection(self.host, self.port), list[socket.socket]()
        watch = Timer(SECONDS, lambda: hang_up(lines[-1]))  # the connection lets its line go while the answer is read
        watch.daemon = True
        try:
            try:
                lines.append(socket.create_connection((self.host, self.port), timeout=SECONDS))
                watch.start()
                if self.encrypted:
                    secured = trusted().wrap_socket(lines[0], server_hostname=self.host, do_handshake_on_connect=False)
                    lines.append(secured)
                    secured.do_handshake()
                connection.sock = lines[-1]
            except OSError as error:
                problem = f"{self.host}:{self.port}: {type(error).__name__} {error}"
                raise Undelivered(problem, ill=True) from error
            yield connection
        finally:
            watch.cancel()
            connection.close()
            for line in lines:
                line.close()

    def hand_over(self, connection: HTTPConnection, to: str, text: str, name: str) -> None:
        """Give one message to the gateway; when this returns it has taken it. Raises Undelivered. No redirection is followed.

        Of its answer nothing is kept but the status and what was missing: it may say our words and the number again.
        """
        if not PHONE.fullmatch(to):
            raise Undelivered("this is no phone number", final=True)
        values = {"to": to, "digits": to[1:], "text": text, "id": name}
        target = PLACEHOLDER.sub(lambda found: quote(values[found[1]], safe=""), self.target)
        try:
            connection.request(
                "GET" if self.body is None else "POST",
                target,
                None if self.body is None else self.body(values),
                {**self.headers, "Idempotency-Key": name},
            )
            with connection.getresponse() as answer:
                status, said = answer.status, answer.read(LONGEST_ANSWER)
        except (OSError, HTTPException) as error:
            raise Undelivered(f"no answer: {type(error).__name__}", ill=True) from error
        if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            raise Undelivered(f"the gateway answered {status}", ill=status not in OF_OTHERS)
        if missing := self.taking.missing(said):
            raise Undelivered(f"the gateway answered {status}, but {missing}")


def _says_all(template: str) -> bool:
    named = set(PLACEHOLDER.findall(template))
    return TEXT in named and not named.isdisjoint(TO)


def _headers(written: str) -> dict[str, str]:
    try:
        found = json.loads(written or "{}")
    except ValueError:
        raise Misconfigured(HEADERS) from None
    if not isinstance(found, dict) or not all(
        HEADER.fullmatch(name) and isinstance(value, str) and VALUE.fullmatch(value) for name, value in found.items()
    ):
        raise Misconfigured(HEADERS)
    return found


def _body(written: str) -> tuple[Callable[[Mapping[str, str]], bytes] | None, dict[str, str]]:
    """What writes the body, and the header that says what it is. Raises Misconfigured."""
    if not written:
        return None, {}
    if not written.startswith(("{", "[")) or PLACEHOLDER.match(written):
        pairs = parse_qsl(written, keep_blank_values=True)
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return lambda values: urlencode([(name, _put(value, values)) for name, value in pairs]).encode(), kind
    try:
        tree = json.loads(written)
    except ValueError:
        raise Misconfigured(BODY) from None
    return lambda values: json.dumps(_filled(tree, values)).encode(), {"Content-Type": "application/json"}


def _filled(tree: Any, values: Mapping[str, str]) -> Any:
    """The same tree, with what stands in braces put into its texts."""
    match tree:
        case str():
            return _put(tree, values)
        case dict():
            return {name: _filled(value, values) for name, value in tree.items()}
        case list():
            return [_filled(value, values) for value in tree]
        case _:
            return tree


def _put(text: str, values: Mapping[str, str]) -> str:
    """At one go: what is put in is never looked through again."""
    return PLACEHOLDER.sub(lambda found: values[found[1]], text)
