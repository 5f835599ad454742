"""How many statements a page sends to the database: the same for one row and for thirty."""

from collections.abc import Callable

from sqlmodel import Session

from tests.make.counting import statements
from tests.web.visitor import Visitor


def asked_by(browser: Visitor, session: Session, address: str) -> list[str]:
    """The statements behind one page, after a first visit has warmed what a process remembers."""
    assert browser.get(address).status_code == 200
    with statements(session) as sent:
        browser.get(address)
    return sent


def same_for_thirty(browser: Visitor, session: Session, address: str, add: Callable[[], object]) -> None:
    """Assert that the list at this address asks no more for thirty rows than for one; `add` makes a row."""
    add()
    session.commit()
    one = asked_by(browser, session, address)
    for _row in range(29):
        add()
    session.commit()
    thirty = asked_by(browser, session, address)
    assert len(thirty) == len(one), "\n".join(thirty)
