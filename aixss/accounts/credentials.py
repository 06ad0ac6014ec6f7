"""What people give of themselves: addresses, passwords and names, checked and put in one form."""

from __future__ import annotations

import re
import unicodedata

from aixss.described import Locale
from aixss.errors import Invalid

EMAIL_CHARS = 254  # the longest address that mail can be sent to
PASSWORD_MIN_CHARS, PASSWORD_MAX_CHARS = 8, 128
NAME_CHARS = 120
TEAM_NAME_CHARS = 64
TOKEN_NAME_CHARS = 80

_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_EMAIL = re.compile(rf"(?=.{{1,64}}@){_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+(?!\d+$){_LABEL}")


def email(text: str) -> str:
    """The address in the form that is compared: stripped, small letters; raises Invalid."""
    stripped = text.strip()
    # Some letters beyond ASCII fold into ASCII ones: another address would become this one.
    address = stripped.casefold() if stripped.isascii() else stripped
    if len(address) > EMAIL_CHARS or not _EMAIL.fullmatch(address):
        raise Invalid("This is not an e-mail address.", path=("email",))
    return address


def password(text: str) -> str:
    """A password that is long enough; raises Invalid."""
    if not PASSWORD_MIN_CHARS <= len(text) <= PASSWORD_MAX_CHARS:
        raise Invalid(
            f"A password has {PASSWORD_MIN_CHARS} to {PASSWORD_MAX_CHARS} characters.",
            path=("password",),
        )
    return text


def name(text: str) -> str:
    """A person's name, which may be empty; raises Invalid."""
    return _line(text, 0, NAME_CHARS, "name")


def team_name(text: str) -> str:
    """A team's name; raises Invalid."""
    return _line(text, 1, TEAM_NAME_CHARS, "teamName")


def token_name(text: str) -> str:
    """An API token's name; raises Invalid."""
    return _line(text, 1, TOKEN_NAME_CHARS, "name")


def locale(text: str) -> str:
    """A language that we speak; raises Invalid."""
    if text not in tuple(Locale):
        raise Invalid(f"We speak: {', '.join(Locale)}.", path=("locale",))
    return text


def _line(text: str, shortest: int, longest: int, place: str) -> str:
    line = text.strip()
    if not shortest <= len(line) <= longest:
        raise Invalid(f"Use {shortest} to {longest} characters.", path=(place,))
    # Control characters and lone surrogates: neither PostgreSQL nor people can read them.
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in line):
        raise Invalid("Use one line without control characters.", path=(place,))
    return line
