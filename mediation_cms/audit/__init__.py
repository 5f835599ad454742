"""History of changes, log of reading, forms already taken."""

from mediation_cms.audit.trail import note_reading, record

__all__ = ["note_reading", "record"]
