"""What people attach: known by its content, opened before it is kept, and told in a sentence when it is not."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import Language
from mediation_cms.documents.files import content_of
from mediation_cms.documents.uploads import LARGEST, accept_upload
from tests import make

NOT_WHAT_IT_SAYS = "The content is not what the name says. Save it as PDF, JPG or PNG and attach again."
UNREADABLE = "The file could not be opened. Scan it again."
ACTIVE = "The file holds a program or another file. Print it to PDF or scan it, and attach that."
UPSIDE_DOWN = 3


@pytest.fixture
def attach(session):
    actor = make.system(session)
    return lambda content, name="scan.pdf": accept_upload(session, actor, name, io.BytesIO(content), field="scan")


def pdf(change: Callable[[pikepdf.Pdf], None] = lambda _pdf: None, **options: Any) -> bytes:
    target = io.BytesIO()
    with pikepdf.new() as made:
        page = made.add_blank_page()
        page.Contents = pikepdf.Stream(made, b"0 0 m 100 100 l S " * 50)
        change(made)
        made.save(target, **options)
    return target.getvalue()


def image(form: str, size: tuple[int, int] = (40, 20), **options: object) -> bytes:
    made = Image.new("RGB", size, "white")
    made.paste("black", (0, 0, size[0] // 2, size[1]))  # the left half
    target = io.BytesIO()
    made.save(target, form, **options)
    return target.getvalue()


def photograph() -> bytes:
    """Taken upside down, at a place that nobody else should learn."""
    exif = Image.Exif()
    exif[Base.Orientation] = UPSIDE_DOWN
    exif[Base.Artist] = "Camera of Kairat"
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (49.0, 57.0, 0.0)
    return image("JPEG", exif=exif)


def refusal(attach, content: bytes, name: str = "scan.pdf") -> str:
    with pytest.raises(Invalid) as refused:
        attach(content, name)
    assert list(refused.value.fields) == ["scan"]
    return str(refused.value.fields["scan"])


@pytest.mark.database("sqlite")
def test_a_pdf_is_kept_to_the_last_byte(session, attach):
    content = pdf()
    file = attach(content)

    assert content_of(session, file) == content
    assert (file.name, file.media_type) == ("scan.pdf", "application/pdf")
    assert file.received_sha256 == file.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.database("sqlite")
def test_a_photograph_is_kept_upright_and_without_what_the_camera_noted(session, attach):
    content = photograph()
    file = attach(content, "IMG_2041.JPG")
    kept = content_of(session, file)

    with Image.open(io.BytesIO(kept)) as shown:
        assert shown.getexif() == {}
        dark, light = (shown.convert("L").crop((left, 0, left + 1, 20)).tobytes()[10] for left in (35, 5))
        assert dark < 40 < light  # the dark half is on the right now
    assert b"Kairat" not in kept
    assert (file.name, file.media_type) == ("IMG_2041.jpg", "image/jpeg")
    assert file.received_sha256 == hashlib.sha256(content).hexdigest() != file.sha256


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "1", "P", "I;16"])
def test_a_drawing_of_any_depth_keeps_its_pixels(session, attach, mode):
    drawn = Image.new(mode, (8, 8))
    if mode == "P":
        drawn = Image.effect_noise((8, 8), 90).quantize(16)
    target = io.BytesIO()
    drawn.save(target, "PNG")

    with Image.open(io.BytesIO(content_of(session, attach(target.getvalue(), "plan.png")))) as kept:
        assert kept.convert("RGBA").tobytes() == drawn.convert("RGBA").tobytes()


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("келісім", "келісім.pdf"),
        ("C:\\Users\\Saule\\Келісім 12.05.PDF", "Келісім 12.05.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        (".pdf", "file.pdf"),
        ("", "file.pdf"),
        ("evil\u202efdp.exe", "file.pdf"),
        ("a\r\nSet-Cookie: b.pdf", "a Set-Cookie: b.pdf"),
        ("ұ" * 300 + ".pdf", "ұ" * 120 + ".pdf"),
    ],
)
def test_only_the_name_itself_is_kept_of_a_name(attach, given, kept):
    assert attach(pdf(), given).name == kept


@pytest.mark.database("sqlite")
def test_what_is_no_scan_is_refused_whatever_it_is_called(attach):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("word/document.xml", "<w:document/>")
    page = b"<!doctype html><script>alert(1)</script>"

    for content in (page, archive.getvalue(), b"<svg onload='alert(1)'/>", b"MZ\x90\x00", b"\n" + pdf(), image("GIF")):
        assert refusal(attach, content) == NOT_WHAT_IT_SAYS


@pytest.mark.database("sqlite")
def test_a_name_that_says_another_kind_is_refused(attach):
    assert refusal(attach, image("PNG"), "scan.pdf") == NOT_WHAT_IT_SAYS
    assert refusal(attach, pdf(), "scan.jpg") == NOT_WHAT_IT_SAYS
    assert refusal(attach, pdf(), "setup.exe") == NOT_WHAT_IT_SAYS


@pytest.mark.database("sqlite")
def test_a_scan_that_cannot_be_read_is_asked_for_again(attach):
    whole, photo = pdf(), photograph()

    assert refusal(attach, whole[: len(whole) // 2]) == UNREADABLE
    assert refusal(attach, whole[:-40]) == UNREADABLE
    assert refusal(attach, pdf(encryption=pikepdf.Encryption(user="сыр", owner="сыр"))) == UNREADABLE
    assert refusal(attach, pdf(lambda made: made.pages.__delitem__(0))) == UNREADABLE
    assert refusal(attach, photo[: len(photo) // 2], "a.jpg") == UNREADABLE
    assert refusal(attach, b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "a.png") == UNREADABLE


@pytest.mark.database("sqlite")
def test_an_image_made_to_eat_memory_is_refused(attach):
    assert refusal(attach, image("PNG", (12_000, 12_000)), "bomb.png") == UNREADABLE


@pytest.mark.database("sqlite")
def test_a_pdf_is_pages_and_nothing_else(attach):
    def script(made):
        made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")

    def launch(made):
        link = pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=pikepdf.Dictionary(S=pikepdf.Name.Launch))
        made.pages[0].Annots = pikepdf.Array([link])

    def inner(made):
        made.attachments["virus.exe"] = b"MZ"

    for change in (script, launch, inner):
        assert refusal(attach, pdf(change)) == ACTIVE


@pytest.mark.database("sqlite")
def test_nothing_and_too_much_are_refused(attach):
    with pytest.raises(Invalid) as refused:
        attach(b"%PDF-" + b"0" * LARGEST)

    assert refusal(attach, b"").startswith("The file is empty.")
    assert (
        refused.value.fields["scan"].in_(Language.EN)
        == "The file is too large: the limit is 20 MB. Make it smaller or split it."
    )
