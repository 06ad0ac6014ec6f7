"""What can go wrong between a client and a studio, each with a sentence for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

T = TypeVar("T")


class ClientError(Exception):
    """Something went wrong; the text says what, and what to do."""


class Unreachable(ClientError):
    """Nothing answers at the address, what answers is no studio, or it cannot work just now."""


class SignedOut(ClientError):
    """The studio does not accept the token, or none was sent."""


class Refused(ClientError):
    """The studio refused a request: `code` for programs, `path` into the input."""

    def __init__(self, message: str, code: str, path: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.code = code
        self.path = tuple(path)


def refusal(errors: Sequence[Mapping[str, Any]]) -> ClientError:
    """The first error of an answer."""
    first = errors[0]
    code = str((first.get("extensions") or {}).get("code", "INTERNAL"))
    message = str(first.get("message", "The studio gave no reason."))
    if code == "UNAUTHENTICATED":
        return SignedOut(message)
    if code == "UNAVAILABLE":
        return Unreachable(message)
    return Refused(message, code, [str(part) for part in first.get("path") or ()])


def unreachable(url: str) -> Unreachable:
    """What to say when nothing at this address answers as a studio does."""
    return Unreachable(f"Nothing answers as a studio at {url}: check the address, or start one.")


def present(value: T | None) -> T:
    """What a payload without errors holds; raises Unreachable when it does not."""
    if value is None:
        raise Unreachable("The studio answered with less than was asked: try again.")
    return value
