"""A process that registers requests, for races: `python -m tests.intake.registering URL CABINET HOW_MANY DATA_DIR`."""

import sys
from datetime import date
from pathlib import Path

from mediation_cms.core.crypto import Keyring
from mediation_cms.core.db import Database, make_engine
from tests import make

if __name__ == "__main__":
    _program, url, _cabinet, how_many, data_dir = sys.argv
    database = Database(make_engine(url), Keyring((bytes(range(32)),)), Path(data_dir))
    for _number in range(int(how_many)):
        with database.transaction() as session:
            receptionist, cabinet = make.anybody(session)
            make.request(session, receptionist, cabinet, date(2022, 3, 15))
