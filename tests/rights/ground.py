"""What the world of the rights tests stands on: who is in it, its secrets, its things by name."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from flask.testing import FlaskClient
from sqlalchemy.engine import Connection
from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.core.db import Database
from mediation_cms.people.models import Role
from mediation_cms.web.app import Bitim
from tests.web.visitor import Visitor

DAY = date(2022, 5, 26)
PDF = b"%PDF-1.7 a paper as the jobs would print it"
SCAN = b"%PDF-1.7 what the sides have signed"
# Where each role is held: at the cabinet, or in the region above it.
AT_CABINET = (Role.RECEPTIONIST, Role.MEDIATOR)
HEAD = "head"  # administrator of the republic
COLLEAGUE = "colleague"  # another mediator of the same cabinet
SECRETS = {
    "narrative": "көршінің айтқаны zqnarrativezq",
    "talk at the reception": "қабылдаудағы әңгіме zqreceptionzq",
    "talk before it was given to a mediator": "алғашқы әңгіме zqfirsttalkzq",
    "talk with the mediator": "медиатормен әңгіме zqtalkzq",
    "order of protection": "қорғау zqorderzq",
    "why the risk is high": "қауіп себебі zqriskzq",
    "why they may meet": "кездесу себебі zqjointzq",
    "minutes": "кездесу хаттамасы zqminuteszq",
    "note": "тек өзіме арналған жазба zqnotezq",
    "subject": "шарттың мәні zqsubjectzq",
    "try": "қоңырау туралы жазба zqtryzq",
    "answer": "екінші тараптың сөзі zqanswerzq",
    "own word": "шақырылған тараптың жазғаны zqownwordzq",
    "message": "өтініш берушінің хабары zqmessagezq",
    "answer to the applicant": "өтініш берушіге жауап zqreplyhomezq",
    "words of a side": "тараптың сөзі zqreplyzq",
    "report": "тізілім туралы хабар zqreportzq",
    "terms": "келісім талабы zqtermszq",
    "proposal": "үстелдегі ұсыныс zqproposalzq",
    "consequences": "орындамау салдары zqconsequenceszq",
    "address": "zqaddresszq көшесі, 14",
    "iin": "000229500008",
}
OPEN_WORDS = {"neutral": "Құдық суы zqneutralzq", "surname": "Зертханов"}


def here(role: Role) -> str:
    """Whoever holds the role where the matters are."""
    return role.value


def there(role: Role) -> str:
    """Whoever holds the role in the other region."""
    return f"{role.value} elsewhere"


EVERYBODY = (*map(here, Role), COLLEAGUE, *map(there, Role), HEAD)


@dataclass
class World:
    """Who is in it, the browsers that they sit at, and the things that fill the addresses, by name."""

    app: Bitim
    database: Database
    connection: Connection
    session: Session
    actors: dict[str, Actor] = field(default_factory=dict)
    browsers: dict[str, Visitor] = field(default_factory=dict)
    keys: dict[str, UUID | str] = field(default_factory=dict)

    def hand(self, name: str) -> FlaskClient:
        """A client that is signed in as somebody: another one each time, so that signing out with it harms nobody."""
        kept = self.browsers[name].client.get_cookie("bitim")
        assert kept is not None
        client = self.app.test_client()
        client.set_cookie("bitim", kept.value)
        return client

    @contextmanager
    def undone(self) -> Iterator[None]:
        """What happens inside leaves nothing behind."""
        with self.connection.begin_nested() as savepoint:
            yield
            savepoint.rollback()
