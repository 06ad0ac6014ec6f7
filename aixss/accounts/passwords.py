"""Passwords as argon2id hashes, made and verified beside the event loop."""

from __future__ import annotations

import asyncio
import unicodedata
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

_HASHER = PasswordHasher()
# Threads of their own: each hash takes 64 MiB, and a storm of sign-ins must not stop other threads.
_THREADS = ThreadPoolExecutor(max_workers=4, thread_name_prefix="argon2")


async def hashed(password: str) -> str:
    """The argon2id hash of a password, parameters and salt included."""
    return await asyncio.get_running_loop().run_in_executor(_THREADS, _hash, password)


async def matches(password: str, password_hash: str | None) -> bool:
    """Whether a password gave this hash; with None the answer is no, after as much work."""
    work = (_hash, password) if password_hash is None else (_matches, password, password_hash)
    return await asyncio.get_running_loop().run_in_executor(_THREADS, *work) is True


def _hash(password: str) -> str:
    return _HASHER.hash(_octets(password))


def _matches(password: str, password_hash: str) -> bool:
    try:
        return _HASHER.verify(password_hash, _octets(password))
    except VerifyMismatchError:
        return False


def _octets(password: str) -> bytes:
    # Keyboards of different systems send the same letters composed or decomposed.
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
