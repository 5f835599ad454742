"""The web application: what every request goes through, and the blueprints."""

import hashlib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from flask import Flask, Response
from flask_wtf import CSRFProtect
from flask_wtf.csrf import generate_csrf
from jinja2 import Environment, select_autoescape
from werkzeug.middleware.proxy_fix import ProxyFix

from mediation_cms.core.bundled import bundled
from mediation_cms.core.db import Database
from mediation_cms.core.languages import Language
from mediation_cms.core.settings import Mode, Settings
from mediation_cms.core.templating import speak
from mediation_cms.documents.uploads import LARGEST, MEGABYTES
from mediation_cms.people.rules import shown_phone
from mediation_cms.web import errors, kiosk, signing_in, transactions
from mediation_cms.web.choices import drawn_options
from mediation_cms.web.drafts import saved_for_later
from mediation_cms.web.drafts import shown as draft_of_page
from mediation_cms.web.errors_listed import labelled
from mediation_cms.web.languages import choose_language, current_language, keep_choices, own_name
from mediation_cms.web.security import LARGEST_TEXT, limit_text, put_headers
from mediation_cms.web.surroundings import surroundings
from mediation_cms.web.wings import BLUEPRINTS

LARGEST_POST = LARGEST + 2 * LARGEST_TEXT
"""A file that is a little too large is still refused beside its field; what is larger gets a page of its own."""
YEAR = 365 * 24 * 3600


class Bitim(Flask):
    """A Flask whose answers are committed before they leave, and rolled back when they refuse."""

    database: Database
    settings: Settings
    hashes: Mapping[str, str]
    jinja_options = {  # noqa: RUF012 - as in Flask
        "trim_blocks": True,
        "lstrip_blocks": True,
        "autoescape": select_autoescape(default=True),
        "cache_size": -1,  # every template stays compiled: there are as many as Jinja would keep at most
    }

    @property
    def jinja_env(self) -> Environment:  # type: ignore[override]  # one attribute in Flask, which knows one language
        """Where the pages of this request are drawn."""
        return self.environments[current_language()]

    @cached_property
    def environments(self) -> dict[Language, Environment]:
        """Where pages are drawn, by language: a template is compiled with its sentences in it."""
        return {language: self._environment(language) for language in Language}

    def _environment(self, language: Language) -> Environment:
        made = self.create_jinja_environment()
        speak(made, language)
        made.filters |= {"phone": shown_phone, "own_name": own_name, "labelled": labelled}
        made.globals |= {
            "csrf_token": generate_csrf,
            "drawn_options": drawn_options,
            "draft_of_page": draft_of_page,
            "static": lambda name: f"{self.static_url_path}/{name}?v={self.hashes[name]}",
            "largest_file": str(MEGABYTES),
            "demo": self.settings.mode is Mode.DEMO,
        }
        return made

    def dispatch_request(self) -> Response:
        """Answer, then commit; a refusal or fault inside rolls everything back and goes to the handlers of errors."""
        return transactions.answered(
            lambda: saved_for_later() or self.make_response(super(Bitim, self).dispatch_request())
        )


def create_app(settings: Settings, database: Database) -> Bitim:
    """The application for these settings, over this database."""
    static = Path(__file__).parent / "static"
    app = Bitim("mediation_cms.web", template_folder=str(bundled("templates")), static_folder=str(static))
    app.database, app.settings, app.hashes = database, settings, _hashes(static)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=LARGEST_POST,
        MAX_FORM_MEMORY_SIZE=LARGEST_TEXT,
        SESSION_COOKIE_NAME="__Host-bitim" if settings.secure else "bitim",
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,
        TEMPLATES_AUTO_RELOAD=settings.mode is Mode.DEVELOPMENT,
        SEND_FILE_MAX_AGE_DEFAULT=YEAR,
    )
    if settings.trusted_proxies:
        n = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=n, x_proto=n)  # type: ignore[method-assign]  # Flask's own advice
    app.before_request(choose_language)  # first: whoever is refused by the next ones reads it in their language
    kiosk.install(app)
    signing_in.install(app)
    app.before_request(limit_text)
    CSRFProtect(app)
    app.after_request(keep_choices)
    app.after_request(put_headers)
    app.teardown_request(transactions.close)
    app.context_processor(surroundings)
    errors.install(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app


def _hashes(static: Path) -> dict[str, str]:
    """The mark of what each static file holds."""
    files = (path for path in static.rglob("*") if path.is_file())
    return {path.relative_to(static).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:12] for path in files}
