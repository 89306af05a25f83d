"""What a process holds in memory, in megabytes (10**6 bytes), as the kernel counts it."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")
_KIB = 1024 / 1e6


def peak() -> float:
    """The most that this process has ever held resident."""
    kib = _field("VmHWM")
    if kib is not None:  # what getrusage says may be the parent's peak, handed down when it forked
        return kib * _KIB
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / 1e6 if sys.platform == "darwin" else used * _KIB


def resident() -> float | None:
    """What this process holds resident now; None where the kernel does not say."""
    kib = _field("VmRSS")
    return None if kib is None else kib * _KIB


def _field(name: str) -> int | None:
    if not _STATUS.exists():
        return None
    for line in _STATUS.read_text(encoding="ascii", errors="replace").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    return None
