"""Every job: what it does and how often. A job can be repeated at any time without harm; docs/operations.md lists them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from mediation_cms.jobs.asking import ask_sides_at_home
from mediation_cms.jobs.carrying_imports import carry_imports
from mediation_cms.jobs.certifying import remind_of_expiry
from mediation_cms.jobs.housekeeping import drop_stale, forget, sweep_files
from mediation_cms.jobs.lapsing import warn_of_lapses
from mediation_cms.jobs.learning import remind_learners
from mediation_cms.jobs.mailing import deliver_mail
from mediation_cms.jobs.printing import print_papers
from mediation_cms.jobs.reminding import remind
from mediation_cms.jobs.shift import Shift
from mediation_cms.jobs.silence import note_silence
from mediation_cms.jobs.texting import deliver_sms
from mediation_cms.jobs.waiting import forget_holds, offer_earlier_times


@dataclass(frozen=True)
class Job:
    """A function that is called every so often, and at once when somebody rings if it is `prompt`."""

    does: Callable[[Shift], None]
    every: timedelta
    prompt: bool = False

    @property
    def name(self) -> str:
        """How it is called in logs and docs."""
        return self.does.__name__


TIMETABLE = (
    Job(print_papers, timedelta(seconds=1), prompt=True),
    Job(carry_imports, timedelta(seconds=2), prompt=True),
    Job(deliver_mail, timedelta(seconds=1), prompt=True),
    Job(deliver_sms, timedelta(seconds=1), prompt=True),
    Job(drop_stale, timedelta(minutes=1)),
    Job(offer_earlier_times, timedelta(minutes=1)),
    Job(remind, timedelta(minutes=15)),
    Job(remind_learners, timedelta(minutes=15)),
    Job(ask_sides_at_home, timedelta(minutes=15)),
    Job(note_silence, timedelta(minutes=15)),
    Job(remind_of_expiry, timedelta(hours=1)),
    Job(warn_of_lapses, timedelta(minutes=15)),
    Job(sweep_files, timedelta(hours=1)),
    Job(forget_holds, timedelta(hours=1)),
    Job(forget, timedelta(days=1)),
)
