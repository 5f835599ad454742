"""`python -m mediation_cms` is `mediation-cms`."""

from mediation_cms.main import cli

cli()
