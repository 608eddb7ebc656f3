"""The key file: made once, opened by its secret, and clear about what is wrong with it."""

import json
import os
from pathlib import Path

import pytest

from storage.encryption.keyring import KEY_FILE, MASTER_FILE, Keyring, KeyringError

SECRET = "canary secret, long enough"


def refused(folder: Path, secret: str | None) -> str:
    with pytest.raises(KeyringError) as caught:
        Keyring.open(folder, secret)
    text = str(caught.value)
    assert "\n" not in text
    assert "canary" not in text
    return text


def test_what_was_created_is_what_is_opened(tmp_path: Path) -> None:
    created = Keyring.create(tmp_path / "keys", SECRET)
    opened = Keyring.open(tmp_path / "keys", SECRET)
    assert opened == created
    assert opened.data[opened.current] not in (opened.index, opened.file)
    assert {len(key) for key in (*opened.data.values(), opened.index, opened.file)} == {32}
    assert not (tmp_path / "keys" / MASTER_FILE).exists()


def test_without_a_secret_a_random_one_is_written_beside_it(tmp_path: Path) -> None:
    assert Keyring.create(tmp_path, None) == Keyring.open(tmp_path, None)
    master = (tmp_path / MASTER_FILE).read_text().strip()
    assert Keyring.open(tmp_path, master).current == 1


def test_no_two_keyrings_are_alike(tmp_path: Path) -> None:
    first, second = Keyring.create(tmp_path / "1", SECRET), Keyring.create(tmp_path / "2", SECRET)
    assert not {first.file, first.index, *first.data.values()} & {second.file, second.index}


def test_only_the_owner_can_read_them(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    Keyring.create(folder, None)
    for path in (folder, *folder.iterdir()):
        assert path.stat().st_mode & 0o077 == 0 or os.name != "posix"
    assert {path.name for path in folder.iterdir()} == {KEY_FILE, MASTER_FILE}


def test_a_key_file_is_never_replaced(tmp_path: Path) -> None:
    Keyring.create(tmp_path, SECRET)
    before = (tmp_path / KEY_FILE).read_bytes()
    with pytest.raises(KeyringError, match="not replaced"):
        Keyring.create(tmp_path, SECRET)
    assert (tmp_path / KEY_FILE).read_bytes() == before


def test_a_first_try_that_got_only_half_way_is_finished_by_the_second(tmp_path: Path) -> None:
    Keyring.create(tmp_path, None)
    (tmp_path / KEY_FILE).unlink()
    assert Keyring.create(tmp_path, None) == Keyring.open(tmp_path, None)


def test_a_short_secret_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(KeyringError, match="at least 16 characters"):
        Keyring.create(tmp_path, "canary")
    assert not (tmp_path / KEY_FILE).exists()


def test_the_wrong_secret_is_told_from_the_others(tmp_path: Path) -> None:
    Keyring.create(tmp_path, SECRET)
    assert "REBATO_KEY does not open the key file" in refused(tmp_path, "canary secret, another one")
    assert "too short" in refused(tmp_path, "canary")


def test_a_missing_key_file_names_the_remedy(tmp_path: Path) -> None:
    assert "rebato init" in refused(tmp_path, SECRET)


def test_a_missing_secret_names_the_remedy(tmp_path: Path) -> None:
    Keyring.create(tmp_path, SECRET)
    assert "REBATO_KEY is not set" in refused(tmp_path, None)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KeyringError, match="cannot be written"):
        Keyring.create(tmp_path / "file" / "keys", SECRET)


def test_the_files_bytes_hold_none_of_the_keys(tmp_path: Path) -> None:
    keyring = Keyring.create(tmp_path, SECRET)
    content = (tmp_path / KEY_FILE).read_text()
    shown = repr(keyring)
    for key in (keyring.index, keyring.file, *keyring.data.values()):
        assert key.hex() not in content
        assert str(key) not in shown


@pytest.mark.parametrize(
    "content",
    [
        "",
        "canary",
        "[]",
        "{}",
        '{"version": 1}',
        b"\xff\xfe",
        "null",
    ],
)
def test_a_key_file_of_junk_is_told(tmp_path: Path, content: str | bytes) -> None:
    (tmp_path / KEY_FILE).write_bytes(content if isinstance(content, bytes) else content.encode())
    assert "REBATO_KEYS" in refused(tmp_path, SECRET)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("version",), 2),
        (("current",), "canary"),
        (("current",), 7),
        (("scrypt", "n"), 2**40),
        (("scrypt", "n"), 1000),
        (("scrypt", "salt"), "canary"),
        (("index",), "canary"),
        (("index",), ""),
        (("file",), 5),
        (("data",), {}),
        (("data",), []),
        (("data",), {"canary": "AAAA"}),
    ],
)
def test_a_damaged_key_file_is_told(tmp_path: Path, path: tuple[str, ...], value: object) -> None:
    Keyring.create(tmp_path, SECRET)
    content = json.loads((tmp_path / KEY_FILE).read_text())
    inner = content
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = value
    (tmp_path / KEY_FILE).write_text(json.dumps(content))
    refused(tmp_path, SECRET)


def test_wrapped_keys_cannot_change_places(tmp_path: Path) -> None:
    Keyring.create(tmp_path, SECRET)
    content = json.loads((tmp_path / KEY_FILE).read_text())
    content["index"], content["file"] = content["file"], content["index"]
    (tmp_path / KEY_FILE).write_text(json.dumps(content))
    refused(tmp_path, SECRET)


def test_more_keys_are_saved_in_place_of_the_file_and_the_old_ones_dropped(tmp_path: Path) -> None:
    first = Keyring.create(tmp_path, SECRET)
    both = first.with_new_key()
    both.save(tmp_path, SECRET)
    assert Keyring.open(tmp_path, SECRET) == both
    assert both.data[first.current] == first.data[first.current]
    both.without_old_keys().save(tmp_path, SECRET)
    assert set(Keyring.open(tmp_path, SECRET).data) == {both.current} != {first.current}
    assert {path.name for path in tmp_path.iterdir()} == {KEY_FILE}


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(KeyringError, match="REBATO_KEYS"):
        Keyring.generate().save(tmp_path / "gone", SECRET)
