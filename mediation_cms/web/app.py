"""The web application: what every request goes through, and the blueprints."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from flask import Flask, Response
from flask_wtf import CSRFProtect
from jinja2 import select_autoescape
from werkzeug.middleware.proxy_fix import ProxyFix

from mediation_cms.core.bundled import bundled
from mediation_cms.core.db import Database
from mediation_cms.core.settings import Mode, Settings
from mediation_cms.core.templating import speak
from mediation_cms.documents.uploads import LARGEST, MEGABYTES
from mediation_cms.people.rules import shown_phone
from mediation_cms.web import errors, signing_in, transactions
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

    def dispatch_request(self) -> Response:
        """Answer, then commit; a refusal or fault inside rolls everything back and goes to the handlers of errors."""
        return transactions.answered(lambda: self.make_response(super(Bitim, self).dispatch_request()))


def create_app(settings: Settings, database: Database) -> Bitim:
    """The application for these settings, over this database."""
    static = Path(__file__).parent / "static"
    app = Bitim("mediation_cms.web", template_folder=str(bundled("templates")), static_folder=str(static))
    app.database, app.settings = database, settings
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
    _templates(app, static)
    app.before_request(choose_language)  # first: whoever is refused by the next ones reads it in their language
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


def _templates(app: Bitim, static: Path) -> None:
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True, "autoescape": select_autoescape(default=True)}
    speak(app.jinja_env, current_language)
    app.jinja_env.filters |= {"phone": shown_phone, "own_name": own_name}
    app.hashes = {
        path.relative_to(static).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        for path in static.rglob("*")
        if path.is_file()
    }
    app.jinja_env.globals["static"] = lambda name: f"{app.static_url_path}/{name}?v={app.hashes[name]}"
    app.jinja_env.globals["largest_file"] = str(MEGABYTES)
    app.jinja_env.globals["demo"] = app.settings.mode is Mode.DEMO
