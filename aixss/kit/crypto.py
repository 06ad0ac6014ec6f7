"""Secrets sealed with AES-256-GCM under a ring of keys, so that keys can be changed."""

from __future__ import annotations

import re
import secrets
from base64 import b64decode, urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12  # what GCM is made for: random ones are safe for 2**32 texts under one key
KEY_ID = re.compile(r"[A-Za-z0-9_-]{1,32}")
HINT_CHARS = 4
SHORTEST_HINTED = 8  # a hint must not give away more than half of a secret


class CryptoError(Exception):
    """A secret could not be sealed or opened."""


class BadKeyRing(CryptoError):
    """The key ring is not a list of `id:base64`, each key 32 bytes."""


class UnknownKey(CryptoError):
    """The key that sealed this is not in the ring."""


class NotOpened(CryptoError):
    """This was not sealed here, was changed since, or belongs to another object."""


@dataclass(frozen=True)
class KeyRing:
    """Keys by id: the current one seals, every one opens."""

    current: str
    ciphers: Mapping[str, AESGCM] = field(repr=False)

    @classmethod
    def parse(cls, text: str) -> KeyRing:
        """The ring of `id:base64,id2:base64`, the first one current; raises BadKeyRing."""
        keys = parse_keys(text)
        ciphers = {key_id: AESGCM(key) for key_id, key in keys.items()}
        return cls(current=next(iter(ciphers)), ciphers=ciphers)

    def seal(self, text: str, context: bytes) -> str:
        """`id.nonce.ciphertext`, which opens with an equal context only."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = self.ciphers[self.current].encrypt(nonce, text.encode(), context)
        return f"{self.current}.{_to_text(nonce)}.{_to_text(sealed)}"

    def open(self, sealed: str, context: bytes) -> str:
        """The text that was sealed; raises UnknownKey and NotOpened."""
        key_id, nonce, ciphertext = _parts(sealed)
        if key_id not in self.ciphers:
            raise UnknownKey(f"The key ring has no key {key_id!r}.")
        try:
            return self.ciphers[key_id].decrypt(nonce, ciphertext, context).decode()
        except InvalidTag:
            raise NotOpened(NotOpened.__doc__) from None

    def reseal(self, sealed: str, context: bytes) -> str:
        """The same text under the current key; raises UnknownKey and NotOpened."""
        if _parts(sealed)[0] == self.current:
            return sealed
        return self.seal(self.open(sealed, context), context)


def hint(text: str) -> str:
    """The last four characters of a secret, so that people know it again; "" of a short one."""
    return text[-HINT_CHARS:] if len(text) >= SHORTEST_HINTED else ""


def parse_keys(text: str) -> dict[str, bytes]:
    """The keys of `id:base64,id2:base64`, 32 bytes each, in their order; raises BadKeyRing."""
    keys: dict[str, bytes] = {}
    for place, entry in enumerate(text.split(","), start=1):
        key_id, _, key = entry.strip().partition(":")
        # An entry without an id may be a bare key: errors name its place only.
        if not KEY_ID.fullmatch(key_id) or key_id in keys:
            raise BadKeyRing(f"Key {place} needs an id of its own: write id:base64.")
        keys[key_id] = _key(place, key)
    return keys


def _key(place: int, text: str) -> bytes:
    try:
        raw = b64decode(text, validate=True)
    except ValueError:
        raise BadKeyRing(f"Key {place} is not base64.") from None
    if len(raw) != KEY_BYTES:
        raise BadKeyRing(f"Key {place} has {len(raw)} bytes; it needs {KEY_BYTES}.")
    return raw


def _parts(sealed: str) -> tuple[str, bytes, bytes]:
    try:
        key_id, nonce, ciphertext = sealed.split(".")
        parts = key_id, urlsafe_b64decode(nonce), urlsafe_b64decode(ciphertext)
    except ValueError:
        raise NotOpened(NotOpened.__doc__) from None
    if len(parts[1]) != NONCE_BYTES:
        raise NotOpened(NotOpened.__doc__)
    return parts


def _to_text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode()
