"""Who may do what: `Actor` is who acts, `Can` what is done, `authorize` refuses."""

from mediation_cms.access.actors import Actor
from mediation_cms.access.rights import RULES, Can, authorize, authorize_somewhere, may, may_somewhere

__all__ = ["RULES", "Actor", "Can", "authorize", "authorize_somewhere", "may", "may_somewhere"]
