"""Building a wheel: what git ignores and running needs is made first."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUNDLED = ("templates", "pdf_templates", "migrations", "seed", "docs/guide")


class Bundle(BuildHookInterface):  # type: ignore[type-arg]  # no configuration of its own
    """Compiles the catalogues, as `make setup` does in a checkout, and puts what stands beside the package into it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Before the files of a wheel are gathered. An installation in place ("editable") reads them where they stand."""
        if version == "standard":
            build_data["force_include"] |= {name: f"mediation_cms/_bundled/{name}" for name in BUNDLED}
        for source in Path(self.root).glob("mediation_cms/locale/*/LC_MESSAGES/*.po"):
            fresh = source.with_suffix(".mo.new")
            with source.open("rb") as catalogue, fresh.open("wb") as compiled:
                write_mo(compiled, read_po(catalogue, locale=source.parts[-3]))
            fresh.replace(source.with_suffix(".mo"))  # at once: somebody may be reading the old one
