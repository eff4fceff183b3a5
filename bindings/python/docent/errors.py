"""What can go wrong, one class a status of the C ABI. All are DocentError; `code` is the number and `name` the C name."""

from __future__ import annotations

from typing import Dict, Type


class DocentError(Exception):
    """A call failed."""

    code = -1

    def __init__(self, message: str = "") -> None:
        super().__init__(message or (type(self).__doc__ or ""))

    @property
    def name(self) -> str:
        from ._library import library

        return str(library.docent_status_name(self.code).decode())


class InvalidArgument(DocentError, ValueError):
    """An argument is out of range, or the client is not one."""

    code = 1


class Closed(DocentError):
    """The client was closed, or this is a forked child: open a new one."""

    code = 2


class QueueFull(DocentError):
    """The journal has no room: the event was not recorded; try again once the worker has caught up."""

    code = 3


class TooLarge(DocentError, ValueError):
    """The event would exceed 32 KB as JSON, or a text its limit: it was not recorded."""

    code = 4


class InvalidText(DocentError, ValueError):
    """A text is not valid Unicode: nothing was recorded."""

    code = 5


class InvalidNumber(DocentError, ValueError):
    """A number is NaN, infinite or does not fit into 64 bits: nothing was recorded."""

    code = 6


class InvalidJson(DocentError, ValueError):
    """A list or dict is no JSON value, or nests deeper than 64: nothing was recorded."""

    code = 7


class ReservedName(DocentError, ValueError):
    """The event name belongs to a built-in event; choose another."""

    code = 8


class NoConsent(DocentError):
    """The user denied every purpose: nothing may be recorded, or uploads are not permitted."""

    code = 9


class DeadlineExceeded(DocentError, TimeoutError):
    """The deadline passed; the work may still complete."""

    code = 10


class StorageError(DocentError, OSError):
    """A file or directory could not be read or written."""

    code = 11


class Busy(DocentError):
    """Another process owns the data directory: give each process its own."""

    code = 12


class Corrupt(DocentError):
    """Stored data is damaged and could not be repaired."""

    code = 13


class TooNew(DocentError):
    """Stored data was written by a newer version of Docent."""

    code = 14


class NotFound(DocentError, LookupError):
    """There is no such campaign, slot, timer or feature."""

    code = 15


class Unavailable(DocentError):
    """The backend could not be reached or refused, or there is no endpoint."""

    code = 16


class Disabled(DocentError):
    """The worker is off for this run after repeated crashes."""

    code = 17


class OutOfMemory(DocentError, MemoryError):
    """An allocation failed."""

    code = 18


class InternalError(DocentError):
    """A defect in Docent, contained. Please report it."""

    code = 19


BY_CODE: Dict[int, Type[DocentError]] = {
    cls.code: cls
    for cls in (
        InvalidArgument, Closed, QueueFull, TooLarge, InvalidText, InvalidNumber, InvalidJson, ReservedName, NoConsent, DeadlineExceeded,
        StorageError, Busy, Corrupt, TooNew, NotFound, Unavailable, Disabled, OutOfMemory, InternalError,
    )
}


def error_of(status: int, message: str = "") -> DocentError:
    """The exception for a status other than 0. One that only a later library knows is a DocentError with that code."""
    error = BY_CODE.get(status, DocentError)(message)
    error.code = status
    return error
