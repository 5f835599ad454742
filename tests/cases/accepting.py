"""A process that answers an offer, for races; it ends with 0 when it took the case, with 3 when it was told no.

`python -m tests.cases.accepting URL CASE ACCOUNT DATA_DIR`
"""

import sys
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm.exc import StaleDataError

from mediation_cms.accounts.queries import actor_of
from mediation_cms.cases.assignment_actions import accept_offer
from mediation_cms.cases.inputs import DeclarationIn
from mediation_cms.cases.models import Interest
from mediation_cms.cases.queries import get_case
from mediation_cms.core.crypto import Keyring
from mediation_cms.core.db import Database, make_engine
from mediation_cms.core.errors import Refused
from mediation_cms.people.models import Account

TOLD_NO = 3

if __name__ == "__main__":
    _program, url, case_id, account_id, data_dir = sys.argv
    database = Database(make_engine(url), Keyring((bytes(range(32)),)), Path(data_dir))
    try:
        with database.transaction() as session:
            mediator = actor_of(session, session.get_one(Account, UUID(account_id)))
            given = DeclarationIn(interest=Interest.NONE)
            accept_offer(session, mediator, get_case(session, mediator, UUID(case_id)), given)
    except (Refused, StaleDataError):
        sys.exit(TOLD_NO)
