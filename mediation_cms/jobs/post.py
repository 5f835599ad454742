"""The mail server: where it is, and handing a mail over to it."""

import smtplib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from threading import Timer
from typing import Any, Self
from urllib.parse import parse_qs, unquote, urlsplit

from mediation_cms.core.settings import Misconfigured
from mediation_cms.jobs.lines import HERE, Undelivered, hang_up, trusted

SECONDS = 20.0
"""So long may a server take to let us in, and again for each mail."""
FOR_EVER = 500
"""A reply from here on is the server's last word (RFC 5321)."""
SHAPE = "MEDIATION_CMS_SMTP_URL looks like smtp://user:password@host:587?from=address (smtps:// for port 465)."


class InTime(smtplib.SMTP):
    """A connection that ends when its time is over. smtplib counts each read anew: a server that drips would hold it for ever."""

    def __init__(self, host: str, port: int, **options: Any) -> None:
        self.begin()
        super().__init__(host, port, timeout=SECONDS, **options)

    def begin(self) -> None:
        """From now on the server has its seconds."""
        self.over = time.monotonic() + SECONDS

    def getreply(self) -> tuple[int, bytes]:
        """The answer of the server. Raises SMTPServerDisconnected when it has not come in time."""
        watch = Timer(max(0.0, self.over - time.monotonic()), hang_up, [self.sock])
        watch.daemon = True
        watch.start()
        try:
            return super().getreply()
        finally:
            watch.cancel()


class InTimeSSL(InTime, smtplib.SMTP_SSL):
    """The same, with TLS from the beginning."""


@dataclass(frozen=True)
class PostOffice:
    """A mail server. `smtp:` turns to TLS where the server offers it, and sends no password without; `smtps:` begins with TLS."""

    host: str
    port: int
    encrypted: bool
    user: str
    password: str
    sender: str

    @classmethod
    def at(cls, url: str, sender_host: str) -> Self:
        """The server of this address. Raises Misconfigured."""
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            raise Misconfigured(SHAPE) from None
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
            raise Misconfigured(SHAPE)
        encrypted = parts.scheme == "smtps"
        asked = parse_qs(parts.query).get("from", [f"bitim@{sender_host}"])
        return cls(
            host=parts.hostname,
            port=port or (465 if encrypted else 25),
            encrypted=encrypted,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            sender=asked[0],
        )

    @contextmanager
    def open(self) -> Iterator[InTime]:
        """A connection, signed in. Raises Undelivered when the server cannot be reached or does not let us in."""
        try:
            server: InTime = (
                InTimeSSL(self.host, self.port, context=trusted()) if self.encrypted else InTime(self.host, self.port)
            )
            with server:
                server.ehlo()
                if not self.encrypted and server.has_extn("starttls"):
                    server.starttls(context=trusted())
                    server.ehlo()
                elif self.user and not self.encrypted and self.host not in HERE:
                    raise Undelivered("the mail server offers no encryption, so it gets no password")
                if self.user:
                    server.login(self.user, self.password)
                yield server
        except (OSError, smtplib.SMTPException) as error:
            raise Undelivered(f"{self.host}:{self.port}: {type(error).__name__} {error}") from error


def hand_over(server: InTime, mail: EmailMessage) -> None:
    """Give one mail to the server; when this returns it has taken it. Raises Undelivered."""
    server.begin()
    try:
        server.send_message(mail)
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        raise Undelivered(f"{code} {said.decode(errors='replace')}", final=code >= FOR_EVER) from error
    except smtplib.SMTPNotSupportedError as error:
        raise Undelivered(f"the server cannot write to this address: {error}", final=True) from error
    except smtplib.SMTPDataError as error:
        raise Undelivered(str(error), final=error.smtp_code >= FOR_EVER) from error
    except (OSError, smtplib.SMTPException) as error:
        raise Undelivered(f"{type(error).__name__} {error}") from error
