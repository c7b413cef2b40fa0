"""Waiting until things are quiet."""

from __future__ import annotations

import asyncio


class Alarm:
    """Rings once after a stretch of quiet; what sets it again meanwhile delays it.

    Steady noise delays it no longer than `at_most` seconds, and what is less urgent not at all.
    """

    def __init__(self, at_most: float) -> None:
        self._at_most = at_most
        self._rung = asyncio.Event()
        self._timer: asyncio.TimerHandle | None = None
        self._latest = 0.0
        self._delay = 0.0

    def set(self, delay: float) -> None:
        """Ring after `delay` seconds, unless it is set again before."""
        loop = asyncio.get_running_loop()
        if self._timer is None:
            self._latest = loop.time() + self._at_most
        elif delay > self._delay:
            return
        else:
            self._timer.cancel()
        self._delay = delay
        self._timer = loop.call_at(min(loop.time() + delay, self._latest), self._ring)

    def _ring(self) -> None:
        self._timer = None
        self._rung.set()

    async def wait(self) -> None:
        """Return when it rings, or at once where it rang since the last wait."""
        await self._rung.wait()
        self._rung.clear()
