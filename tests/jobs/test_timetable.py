"""Every job is declared once and explained."""

from mediation_cms.jobs.timetable import TIMETABLE
from tests.house.code import files, read


def test_every_job_is_explained():
    explained = "".join(read(path) for path in files("docs/operations.md"))

    assert [job.name for job in TIMETABLE if f"| `{job.name}` |" not in explained] == []
    assert len({job.name for job in TIMETABLE}) == len(TIMETABLE)
