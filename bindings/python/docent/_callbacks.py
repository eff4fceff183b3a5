"""The host's functions as C callbacks.

They run on the library's worker, log functions on calling threads too. What they raise stays here: it goes to the log, never into C. The objects made
here must live as long as the library may call them: Client keeps them, and _clients.py those of workers that outlive their client.
"""

from __future__ import annotations

import ctypes
import json
import logging
import os
import threading
from typing import Any, Callable, Dict, Optional

from . import _abi
from ._library import library
from .values import LogLevel

_logger = logging.getLogger("docent")
_LEVELS = {LogLevel.ERROR: logging.ERROR, LogLevel.WARNING: logging.WARNING, LogLevel.INFO: logging.INFO, LogLevel.DEBUG: logging.DEBUG}

BeforeSend = Callable[[Dict[str, Any]], Optional[Dict[str, Any]]]
Log = Callable[[LogLevel, str], object]
DecisionTrace = Callable[[Dict[str, Any]], object]


def _complain(message: str, *arguments: object, raised: bool = False) -> None:
    """To the logger; when that fails too, there is no one left to tell."""
    try:
        _logger.error(message, *arguments, exc_info=raised)
    except BaseException:
        pass


def log_to_logging(level: LogLevel, message: str) -> None:
    """Log lines go to the logger "docent"."""
    _logger.log(_LEVELS.get(level, logging.INFO), "%s", message)


def log(function: Log) -> Any:
    """Called with each log line."""

    def call(_: object, level: int, message: int, size: int) -> None:
        try:
            function(LogLevel(level), ctypes.string_at(message, size).decode(errors="replace"))
        except BaseException:
            _complain("the log function failed", raised=True)

    return _abi.Log(call)


def before_send(function: BeforeSend) -> Any:
    """The event as a dict; None drops it, another dict replaces it. When the function raises, or its answer is refused, the event is dropped."""

    def call(_: object, data: int, size: int, replacement: int) -> int:
        try:
            event = json.loads(ctypes.string_at(data, size))
            before = json.dumps(event)
            answer = function(event)
            if answer is None:
                return 0
            if json.dumps(answer) != before:
                text = json.dumps(answer, ensure_ascii=False, allow_nan=False).encode()
                status = library.docent_replacement_set(replacement, text, len(text))
                if status != 0:
                    _complain("before_send: the replacement was refused: %s", library.docent_status_name(status).decode())
                    return 0
        except BaseException:  # SystemExit too: it is not this thread's to end
            _complain("before_send failed; the event is dropped", raised=True)
            return 0
        return 1

    return _abi.BeforeSend(call)


def decision_trace(function: DecisionTrace) -> Any:
    """Each decision as a dict."""

    def call(_: object, data: int, size: int) -> None:
        try:
            function(json.loads(ctypes.string_at(data, size)))
        except BaseException:
            _complain("the decision trace failed", raised=True)

    return _abi.DecisionTrace(call)


class Wakeup:
    """The one C callback of a client's wake-up, for its whole life; the function behind it may change at any time."""

    def __init__(self) -> None:
        self.function: Optional[Callable[[], object]] = None

        def call(_: object) -> None:
            function = self.function
            try:
                if function is not None:
                    function()
            except BaseException:
                _complain("the wake-up failed", raised=True)

        self.callback = _abi.Wakeup(call)


class Bell:
    """A pipe as a wake-up. Rung on the worker, closed on any thread, never written to after that: its number may be another file's by then."""

    def __init__(self) -> None:
        self.fd, self._writer = os.pipe()
        os.set_blocking(self.fd, False)
        os.set_blocking(self._writer, False)
        self._lock = threading.Lock()
        self._open = True
        self._pid = os.getpid()

    def ring(self) -> None:
        with self._lock:
            if self._open:
                try:
                    os.write(self._writer, b"\0")
                except BlockingIOError:  # full: it rings already
                    pass

    def close(self) -> None:
        """Not in a forked child: the lock may have been taken at the fork, for ever."""
        if os.getpid() != self._pid:
            return
        with self._lock:
            if self._open:
                self._open = False
                os.close(self._writer)
                os.close(self.fd)
