"""The clients of this process that are open, and what must outlive them.

An open client is kept alive, also one that the host has lost: its worker calls into Python. What is open when the interpreter ends is closed, because
a worker must not call into an interpreter that is gone.
"""

from __future__ import annotations

import atexit
import contextlib
from typing import Any, List, Protocol, Set

EXIT_SECONDS = 0.5  # for each client; what is not delivered by then goes out at the next start


class Closable(Protocol):
    def close(self, timeout: float) -> bool: ...


_open: Set[Any] = set()
_outliving: List[object] = []


def opened(client: Closable) -> None:
    _open.add(client)


def closed(client: Closable, callbacks: object, worker_may_run: bool) -> None:
    """`callbacks` stay for the life of the process when the worker may still call them."""
    _open.discard(client)
    if worker_may_run:
        _outliving.append(callbacks)


@atexit.register
def _close_all() -> None:
    for client in list(_open):
        with contextlib.suppress(Exception):
            client.close(EXIT_SECONDS)
