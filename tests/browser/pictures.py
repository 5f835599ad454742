"""Pictures of pages, to be looked at, with the faults of each page in words.

    python -m tests.browser.pictures http://127.0.0.1:8000 /desk /requests --sign-in aigul:PASSPHRASE --into var/pictures

makes a PNG of every page at 360 and 1280 px in Kazakh and Russian. `--mode` adds dark, low vision and print.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import click
from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.browser.faults import faults

MODES = ("light", "dark", "low", "print")


@contextmanager
def opened(base: str, width: int, mode: str, cookie: str, sign_in: str) -> Iterator[BrowserContext]:
    """A browser of this width and mode, signed in when asked; every page of it runs under the site's own policy."""
    with sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context(
            base_url=base,
            viewport={"width": width, "height": 800},
            color_scheme="dark" if mode == "dark" else "light",
            reduced_motion="reduce",
        )
        if cookie:
            name, _, value = cookie.partition("=")
            context.add_cookies([{"name": name, "value": value, "url": base}])
        if sign_in:
            page = context.new_page()
            page.goto("/sign-in")
            login, _, password = sign_in.partition(":")
            page.fill("#login", login)
            page.fill("#password", password)
            page.click("main button")
        yield context
        browser.close()


def picture(page: Page, path: str, language: str, mode: str, into: Path, width: int) -> Path:
    """Open the page in this language and mode and keep what it looks like."""
    asked = {"lang": language} | ({"vision": "low"} if mode == "low" else {})
    page.goto(f"{path}{'&' if urlsplit(path).query else '?'}{urlencode(asked)}")
    if mode == "print":
        page.emulate_media(media="print")
    name = re.sub(r"[^\w]+", "-", path).strip("-") or "home"
    kept = into / f"{name}-{language}-{width}{'' if mode == 'light' else '-' + mode}.png"
    page.screenshot(path=kept, full_page=True)
    return kept


@click.command()
@click.argument("base")
@click.argument("paths", nargs=-1, required=True)
@click.option("--width", type=int, multiple=True, default=(360, 1280), show_default=True)
@click.option("--language", multiple=True, default=("kk", "ru"), show_default=True)
@click.option("--mode", type=click.Choice(MODES), multiple=True, default=("light",), show_default=True)
@click.option("--cookie", default="", help="NAME=VALUE of a session that is already open.")
@click.option("--sign-in", default="", help="LOGIN:PASSPHRASE to sign in with first.")
@click.option("--into", type=click.Path(path_type=Path), default=Path("var/pictures"), show_default=True)
def pictures(
    base: str, paths: tuple[str, ...], width: tuple[int, ...], language: tuple[str, ...], mode: tuple[str, ...],
    cookie: str, sign_in: str, into: Path,
) -> None:  # fmt: skip
    """Make a picture of each of PATHS of the site at BASE."""
    into.mkdir(parents=True, exist_ok=True)
    for size, look in product(width, mode):
        with opened(base, size, look, cookie, sign_in) as context:
            page = context.new_page()
            page.on(
                "console", lambda message: click.echo(f"  console: {message.text}") if message.type == "error" else None
            )
            for path, tongue in product(paths, language):
                click.echo(picture(page, path, tongue, look, into, size))
                for fault in faults(page) if look != "print" else []:
                    click.echo(f"  {fault}")


if __name__ == "__main__":
    pictures()
