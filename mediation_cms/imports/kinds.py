"""Every kind of import, with what it does with its rows."""

from collections.abc import Mapping

from mediation_cms.imports.certificate_rows import Certificates
from mediation_cms.imports.course_rows import Courses
from mediation_cms.imports.models import ImportKind
from mediation_cms.imports.register_rows import Registers
from mediation_cms.imports.rows import Kind

KINDS: Mapping[ImportKind, Kind] = {
    ImportKind.REGISTER: Registers(),
    ImportKind.COURSES: Courses(),
    ImportKind.CERTIFICATES: Certificates(),
}
