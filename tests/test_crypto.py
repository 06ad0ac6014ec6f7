"""Sealed secrets: opened by the right ring and context only, and never shown."""

import os
from base64 import b64encode

import pytest

from aixss.kit.crypto import BadKeyRing, KeyRing, NotOpened, UnknownKey, hint

OLD = f"old:{b64encode(os.urandom(32)).decode()}"
NEW = f"new:{b64encode(os.urandom(32)).decode()}"
PROFILE = b"profile 1"


def test_sealed_secret_opens_again() -> None:
    ring = KeyRing.parse(OLD)

    sealed = ring.seal("sk-秘密", PROFILE)

    assert sealed.startswith("old.")
    assert "sk-" not in sealed
    assert ring.open(sealed, PROFILE) == "sk-秘密"


def test_equal_secrets_look_different() -> None:
    ring = KeyRing.parse(OLD)

    sealed = {ring.seal("secret", PROFILE) for _ in range(3)}

    assert len(sealed) == 3


def test_secret_does_not_open_elsewhere() -> None:
    ring = KeyRing.parse(OLD)
    sealed = ring.seal("secret", PROFILE)

    with pytest.raises(NotOpened):
        ring.open(sealed, b"profile 2")


def test_other_key_of_the_same_id_does_not_open() -> None:
    sealed = KeyRing.parse(OLD).seal("secret", PROFILE)
    stranger = KeyRing.parse(NEW.replace("new:", "old:"))

    with pytest.raises(NotOpened):
        stranger.open(sealed, PROFILE)


def test_rotation_reseals_under_the_first_key() -> None:
    sealed = KeyRing.parse(OLD).seal("secret", PROFILE)
    both, only_new = KeyRing.parse(f"{NEW}, {OLD}"), KeyRing.parse(NEW)

    resealed = both.reseal(sealed, PROFILE)

    assert both.open(sealed, PROFILE) == "secret"
    assert only_new.open(resealed, PROFILE) == "secret"
    assert both.reseal(resealed, PROFILE) == resealed


def test_missing_key_is_named() -> None:
    sealed = KeyRing.parse(OLD).seal("secret", PROFILE)

    with pytest.raises(UnknownKey, match="'old'"):
        KeyRing.parse(NEW).open(sealed, PROFILE)


@pytest.mark.parametrize("place", [4, -8], ids=["nonce", "ciphertext"])
def test_changed_secret_does_not_open(place: int) -> None:
    ring = KeyRing.parse(OLD)
    letters = list(ring.seal("secret", PROFILE))
    letters[place] = "A" if letters[place] != "A" else "B"

    with pytest.raises(NotOpened):
        ring.open("".join(letters), PROFILE)


@pytest.mark.parametrize(
    "text", ["", "old", "old.x", "old.AAAA.AAAA", "old.AAAAAAAAAAAAAAAA.", "a.b.c.d"]
)
def test_what_is_not_sealed_does_not_open(text: str) -> None:
    ring = KeyRing.parse(OLD)

    with pytest.raises(NotOpened):
        ring.open(text, PROFILE)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "Key 1 needs an id"),
        (OLD.partition(":")[2], "Key 1 needs an id"),
        (f"{OLD},{OLD}", "Key 2 needs an id of its own"),
        ("a.b:AAAA", "Key 1 needs an id"),
        ("old:not base64!", "Key 1 is not base64"),
        ("old:密钥", "Key 1 is not base64"),
        (f"{OLD},new:{b64encode(os.urandom(16)).decode()}", "Key 2 has 16 bytes"),
    ],
    ids=["empty", "bare key", "same id", "dot in id", "no base64", "no ASCII", "short key"],
)
def test_bad_key_ring_is_refused_without_showing_it(text: str, reason: str) -> None:
    with pytest.raises(BadKeyRing, match=reason) as refused:
        KeyRing.parse(text)

    assert OLD.partition(":")[2] not in str(refused.value)


def test_ring_never_shows_its_keys() -> None:
    assert repr(KeyRing.parse(OLD)) == "KeyRing(current='old')"


@pytest.mark.parametrize(
    ("secret", "shown"), [("sk-test-abcd1234", "1234"), ("12345678", "5678"), ("1234567", "")]
)
def test_hint_shows_the_end_of_a_long_secret(secret: str, shown: str) -> None:
    assert hint(secret) == shown
