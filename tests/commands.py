"""The command line, called in this process or started as one of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from loopback import QUICK

ROOT = Path(__file__).parent.parent
SET = [part for name in QUICK if name != "DOWNLOAD_TIMEOUT" for part in ("-s", f"{name}={QUICK[name]}")]
PROGRAM = (
    # A shell's background job, which the suite may be, has its children ignore Ctrl-C.
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "import sys; sys.path.insert(0, 'tests'); import cleaners, loopback; "
    "cleaners.clean = loopback.stand_in_clean; from crawler.cli import main; sys.exit(main())"
)


@dataclass(frozen=True)
class Ran:
    """What a command left."""

    code: int
    out: bytes
    err: list[str]

    @property
    def items(self) -> list[dict]:
        return [json.loads(line) for line in self.out.decode().splitlines()]


def started(*arguments: str | Path, **options) -> subprocess.Popen[bytes]:
    """The command as a process of its own."""
    command = [sys.executable, "-c", PROGRAM, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, **options)
