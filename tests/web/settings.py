"""Settings of an installation for tests."""

from functools import cache
from pathlib import Path

from mediation_cms.core.db import Database
from mediation_cms.core.settings import Mode, Settings
from mediation_cms.core.signing import fresh_key
from mediation_cms.web.app import Bitim, create_app


def settings_for_tests(data_dir: Path) -> Settings:
    """Development mode, nothing outside."""
    return Settings(
        data_dir=data_dir,
        database_url="sqlite://",
        secret_key="a secret key of the tests, long enough to pass",
        field_keys=(bytes(range(32)),),
        base_url="http://localhost",
        smtp_url="",
        sms_url="",
        trusted_proxies=0,
        mode=Mode.DEVELOPMENT,
        signing_keys=(one_key(),),
    )


one_key = cache(fresh_key)
"""Made once a process: that takes a tenth of a second."""


def app_for_tests(settings: Settings, database: Database) -> Bitim:
    """The application as in development, but it does not look after every template whether its file has changed."""
    app = create_app(settings, database)
    app.config["TEMPLATES_AUTO_RELOAD"] = False
    return app
