"""The program: until its commands are loaded, an interrupt ends it without a word."""

from __future__ import annotations

import importlib
import signal


def main() -> None:
    """Run a command."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    importlib.import_module("aixss.cli").main()


if __name__ == "__main__":
    main()
