"""Up to which day something that ends counts as near, and what to say where no rule tells."""

from datetime import date, timedelta

from flask import g

from mediation_cms.core import clock
from mediation_cms.core.dated import in_force
from mediation_cms.core.i18n import Joined, Text, _
from mediation_cms.law.queries import no_rule, versions

ALERT_DAYS = "mediation.alert_days"


def near() -> date:
    """The last day that counts as near; today itself while no rule tells how many days ahead."""
    today = clock.today()
    found = in_force(versions(g.session, ALERT_DAYS), today)
    return today + timedelta(days=max(found.value, default=0)) if found else today


def short_sighted() -> Text | None:
    """Why only what ends today or is over counts as near, for the pages that show such things; None while a rule tells."""
    today = clock.today()
    if in_force(versions(g.session, ALERT_DAYS), today):
        return None
    return Joined((no_rule(ALERT_DAYS, today), _("Until then only what ends today or is over counts as near.")))
