"""Progress for people: bars that live in a terminal, plain lines anywhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from aixss.client.board import Board, Event

FRAMES_PER_S = 8
BAR_CHARS = 24
LABEL_CHARS = 44
LINES_KEPT = 4  # of the terminal, for what stands around the bars


@contextmanager
def showing(board: Board, console: Console) -> Iterator[Callable[[Event], object]]:
    """Take events into the board and show it until the block ends."""
    if not console.is_terminal:
        yield lambda event: _tell(console, board.take(event))
        return

    def frame() -> Table:
        return table(board, console.height - LINES_KEPT)

    with Live(get_renderable=frame, console=console, refresh_per_second=FRAMES_PER_S):
        yield board.take


def table(board: Board, lines: int) -> Table:
    """The board as bars, in at most so many lines: scenes give way first, done episodes next."""
    bars = list(board.bars(scenes=max(1, lines // 4)))
    if len(bars) > lines:
        bars = [bar for bar in bars if bar.depth < 2]
    if len(bars) > lines:
        bars = [bar for bar in bars if bar.depth == 0 or 0 < bar.ratio < 1]
    grid = Table.grid(padding=(0, 1))
    for bar in bars[:lines]:
        label = Text("  " * bar.depth + bar.label)
        label.truncate(LABEL_CHARS, overflow="ellipsis")
        progress = ProgressBar(total=1.0, completed=bar.ratio, width=BAR_CHARS)
        grid.add_row(label, progress, f"{bar.ratio:4.0%}", Text(bar.note, style="dim"))
    return grid


def _tell(console: Console, sentence: str | None) -> None:
    if sentence:
        console.print(sentence)
