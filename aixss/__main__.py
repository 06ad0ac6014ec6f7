"""The program: until its commands are loaded, an interrupt ends it without a word."""

from __future__ import annotations

import importlib
import signal

from aixss.kit.memory import loading


def main() -> None:
    """Run a command."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    with loading():
        commands = importlib.import_module("aixss.cli")
    commands.main()


if __name__ == "__main__":
    main()
