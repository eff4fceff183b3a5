"""The host's functions as C callbacks. They run on the library's worker; what they raise stays here: it goes to the log, never into C."""

from __future__ import annotations

import ctypes
import json
import logging
from typing import Any, Callable, Dict, Optional

from . import _abi
from ._library import library

_logger = logging.getLogger("docent")
_LEVELS = {0: logging.ERROR, 1: logging.WARNING, 2: logging.INFO, 3: logging.DEBUG}

BeforeSend = Callable[[Dict[str, Any]], Optional[Dict[str, Any]]]


def log_to_logging() -> Any:
    """Log lines go to the logger "docent"."""

    def log(_: object, level: int, message: int, size: int) -> None:
        try:
            _logger.log(_LEVELS.get(level, logging.INFO), "%s", ctypes.string_at(message, size).decode(errors="replace"))
        except Exception:  # a handler of the host failed: there is no one left to tell
            pass

    return _abi.Log(log)


def before_send(function: BeforeSend) -> Any:
    """The event as a dict; None drops it, another dict replaces it. When the function raises, the event stays as it was."""

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
                    _logger.error("before_send: the replacement was refused: %s", library.docent_status_name(status).decode())
            return 1
        except Exception:
            _logger.exception("before_send failed; the event stays as it was")
            return 1

    return _abi.BeforeSend(call)


def wakeup(function: Callable[[], object]) -> Any:
    """Called when there is something to poll."""

    def call(_: object) -> None:
        try:
            function()
        except Exception:
            _logger.exception("the wake-up failed")

    return _abi.Wakeup(call)


NO_WAKEUP = _abi.Wakeup()
