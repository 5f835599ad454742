"""What a checkout keeps beside the package and a wheel inside it: templates, pdf_templates, migrations, seed, the guides."""

from pathlib import Path

PACKAGE = Path(__file__).parent.parent


def bundled(name: str) -> Path:
    """Where the folder is: inside the package when a wheel brought it, else beside it."""
    inside = PACKAGE / "_bundled" / name
    return inside if inside.exists() else PACKAGE.parent / name
