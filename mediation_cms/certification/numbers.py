"""Numbers of certificates: a series for each region and year, without gaps, safe when many are given at once."""

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from mediation_cms.certification.certificate_models import CertificateSeries
from mediation_cms.core.db import table_of
from mediation_cms.core.keys import new_key


def next_numbers(session: Session, series: str, count: int) -> range:
    """Take so many numbers in a row. The series is locked until the commit; a rollback gives the numbers back."""
    table = table_of(CertificateSeries)
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    first = insert(table).values(id=new_key(), series=series, last=count)
    taken = first.on_conflict_do_update(index_elements=["series"], set_={"last": table.c.last + count})
    last: int = session.connection().execute(taken.returning(table.c.last)).scalar_one()
    return range(last - count + 1, last + 1)
