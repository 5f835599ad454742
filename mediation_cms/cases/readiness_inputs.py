"""What is asked to mark the readiness of a side."""

from typing import Annotated

from mediation_cms.cases.models import Light
from mediation_cms.core.validation import Tick, Typed, line


class ReadinessIn(Typed):
    """Which light of which side, and whether it is lit from now on."""

    side: Annotated[str, line(20)]
    light: Light
    ready: Tick = False
