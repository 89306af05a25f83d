"""Processes that call functions for an event loop, one call at a time each, and that can be killed."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.reduction import ForkingPickler
from typing import Any, ParamSpec, TypeVar

from crawler import nursery
from crawler.nursery import NUMBER

P = ParamSpec("P")
T = TypeVar("T")

_BUFFER = 1024 * 1024


class ProcessDiedError(Exception):
    """A process ended while it was at a call."""

    def __init__(self, exit_code: int):
        super().__init__(f"its process died, with exit code {exit_code}")


@dataclass(slots=True)
class _Call:
    what: tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]
    answer: asyncio.Future[Any]


@dataclass(slots=True, eq=False)
class _Process:
    number: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    calls: int = 0

    async def answer(self, call: _Call) -> tuple[Any, Exception | None]:
        """What a function returned or raised.

        Raises:
            EOFError, ConnectionError: the process ended.
            Exception: the call cannot be sent.
        """
        message = nursery.dumped(call.what)
        self.calls += 1
        self.writer.writelines((NUMBER.pack(len(message)), message))
        (length,) = NUMBER.unpack(await self.reader.readexactly(NUMBER.size))
        answer: tuple[Any, Exception | None] = ForkingPickler.loads(await self.reader.readexactly(length))
        return answer

    def kill(self) -> None:
        """End it, whatever it is at."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.number, signal.SIGKILL)
        self.writer.transport.abort()


class Pool:
    """Of processes that are forked from one which has everything loaded."""

    def __init__(self, processes: int, *, seconds: float, memory: int, tasks: int):
        """Make a pool.

        Args:
            processes: how many.
            seconds: that one call may take.
            memory: address space of a process, in bytes.
            tasks: calls that a process answers before it is replaced.
        """
        self._count = processes
        self._seconds = seconds
        self._memory = memory
        self._tasks = tasks
        self._nursery: tuple[int, socket.socket] | None = None
        self._has_forked = False
        self._asking = asyncio.Lock()
        self._calls = asyncio.Queue[_Call]()
        self._unanswered: set[asyncio.Future[Any]] = set()
        self._workers: list[asyncio.Task[None]] = []
        self._processes: set[_Process] = set()

    def start(self) -> None:
        """Start the process that others are forked from: at best before there are threads."""
        if self._nursery is None:
            self._nursery = nursery.started(self._memory)
            self._nursery[1].setblocking(False)

    def load(self) -> None:
        """Have everything loaded by the time when the first call comes."""
        self.start()
        assert self._nursery is not None
        with contextlib.suppress(OSError):
            self._nursery[1].send(NUMBER.pack(0))

    async def call(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of a function of a module, called in one of the processes.

        Raises:
            TimeoutError: it took too long.
            ProcessDiedError: its process died.
            Exception: what the function raised.
        """
        if not self._workers:
            self._workers = [asyncio.ensure_future(self._work()) for _ in range(self._count)]
        answer: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._unanswered.add(answer)
        answer.add_done_callback(self._unanswered.discard)
        self._calls.put_nowait(_Call((function, args, kwargs), answer))
        return await answer

    def close(self) -> None:
        """End the processes, with whatever they are at."""
        for worker in self._workers:
            worker.cancel()
        self._workers.clear()
        for answer in list(self._unanswered):
            answer.cancel()
        for process in self._processes:
            process.kill()
        self._processes.clear()
        self._end_nursery()

    async def _work(self) -> None:
        """Have calls answered by one process, and by another when that has ended."""
        process: _Process | None = None
        while True:
            call = await self._calls.get()
            if call.answer.done():
                continue
            try:
                if process is None:
                    process = await self._forked()
                async with asyncio.timeout(self._seconds):
                    result, error = await process.answer(call)
            except Exception as failure:
                result, error = None, await self._why(failure, process)
                process = None
            if not call.answer.done():
                if error is None:
                    call.answer.set_result(result)
                else:
                    call.answer.set_exception(error)
            if process is not None and process.calls >= self._tasks:
                await self._exit_code(process)
                process = None

    async def _why(self, failure: Exception, process: _Process | None) -> Exception:
        """What somebody who called is told; the process is gone then."""
        if process is None:
            return failure
        code = await self._exit_code(process)
        return ProcessDiedError(code) if isinstance(failure, EOFError | ConnectionError) else failure

    # ---- processes ------------------------------------------------------------------------------

    async def _forked(self) -> _Process:
        """A new process."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                number = await self._ask(NUMBER.pack(0), [theirs.fileno()])
            except EOFError:  # the nursery was killed, for want of memory above all
                number = await self._ask(NUMBER.pack(0), [theirs.fileno()])
        self._has_forked = True
        process = _Process(number, *await asyncio.open_unix_connection(sock=ours, limit=_BUFFER))
        self._processes.add(process)
        return process

    async def _exit_code(self, process: _Process) -> int:
        """End a process; returns its exit code, which is its own if it had ended before."""
        process.writer.transport.abort()
        process.kill()
        self._processes.discard(process)
        try:
            return await self._ask(NUMBER.pack(process.number))
        except EOFError:  # the nursery was killed, and nobody knows
            return -signal.SIGKILL

    async def _ask(self, question: bytes, connections: list[int] | None = None) -> int:
        """Ask the nursery.

        Raises:
            EOFError: it was killed; the next question goes to another one.
        """
        async with self._asking:
            self.start()
            assert self._nursery is not None
            control = self._nursery[1]
            try:
                socket.send_fds(control, [question], connections or [])
                answer = await asyncio.get_running_loop().sock_recv(control, NUMBER.size)
            except OSError:
                answer = b""
            if not answer:
                self._end_nursery()
                raise EOFError
        number: int = NUMBER.unpack(answer)[0]
        return number

    def _end_nursery(self) -> None:
        if self._nursery is None:
            return
        number, control = self._nursery
        self._nursery = None
        control.close()
        if not self._has_forked:  # it may be at loading still, and has nothing to put away
            os.kill(number, signal.SIGKILL)
        self._has_forked = False
        with contextlib.suppress(ChildProcessError):
            os.waitpid(number, 0)
