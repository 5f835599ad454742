"""The faces of the papers hold every letter of Kazakh and Russian, in regular, bold and italic."""

import shutil
import time
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from mediation_cms.documents.fonts import FACES, KAZAKH, faces
from mediation_cms.documents.rendering import Press
from tests.documents.conftest import TEMPLATES
from tests.documents.reading import fonts as fonts_of
from tests.documents.reading import text
from tests.documents.samples import KK, receipt

RUSSIAN = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя"
SIGNS = "0123456789₸№«»—–−…§%()/.,:;·"
STYLES = {
    "serif-regular": "<p>{}</p>",
    "serif-bold": "<p><b>{}</b></p>",
    "serif-italic": "<p><i>{}</i></p>",
    "serif-bold-italic": "<p><b><i>{}</i></b></p>",
    "sans-regular": '<p class="sans">{}</p>',
    "sans-bold": '<p class="sans"><b>{}</b></p>',
}


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_every_face_has_a_drawn_glyph_for_every_letter(fonts, face):
    font = TTFont(BytesIO(faces(fonts)[face.name]))
    glyphs, map_ = font["glyf"], font.getBestCmap()

    assert [letter for letter in KAZAKH + RUSSIAN + SIGNS if ord(letter) not in map_] == []
    assert [letter for letter in KAZAKH + RUSSIAN + SIGNS if glyphs[map_[ord(letter)]].numberOfContours == 0] == []


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_every_face_is_static_and_named_for_what_it_is(fonts, face):
    font = TTFont(BytesIO(faces(fonts)[face.name]))

    assert "fvar" not in font
    assert font["OS/2"].usWeightClass == face.weight
    assert bool(font["OS/2"].fsSelection & 1) is (face.style == "italic")


@pytest.fixture
def specimen(fonts, tmp_path):
    """Reads back words set in one face: the receipt's template is replaced by a line of them."""

    def read(face, words):
        templates = shutil.copytree(TEMPLATES, tmp_path / face)
        line = STYLES[face].format("{{ facts.applicant }}")
        (templates / "requests" / "receipt.html").write_text(
            f'<html lang="kk"><title>specimen</title><body data-paper="">{line}</body></html>'
        )
        return Press(templates, fonts).render(receipt(KK, applicant=words)).pdf

    return read


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_every_letter_comes_back_from_the_paper_in_every_face(specimen, face):
    pdf = specimen(face.name, f"{KAZAKH} {RUSSIAN} {SIGNS}")

    assert f"{KAZAKH} {RUSSIAN} {SIGNS}".replace(" ", "") in text(pdf).replace(" ", "")
    assert len([font for font in fonts_of(pdf) if "Serif" in font["name"] or "Sans" in font["name"]]) <= 2


def test_the_faces_are_made_once(fonts):
    faces(fonts)
    began = time.perf_counter()

    again = faces(fonts)

    assert set(again) == {face.name for face in FACES}
    assert time.perf_counter() - began < 0.5  # cutting them takes ten seconds
