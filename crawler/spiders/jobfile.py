"""Jobs under `scrapy crawl` and scrapyd: a run of `cleanwire crawl`, as a process that this spider looks after."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from typing import Any

from scrapy import Request, Spider

from crawler.address import one_line
from crawler.messages import ExitCode

logger = logging.getLogger(__name__)

_STOP_SECONDS = 12.0


class JobFileSpider(Spider):
    """Run jobs of a job file.

    Arguments (`-a`): `file`, the job file; `job`, one of its jobs, all of them when left out.  The exit code
    is the stat `cleanwire/exit_code`, and the reason for which the spider ends: `finished`, `partial`…
    """

    name = "job"

    def __init__(self, file: str = "", job: str = "", **kwargs: Any):
        super().__init__(**kwargs)
        if not file:
            raise ValueError("which job file?  -a file=jobs.toml")
        self._command = [sys.executable, "-m", "crawler", "crawl", file, *job.split()]
        self._process: Process | None = None

    async def start(self) -> AsyncIterator[Request]:
        """Run the command to its end; what it says goes to the log."""
        self._process = await asyncio.create_subprocess_exec(
            *self._command, stdin=DEVNULL, stdout=PIPE, stderr=asyncio.subprocess.STDOUT, limit=2**24
        )
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            logger.info("%s", one_line(line.decode("utf-8", "replace")))
        code = await self._process.wait()
        self.crawler.stats.set_value("cleanwire/exit_code", code)
        if code != ExitCode.DONE:
            known = {int(one): one.name.lower() for one in ExitCode}
            asyncio.ensure_future(self._end(known.get(code, f"exit code {code}")))  # noqa: RUF006
            await asyncio.sleep(0)
        for request in list[Request]():
            yield request

    async def _end(self, reason: str) -> None:
        await self.crawler.engine.close_spider_async(reason=reason)

    async def closed(self, reason: str) -> None:
        """Stop the command, if it is still at work."""
        if self._process is None or self._process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            self._process.terminate()
        try:
            await asyncio.wait_for(self._process.wait(), _STOP_SECONDS)
        except TimeoutError:
            self._process.kill()
