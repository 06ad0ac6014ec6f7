"""All providers by name, found in this folder: a new adapter is a new file with `ADAPTERS`.

A file whose name begins with `_` is part of another one, which loads it when it is needed.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from aixss import providers
from aixss.providers.spec import Provider


def _adapters() -> Iterable[Provider]:
    for found in pkgutil.iter_modules(providers.__path__, f"{providers.__name__}."):
        if found.name != __name__ and not found.name.rpartition(".")[2].startswith("_"):
            adapters: tuple[Provider, ...] = getattr(
                importlib.import_module(found.name), "ADAPTERS", ()
            )
            yield from adapters


PROVIDERS: Mapping[str, Provider] = MappingProxyType({each.name: each for each in _adapters()})
"""What a profile can name; pass it on as an argument, so that a test can pass a scripted one."""


async def aclose() -> None:
    """Closes what the providers keep open, at the end of a process."""
    for provider in PROVIDERS.values():
        await provider.aclose()
