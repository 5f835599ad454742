"""An empty spreadsheet of each kind, with headings that are recognised, in the reader's language."""

from io import BytesIO

import xlsxwriter

from mediation_cms.core.i18n import Text, _
from mediation_cms.core.languages import Language
from mediation_cms.imports.fields import COLUMNS, Holds
from mediation_cms.imports.models import ImportKind

WIDTH = 24
NOT_ASKED = {"full_name"}  # its parts are


def example(kind: ImportKind, language: Language) -> bytes:
    """The file: headings, one made-up row on a sheet of its own, cells for figures kept as text."""
    kept = BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        as_text = book.add_format({"num_format": "@"})
        list_, shown = (
            book.add_worksheet(_sheet(_("List"), language)),
            book.add_worksheet(_sheet(_("Example"), language)),
        )
        for place, column in enumerate(column for column in COLUMNS[kind] if column.code not in NOT_ASKED):
            for sheet in (list_, shown):
                sheet.set_column(place, place, WIDTH, as_text if column.holds is not Holds.NAME else None)
                sheet.write_string(0, place, column.label.in_(language) + (" *" if column.needed else ""), heading)
            shown.write_string(1, place, column.example)
        list_.freeze_panes(1, 0)
    return kept.getvalue()


def _sheet(name: Text, language: Language) -> str:
    return name.in_(language)[:31]
