"""Two wishes that only Linux grants: to end with one's parent, and to leave root but keep access.

The numbers are those of the kernel's prctl.h, securebits.h and capability.h.
"""

from __future__ import annotations

import ctypes
import os
import pwd
import sys
from collections.abc import Callable
from signal import Signals

PR_SET_PDEATHSIG = 1
PR_SET_SECUREBITS = 28
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_RAISE = 2
SECBIT_NO_SETUID_FIXUP = 1 << 2
CAP_DAC_OVERRIDE = 1
CAPABILITY_VERSION_3 = 0x20080522


def ending_with_parent(signal: Signals, parent: int | None = None) -> Callable[[], None]:
    """What a child runs before its program, so that the kernel signals it when its parent dies.

    The parent is this process, unless its id is given.
    """
    if sys.platform != "linux":
        return lambda: None
    libc, parent = _libc(), parent or os.getpid()

    def tie() -> None:
        _prctl(libc, PR_SET_PDEATHSIG, signal)
        if os.getppid() != parent:  # it died before the tie was made
            os._exit(1)

    return tie


def leave_root() -> None:
    """Become `nobody`, still able to open what root may open; raises OSError.

    PostgreSQL refuses to run as root. Its programs and its data may lie below a folder that
    is closed to all but root, and no existing folder may be opened for it, so this one
    capability stays, across exec too. Without the securebit, access(2) would not honour it.
    """
    if sys.platform != "linux":
        raise OSError("cannot leave root on this system")
    libc, nobody = _libc(), pwd.getpwnam("nobody")
    _prctl(libc, PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP)
    os.setgroups([])
    os.setgid(nobody.pw_gid)
    os.setuid(nobody.pw_uid)
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    kept = 1 << CAP_DAC_OVERRIDE
    effective_permitted_inheritable = (ctypes.c_uint32 * 6)(kept, kept, kept, 0, 0, 0)
    _checked(libc.capset(header, effective_permitted_inheritable))
    _prctl(libc, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _prctl(libc: ctypes.CDLL, option: int, *values: int) -> None:
    padded = [ctypes.c_ulong(value) for value in (*values, 0, 0, 0, 0)[:4]]
    _checked(libc.prctl(option, *padded))


def _checked(result: int) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
