"""The process that those which clean are forked from: everything loaded, nothing to collect, no threads.

What is loaded here is loaded once, and in memory once, for all of them and for those that take their place.
"""

# ruff: noqa: PLC0415 - everything is imported by the process that is forked from, and not before
from __future__ import annotations

import contextlib
import gc
import logging
import os
import resource
import signal
import socket
import struct
import sys
import threading
import traceback
from functools import cache
from multiprocessing.reduction import ForkingPickler
from typing import Any

NUMBER = struct.Struct("<q")
"""What is sent ahead of every message is its length; what the nursery answers is a process id or exit code."""
_CONTROL = 3
_NICE = 5
"""The event loop goes first: a request that it sends late comes too close before the next one."""

# A little of everything that a page may need, in a language that is found by its words alone.
_PAGE = """<!doctype html><html><head><title>Havnen er åben igen</title>
<meta property="og:site_name" content="Bugten i dag">
<meta property="article:published_time" content="2026-01-05T08:00:00Z"></head>
<body><nav><a href="/sport">Sport</a></nav><article><h1>Havnen er åben igen</h1>
<p class="byline">By a reporter, Reuters | 5 January 2026, 8:00 am</p>
<figure><img src="/quay.jpg"><figcaption>The new quay on Monday. Photo: City archive</figcaption></figure>
<p>TARVIN (Reuters) - Havnen åbnede mandag efter en vinter med reparationer, sagde byrådet i en udtalelse, der
roste bygherrerne, og som blev læst op på kajen, mens fiskerbådene ventede på deres tur i den kolde vind.</p>
<p>Færgen anløb for første gang siden oktober med fyrre passagerer om bord, og havnefogeden sagde, at han næsten
havde glemt lyden af den. Updated on January 6. Read more: The ferry is back. Follow us on everything.</p>
</article><aside><h2>Related stories</h2><ul><li><a href="/a">The ferry is back, and with it its passengers</a>
3 January</li></ul></aside><footer>All rights reserved</footer></body></html>"""


def started(memory: int) -> tuple[int, socket.socket]:
    """Start a nursery; returns its process id, and a socket for `main`'s questions.

    Args:
        memory: address space of each process that it forks, in bytes.
    """
    ours, theirs = socket.socketpair()
    with theirs:
        # A fork has what this process has loaded, and is ready in half the time.  Beside other threads, and
        # on systems whose libraries do not bear it, it would not be safe.
        if sys.platform == "linux" and threading.active_count() == 1:
            return _forked(theirs, memory), ours
        command = [sys.executable, "-m", "crawler.nursery", str(theirs.fileno()), str(memory)]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        os.set_inheritable(theirs.fileno(), True)
        return os.posix_spawn(sys.executable, command, environment), ours


def _forked(control: socket.socket, memory: int) -> int:
    process = os.fork()
    if process == 0:
        try:
            gc.freeze()  # whatever it is that would close a file when it is collected
            os.dup2(control.fileno(), _CONTROL)
            # Files of the job, the lock above all, which nobody but its process must hold.
            os.closerange(_CONTROL + 1, os.sysconf("SC_OPEN_MAX"))
            main(_CONTROL, memory)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(0)
    return process


def main(control: int, memory: int) -> None:
    """Answer questions until there is nobody any more who asks, and leave no process behind.

    With a connection comes the wish for a process that answers calls on it: its id is returned.  A number is
    that of a process which ended: its exit code is returned.  0 is no question, and says that there will be
    some: everything is loaded for the first of them, and not for nothing.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # the crawling process says when to stop
    signal.set_wakeup_fd(-1)
    os.nice(_NICE)
    logging.disable()
    asked, children = socket.socket(fileno=control), set[int]()
    with contextlib.suppress(ConnectionError):
        while (received := socket.recv_fds(asked, NUMBER.size, 1))[0]:
            _load()
            question, connections, *_ = received
            (child,) = NUMBER.unpack(question)
            if connections:
                answer = _child(asked, connections[0], memory)
                children.add(answer)
            elif child in children:
                children.discard(child)
                answer = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            elif child:  # of a nursery before this one
                answer = -signal.SIGKILL
            else:
                continue
            asked.sendall(NUMBER.pack(answer))
    for child in children:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


@cache
def _load() -> None:
    """Import what the cleaner imports when a page first needs it, and have it read its tables."""
    gc.disable()  # nearly everything that is made here stays
    import dateparser  # noqa: F401
    import langdetect  # noqa: F401
    import trafilatura  # noqa: F401

    import cleaners
    import crawler.workers  # noqa: F401

    with contextlib.suppress(Exception):  # what fails here fails once more, where it is told
        cleaners.clean(_PAGE.encode())
    gc.collect()
    gc.freeze()  # what stays is not walked through again and again, nor copied for it
    gc.enable()


def _child(control: socket.socket, connection: int, memory: int) -> int:
    """Fork a process that answers calls; returns its id."""
    process = os.fork()
    if process:
        os.close(connection)
        return process
    code = 1
    try:
        control.close()
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with contextlib.suppress(ConnectionError):
            _answer_calls(socket.socket(fileno=connection))
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _answer_calls(connection: socket.socket) -> None:
    """Call what is asked for, one after the other, until nobody asks."""
    with connection.makefile("rwb") as stream:
        while head := stream.read(NUMBER.size):
            answer = _answer(stream.read(*NUMBER.unpack(head)))
            stream.write(NUMBER.pack(len(answer)) + answer)
            stream.flush()


def _answer(call: bytes) -> memoryview:
    """What a function returned or raised."""
    try:
        function, args, kwargs = ForkingPickler.loads(call)
        return dumped((function(*args, **kwargs), None))
    except Exception as error:
        try:
            return dumped((None, error))
        except Exception:
            return dumped((None, RuntimeError(f"{type(error).__name__}: {error}")))


def dumped(value: Any) -> memoryview:
    """A message for another process of this program."""
    message: memoryview = ForkingPickler.dumps(value)
    return message


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
