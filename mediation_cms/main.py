"""The composition root: settings, then the database, then the application, the jobs and the command line."""

from mediation_cms.core.crypto import Keyring
from mediation_cms.core.db import Database, make_engine
from mediation_cms.core.settings import Settings
from mediation_cms.web.app import Bitim, create_app


def make_database(settings: Settings) -> Database:
    """The database of these settings."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    return Database(make_engine(settings.database_url), Keyring(settings.field_keys), settings.data_dir)


def make_app() -> Bitim:
    """The web application, with its settings from the environment: for any WSGI server."""
    settings = Settings.from_environment()
    return create_app(settings, make_database(settings))
