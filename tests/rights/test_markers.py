"""What is secret in a matter is found on the pages of those who may read it, and nowhere by anybody else."""

import pytest

from tests.rights.declared import KEEPER, MATTER, C, M, R, Who, who
from tests.rights.walks import MARKERS, Walk

# Who may read what (docs/permissions.md, "Who sees what"). The IIN is shown masked, whoever looks.
READS: dict[str, Who] = {
    "narrative": who(R, M, C),
    "talk at the reception": who(R, C),
    "talk before it was given to a mediator": who(R, M, C),
    "talk with the mediator": who(M, C),
    "order of protection": who(R, C),
    "why the risk is high": who(R, C),
    "why they may meet": who(R, C),
    "try": who(R, C),
    "answer": who(R, C),
    "own word": who(R, M, C),
    "report": who(KEEPER),
    "message": who(R, M, C),
    "answer to the applicant": who(R, M, C),
    "minutes": who(M, C),
    "note": who(M),
    "subject": who(M, C),
    "words of a side": who(M, C),
    "terms": who(M, C),
    "proposal": who(M, C),
    "consequences": who(M, C),
    "address": MATTER,
    "iin": frozenset(),
    "neutral": MATTER,
    "surname": MATTER,
}


@pytest.mark.database("sqlite")
def test_every_secret_is_read_by_whom_it_is_for_and_by_nobody_else(walks: dict[str, Walk]) -> None:
    met: dict[str, set[str]] = {name: set() for name in MARKERS}
    for name, walk in walks.items():
        for visit in walk.whole.values():
            for secret in visit.secrets:
                met[secret].add(name)

    assert met == {secret: set(names) for secret, names in READS.items()}
