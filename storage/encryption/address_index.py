"""How an address is found again that stands in the database sealed."""

from storage.encryption.vault import Vault


def address_index(vault: Vault, line_id: int, address: str) -> bytes:
    """Return the keyed hash by which an address on a line is found."""
    return vault.index("contact", f"{line_id}:{address}")
