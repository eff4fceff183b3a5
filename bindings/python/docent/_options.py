"""docent_options for the time of opening a client, and the one place where a status becomes an exception."""

from __future__ import annotations

import ctypes
from typing import Any, List, Optional

from ._library import library
from .errors import InvalidArgument, error_of
from .properties import encode


def check(status: int, error: Optional[ctypes.c_void_p] = None) -> None:
    """Raises what a status other than 0 stands for; frees the error."""
    if status == 0:
        return
    message = ""
    if error is not None and error.value:
        message = library.docent_error_message(error).decode()
        library.docent_error_destroy(error)
    raise error_of(status, message)


class Options:
    """docent_options for the length of a `with`."""

    def __init__(self, write_key: str) -> None:
        data = encode(write_key)
        self.handle = library.docent_options_create(data, len(data))
        if not self.handle:
            raise InvalidArgument("the write key must be 1 to 256 printable ASCII characters without a colon")

    def __enter__(self) -> Options:
        return self

    def __exit__(self, *_: object) -> None:
        library.docent_options_destroy(self.handle)

    def text(self, name: str, *values: Optional[str]) -> None:
        if values[0] is None:
            return
        arguments: List[Any] = []
        for value in values:
            data = encode(value or "")
            arguments += [data, len(data)]
        check(getattr(library, f"docent_options_{name}")(self.handle, *arguments))

    def number(self, name: str, value: Optional[int]) -> None:
        if value is not None:
            if not 0 <= value < 2**64:
                raise InvalidArgument(f"{name}: {value} is out of range")
            check(getattr(library, f"docent_options_set_{name}")(self.handle, value))

    def callback(self, name: str, function: Any) -> None:
        check(getattr(library, f"docent_options_set_{name}")(self.handle, function, None))
