"""Papers are printed in a process of their own, so that one bad paper harms nothing else."""

import os
import shutil
import signal
import threading
from pathlib import Path

import pytest

from mediation_cms.core.languages import Language
from mediation_cms.core.settings import FOR_CHILDREN
from mediation_cms.documents.engine import PdfEngineMissing, Unprintable
from mediation_cms.documents.pressroom import Pressroom
from tests.documents.conftest import TEMPLATES
from tests.documents.reading import text
from tests.documents.samples import KK, RU, agreement, receipt


@pytest.fixture
def room(fonts):
    with Pressroom(TEMPLATES, fonts) as room:
        yield room


def test_a_paper_comes_out_as_from_the_press_itself(room, press):
    assert room.render(agreement()) == press.render(agreement())
    assert room.render(receipt(RU)) == press.render(receipt(RU))


def test_a_paper_that_takes_too_long_is_given_up_and_the_next_is_printed(room):
    room.render(receipt(KK))
    with pytest.raises(Unprintable, match=r"receipt 63-OSK-2026-000123: not ready within 0\.3 s"):
        room.render(receipt(KK, applicant="Ә" * 20000), seconds=0.3)

    assert "7KQM-X4TD" in text(room.render(receipt(KK)).pdf)


def test_a_press_that_dies_is_replaced(room):
    room.render(receipt(KK))
    os.kill(room._child.pid, signal.SIGKILL)
    room._child.wait()

    assert room.render(receipt(KK)).pages == 1


def test_a_faulty_paper_says_where_the_fault_is_and_quotes_nobody(fonts, tmp_path):
    templates = shutil.copytree(TEMPLATES, tmp_path / "templates")
    (templates / "requests" / "receipt.html").write_text("<title>x</title>\n{{ facts.applicant / 2 }}")

    with Pressroom(templates, fonts) as room:
        with pytest.raises(Unprintable) as fault:
            room.render(receipt(KK, applicant="Қайрат"))
        assert room.render(agreement()).pages == 3

    assert str(fault.value) == "receipt 63-OSK-2026-000123: TypeError at receipt.html:2"


def test_threads_take_turns(room):
    languages = [(Language.KK,), (Language.RU,)] * 4
    printed = {}

    def work(number):
        printed[number] = text(room.render(receipt(languages[number])).pdf)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert ["қолхат" in printed[number] for number in range(8)] == [True, False] * 4


def test_the_press_works_behind_the_pages_that_people_wait_for(room):
    room.render(receipt(KK))

    assert os.getpriority(os.PRIO_PROCESS, room._child.pid) == 10


def test_the_press_does_not_know_the_keys_of_the_house(fonts, monkeypatch):
    for name in ("MEDIATION_CMS_FIELD_KEYS", "MEDIATION_CMS_DATABASE_URL", "PGPASSWORD"):
        monkeypatch.setenv(name, "zqsecretzq")

    with Pressroom(TEMPLATES, fonts) as room:
        room.render(receipt(KK))
        assert room._child is not None
        known = Path(f"/proc/{room._child.pid}/environ").read_bytes().split(b"\0")

    assert [line for line in known if b"zqsecretzq" in line] == []
    assert {line.partition(b"=")[0].decode() for line in known if line} <= set(FOR_CHILDREN)


def test_where_the_engine_is_missing_the_sentence_says_what_to_install(fonts, tmp_path, monkeypatch):
    broken = tmp_path / "weasyprint"
    broken.mkdir()
    (broken / "__init__.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    with Pressroom(TEMPLATES, fonts) as room, pytest.raises(PdfEngineMissing) as missing:
        room.render(receipt(KK))

    assert "libpango-1.0-0 and libpangoft2-1.0-0" in str(missing.value.sentence)


def test_a_hundred_papers_take_no_more_memory_than_sixty(room):
    def print_some(count):
        for number in range(count):
            room.render(receipt(KK, number=f"63-OSK-2026-{number:06}", applicant=f"Қ{number}"))
        return resident(room._child.pid)

    after_sixty = print_some(60)  # by then whatever is kept for later has been taken

    assert print_some(40) < 1.05 * after_sixty


def resident(pid: int) -> int:
    """Memory of a process in KiB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
