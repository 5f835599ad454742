"""An installation of the product for measuring: its own folder, the seed `volume`, one account, the real server."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from bench.floors.measuring import HOST, Client, Server

ROLES = ("coordinator", "receptionist")
PASSPHRASE = re.compile(r"\b[a-z0-9]{4}(?:-[a-z0-9]{4}){3}\b")
TOKEN = re.compile(rb'name="csrf_token" value="([^"]+)"')
PROGRAM = Path(sys.executable).parent / "mediation-cms"


def environment(folder: Path, **more: str) -> dict[str, str]:
    """The settings of the installation in this folder; `more` of them by name."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MEDIATION_CMS_")}
    return kept | {"MEDIATION_CMS_DATA_DIR": str(folder), "MEDIATION_CMS_MODE": "production"} | more


def run(folder: Path, *words: str, **more: str) -> str:
    """One command of the product with these settings; its output."""
    return _said(folder, [str(PROGRAM), *words], **more)


def dressed(folder: Path) -> dict[str, str]:
    """A long history and many mediators beside what the seed made: the keys of the matters that have them."""
    keys: dict[str, str] = json.loads(_said(folder, [sys.executable, "-m", "bench.dressing"]))
    return keys


def _said(folder: Path, words: list[str], **more: str) -> str:
    done = subprocess.run(words, env=environment(folder, **more), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(words)}: {done.stderr.strip()}")
    return done.stdout


def build(folder: Path, cases: int) -> str:
    """Make the installation anew with so many cases; the passphrase of its account `bench`."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    run(folder, "init")
    run(folder, "seed", "reference")
    run(folder, "seed", "volume", "--cases", str(cases))
    said = run(folder, "account", "add", "bench", "--name", "Bench Bench", "--role", ROLES[0], "--place", "KZ")
    found = PASSPHRASE.search(said)
    if found is None:
        raise SystemExit("the command line showed no passphrase")
    return found.group()


def surnames(folder: Path) -> tuple[str, str]:
    """The most and the least common surname of the people in its matters."""
    with closing(sqlite3.connect(folder / "bitim.sqlite3")) as database:
        found = database.execute(
            "SELECT surname FROM person JOIN party ON party.person_id = person.id GROUP BY surname ORDER BY count(*) DESC"
        ).fetchall()
    return found[0][0], found[-1][0]


def serve(folder: Path, port: int, **more: str) -> Server:
    """The product's own server with these settings, two workers, without the jobs process."""
    words = [str(PROGRAM), "serve", "--host", HOST, "--port", str(port), "--workers", "2", "--no-work"]
    return Server(words, port, env=environment(folder, **more), log=folder / "serve.log", path="/health/live")


def signed_in(port: int, passphrase: str) -> Client:
    """A client that is signed in."""
    client = Client(port)
    _status, page = client.get("/sign-in")
    status, _body = client.post("/sign-in", {"csrf_token": token(page), "login": "bench", "password": passphrase})
    if status != 303:
        raise SystemExit(f"sign-in answered {status}")
    return client


def token(page: bytes) -> str:
    """The token of the forms of a page."""
    found = TOKEN.search(page)
    if found is None:
        raise SystemExit("the page has no form")
    return found.group(1).decode()
