"""The settings of one installation. Nothing else reads the environment."""

import base64
import binascii
import os
import secrets
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from mediation_cms.core.signing import NoKey, fresh_key, signing_key

PREFIX = "MEDIATION_CMS_"
SHORTEST_SECRET = 32
DATABASES = {"postgresql+psycopg", "sqlite"}
FIELD_KEY_BYTES = 32
# What a child process may know of the environment: where programs, libraries, fonts and temporary files are, and the locale.
FOR_CHILDREN = (
    "PATH", "HOME", "TMPDIR", "TZ", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH",
    "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "XDG_CACHE_HOME",
)  # fmt: skip


class Mode(StrEnum):
    """What the installation is for. Demo marks every page and paper and refuses real mail and SMS."""

    PRODUCTION = "production"
    DEMO = "demo"
    DEVELOPMENT = "development"


class Misconfigured(Exception):
    """A setting is missing or weak; the message says what to set."""


@dataclass(frozen=True)
class Settings:
    """Everything that differs between installations. `field_keys` are 32 bytes each, `signing_keys` RSA; newest first."""

    data_dir: Path
    database_url: str
    secret_key: str
    field_keys: tuple[bytes, ...]
    base_url: str
    smtp_url: str
    sms_url: str
    trusted_proxies: int
    mode: Mode
    sms_headers: str = ""
    sms_body: str = ""
    sms_success: str = ""
    signing_keys: tuple[bytes, ...] = ()

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Read the environment, then `DATA_DIR/secrets`. Raises Misconfigured with a sentence that says what to set."""
        get = _reader(environ)
        data_dir = _data_dir(environ)
        mode = get("MODE", Mode.PRODUCTION)
        if mode not in set(Mode):
            raise Misconfigured(f"{PREFIX}MODE is {mode!r}; set it to one of: {', '.join(Mode)}.")
        proxies = get("TRUSTED_PROXIES", "0")
        if not proxies.isdecimal():
            raise Misconfigured(f"{PREFIX}TRUSTED_PROXIES is {proxies!r}; set it to the number of proxies in front.")
        return cls(
            data_dir=data_dir,
            database_url=_database_url(environ),
            secret_key=_secret_key(get("SECRET_KEY") or _kept(data_dir, "secret_key")),
            field_keys=_field_keys(get("FIELD_KEYS") or _kept(data_dir, "field_keys")),
            base_url=get("BASE_URL", "http://127.0.0.1:8000").rstrip("/"),
            smtp_url=get("SMTP_URL"),
            sms_url=get("SMS_URL"),
            trusted_proxies=int(proxies),
            mode=Mode(mode),
            sms_headers=get("SMS_HEADERS"),
            sms_body=get("SMS_BODY"),
            sms_success=get("SMS_SUCCESS"),
            signing_keys=_signing_keys(get("SIGNING_KEYS") or _kept(data_dir, "signing_keys")),
        )

    @property
    def secure(self) -> bool:
        """Whether the world reaches us by HTTPS, so that cookies may demand it."""
        return self.base_url.startswith("https://")


def environment_for_a_child(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment for a process that we start: no setting of ours, so no key, and no secret of whoever runs us."""
    return {name: environ[name] for name in FOR_CHILDREN if name in environ}


def make_missing_secrets(environ: Mapping[str, str] = os.environ) -> list[Path]:
    """Make the data folder and the keys that neither the environment nor the folder has; the files that were made.

    Each is readable by the owner alone, and there wholly or not at all, even when two do this at once. Raises Misconfigured.
    """
    _database_url(environ)  # refused before anything is made
    folder = _data_dir(environ) / "secrets"
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.mkdir(exist_ok=True, mode=0o700)
    fresh: dict[str, Callable[[], str]] = {
        "secret_key": lambda: secrets.token_urlsafe(SHORTEST_SECRET + 16),
        "field_keys": lambda: _written(secrets.token_bytes(FIELD_KEY_BYTES)),
        "signing_keys": lambda: _written(fresh_key()),
    }
    wanted = {folder / name: make for name, make in fresh.items() if not environ.get(PREFIX + name.upper())}
    return [path for path, make in wanted.items() if not path.exists() and _put(path, make() + "\n")]


def _written(key: bytes) -> str:
    return base64.urlsafe_b64encode(key).decode()


def _read(keys: str) -> tuple[bytes, ...]:
    """Keys that were written one after the other; none where they are no base64."""
    try:
        return tuple(base64.urlsafe_b64decode(key) for key in keys.replace(",", " ").split())
    except binascii.Error:
        return ()


def _put(path: Path, text: str) -> bool:
    """Write the file unless somebody else has just done so; whether it was written."""
    descriptor, unfinished = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(descriptor)
        path.hardlink_to(unfinished)
    except FileExistsError:
        return False
    finally:
        Path(unfinished).unlink()
    return True


def _reader(environ: Mapping[str, str]) -> Callable[..., str]:
    def get(name: str, default: str = "") -> str:
        return environ.get(PREFIX + name, "").strip() or default

    return get


def _data_dir(environ: Mapping[str, str]) -> Path:
    get = _reader(environ)
    return Path(get("DATA_DIR", "var")).absolute()


def _kept(data_dir: Path, name: str) -> str:
    path = data_dir / "secrets" / name
    return path.read_text(encoding="ascii").strip() if path.exists() else ""


def _database_url(environ: Mapping[str, str]) -> str:
    get = _reader(environ)
    url = get("DATABASE_URL") or f"sqlite:///{_data_dir(environ) / 'bitim.sqlite3'}"
    try:
        parts = make_url(url)
        fits = parts.database and parts.drivername in DATABASES
    except (ArgumentError, ValueError):  # ValueError: a port that is no number
        fits = False
    if not fits:  # the address is not said again: a password may stand in it
        raise Misconfigured(
            f"{PREFIX}DATABASE_URL looks like postgresql+psycopg://user:password@host/name or sqlite:////folder/file."
        )
    return url


def _secret_key(value: str) -> str:
    if not value:
        raise Misconfigured(f"There is no secret key. Run `mediation-cms init`, or set {PREFIX}SECRET_KEY.")
    if len(value) < SHORTEST_SECRET or len(set(value)) < SHORTEST_SECRET // 4:
        raise Misconfigured(f"{PREFIX}SECRET_KEY is weak; set at least {SHORTEST_SECRET} random characters.")
    return value


def _field_keys(value: str) -> tuple[bytes, ...]:
    if not value:
        raise Misconfigured(f"There are no field keys. Run `mediation-cms init`, or set {PREFIX}FIELD_KEYS.")
    keys = _read(value)
    if not keys or any(len(key) != FIELD_KEY_BYTES or len(set(key)) < FIELD_KEY_BYTES // 4 for key in keys):
        raise Misconfigured(f"{PREFIX}FIELD_KEYS: each key is {FIELD_KEY_BYTES} random bytes in URL-safe base64.")
    return keys


def _signing_keys(value: str) -> tuple[bytes, ...]:
    """None where there are none: then no credentials are given out. Raises Misconfigured."""
    keys = _read(value)
    try:
        for key in keys or ((b"",) if value else ()):
            signing_key(key)
    except NoKey:
        raise Misconfigured(
            f"{PREFIX}SIGNING_KEYS: each key is an RSA key of 2048 bits or more (PKCS 8, DER) in URL-safe base64."
        ) from None
    return keys
