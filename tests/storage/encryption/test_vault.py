"""Sealed fields open where they belong and nowhere else."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.encryption.key_file_watch import LOOK_EVERY, KeyFileWatch
from storage.encryption.keyring import KEY_FILE, Keyring
from storage.encryption.vault import INDEX_BYTES, Vault, VaultError

KEYRING = Keyring.generate()
VAULT = Vault(KEYRING)
CANARY = "Rosa Canary"

any_text = st.text(st.characters(codec=None))
names = st.from_regex(r"[a-z_]{1,20}", fullmatch=True)
rows = st.integers(-(2**63), 2**63 - 1)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | any_text,
    lambda inner: st.lists(inner) | st.dictionaries(any_text, inner),
    max_leaves=10,
)


def refused(blob: bytes, vault: Vault = VAULT) -> str:
    with pytest.raises(VaultError) as caught:
        vault.open("person", "name", 1, blob)
    text = str(caught.value)
    assert text.startswith("person.name: ")
    assert "anary" not in text
    return text


@given(names, names, rows, any_text)
def test_what_was_sealed_is_what_is_opened(table: str, column: str, row: int, value: str) -> None:
    assert VAULT.open(table, column, row, VAULT.seal(table, column, row, value)) == value


@given(json_values)
def test_json_comes_back_as_it_was(value: Any) -> None:
    assert VAULT.open_json("outbox", "notice", 1, VAULT.seal_json("outbox", "notice", 1, value)) == value


def test_half_a_surrogate_pair_comes_back_too() -> None:
    assert VAULT.open("report", "text", 1, VAULT.seal("report", "text", 1, "\ud83d!")) == "\ud83d!"
    assert VAULT.index("place", "\ud83d")


@given(st.integers(0), st.integers(1, 255))
def test_a_changed_byte_is_noticed_wherever_it_is(at: int, change: int) -> None:
    blob = bytearray(VAULT.seal("person", "name", 1, CANARY))
    blob[at % len(blob)] ^= change
    refused(bytes(blob))


@given(st.integers(0, 12 + 1 + 16 + len(CANARY) - 1))
def test_a_field_that_was_cut_short_is_noticed(length: int) -> None:
    refused(VAULT.seal("person", "name", 1, CANARY)[:length])


@pytest.mark.parametrize(
    ("table", "column", "row"), [("contact", "name", 1), ("person", "note", 1), ("person", "name", 2)]
)
def test_a_sealed_field_opens_in_no_other_place(table: str, column: str, row: int) -> None:
    refused(VAULT.seal(table, column, row, CANARY))


def test_another_keyring_opens_nothing() -> None:
    refused(VAULT.seal("person", "name", 1, CANARY), Vault(Keyring.generate()))


def test_what_an_older_key_sealed_opens_until_it_is_gone() -> None:
    blob = VAULT.seal("person", "name", 1, CANARY)
    fresh = Keyring.generate()
    both = Vault(Keyring(data={**KEYRING.data, 2: fresh.data[1]}, current=2, index=KEYRING.index, file=KEYRING.file))
    assert both.open("person", "name", 1, blob) == CANARY
    only_new = Vault(Keyring(data={2: fresh.data[1]}, current=2, index=fresh.index, file=fresh.file))
    assert "does not hold" in refused(blob, only_new)


def test_the_same_text_never_looks_the_same_twice() -> None:
    assert VAULT.seal("person", "name", 1, CANARY) != VAULT.seal("person", "name", 1, CANARY)


def test_a_sealed_text_that_is_no_json_is_told_without_its_words() -> None:
    blob = VAULT.seal("person", "name", 1, CANARY)
    with pytest.raises(VaultError, match=r"^person\.name: the sealed field holds no JSON$") as caught:
        VAULT.open_json("person", "name", 1, blob)
    assert caught.value.__suppress_context__


@given(names, any_text)
def test_the_index_is_the_same_for_the_same_value(domain: str, value: str) -> None:
    index = VAULT.index(domain, value)
    assert index == Vault(KEYRING).index(domain, value)
    assert len(index) == INDEX_BYTES


@given(names, any_text, names, any_text)
def test_the_index_differs_wherever_domain_or_value_does(one: str, value: str, two: str, other: str) -> None:
    assert (VAULT.index(one, value) == VAULT.index(two, other)) == ((one, value) == (two, other))


def test_the_index_needs_the_key() -> None:
    assert VAULT.index("contact.address", "123") != Vault(Keyring.generate()).index("contact.address", "123")


def test_a_key_file_that_is_replaced_is_followed_within_a_second_by_who_seals(tmp_path: Path) -> None:
    seconds = 0.0
    first = Keyring.create(tmp_path, None)
    vault = Vault(first, KeyFileWatch(tmp_path, None, lambda: seconds))
    first.with_new_key().save(tmp_path, None)
    assert vault.seal("person", "name", 1, CANARY)[0] == 1
    seconds = LOOK_EVERY
    assert vault.seal("person", "name", 1, CANARY)[0] == vault.current == 2


def test_what_another_process_sealed_with_a_newer_key_opens_at_once(tmp_path: Path) -> None:
    first = Keyring.create(tmp_path, None)
    vault = Vault(first, KeyFileWatch(tmp_path, None, lambda: 0.0))
    both = first.with_new_key()
    both.save(tmp_path, None)
    assert vault.open("person", "name", 1, Vault(both).seal("person", "name", 1, CANARY)) == CANARY


def test_a_key_file_that_is_gone_or_damaged_changes_nothing_for_who_runs(tmp_path: Path) -> None:
    seconds = 0.0
    vault = Vault(Keyring.create(tmp_path, None), KeyFileWatch(tmp_path, None, lambda: seconds))
    sealed = vault.seal("person", "name", 1, CANARY)
    (tmp_path / KEY_FILE).write_text("{}")
    seconds = LOOK_EVERY
    assert vault.open("person", "name", 1, vault.seal("person", "name", 1, CANARY)) == CANARY
    (tmp_path / KEY_FILE).unlink()
    seconds = 2 * LOOK_EVERY
    assert vault.open("person", "name", 1, vault.seal("person", "name", 1, CANARY)) == CANARY
    assert vault.open("person", "name", 1, sealed) == CANARY
