"""Files in the data folder: encrypted, each for its own row, and never there in half."""

import hashlib
import os
from datetime import timedelta

import pytest

from mediation_cms.core import clock
from mediation_cms.core.crypto import Keyring, Unreadable
from mediation_cms.documents.files import content_of, store, sweep
from mediation_cms.documents.models import StoredFile
from tests import make

SCAN = b"%PDF-1.7 what both sides have signed"
HOUR = timedelta(hours=1)


@pytest.fixture
def file(session):
    uploader = make.system(session).account_id
    return store(session, SCAN, name="scan.pdf", media_type="application/pdf", uploaded_by_id=uploader)


def on_disk(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_file_is_read_back_as_it_was_given(session, file):
    assert content_of(session, file) == SCAN
    assert (file.sha256, file.received_sha256, file.size) == (hashlib.sha256(SCAN).hexdigest(),) * 2 + (len(SCAN),)


def test_on_the_disk_it_is_encrypted_under_the_digest_of_what_lies_there(file, tmp_path):
    (path,) = on_disk(tmp_path)
    stored = path.read_bytes()

    assert path == tmp_path / "files" / file.stored_sha256[:2] / file.stored_sha256
    assert file.stored_sha256 == hashlib.sha256(stored).hexdigest()
    assert b"signed" not in stored
    assert path.stat().st_mode & 0o077 == 0


def test_the_same_bytes_twice_are_two_files(session, file):
    again = store(session, SCAN, name="scan.pdf", media_type="application/pdf", uploaded_by_id=file.uploaded_by_id)

    assert again.sha256 == file.sha256
    assert again.stored_sha256 != file.stored_sha256


def test_the_bytes_of_one_row_do_not_open_for_another(session, file):
    thief = StoredFile(**file.model_dump(exclude={"id"}))

    with pytest.raises(Unreadable):
        content_of(session, thief)


def test_changed_bytes_do_not_open(session, file, tmp_path):
    (path,) = on_disk(tmp_path)
    path.write_bytes(path.read_bytes()[:-1] + b"!")

    with pytest.raises(Unreadable, match="changed or moved"):
        content_of(session, file)


def test_a_file_that_is_gone_is_asked_back_from_the_backup(session, file, tmp_path):
    (path,) = on_disk(tmp_path)
    path.unlink()

    with pytest.raises(Unreadable, match="backup"):
        content_of(session, file)


def test_a_new_key_in_front_still_opens_old_files(session, file, keyring):
    session.info["keyring"] = Keyring((bytes(range(32, 64)), *keyring.keys))

    assert content_of(session, file) == SCAN


def test_a_file_without_a_row_is_swept_after_an_hour_and_one_with_a_row_never(session, file, tmp_path):
    given_up = store(
        session, b"another", name="b.pdf", media_type="application/pdf", uploaded_by_id=file.uploaded_by_id
    )
    session.delete(given_up)
    session.flush()

    assert sweep(session, clock.now() - HOUR) == 0
    long_ago = (clock.now() - 2 * HOUR).timestamp()
    for path in on_disk(tmp_path):
        os.utime(path, (long_ago, long_ago))
    assert sweep(session, clock.now() - HOUR) == 1
    assert [path.name for path in on_disk(tmp_path)] == [file.stored_sha256]


def test_a_full_disk_leaves_nothing_half_written(session, file, tmp_path, monkeypatch):
    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store(session, b"more", name="b.pdf", media_type="application/pdf", uploaded_by_id=file.uploaded_by_id)

    assert [path.name for path in on_disk(tmp_path)] == [file.stored_sha256]
