"""docent_options for the time of opening a client, and the one place where a status becomes an exception."""

from __future__ import annotations

import ctypes
from typing import Any, Optional

from . import _abi
from ._arguments import encode, to_int
from ._library import library
from .errors import InvalidArgument, error_of


def check(status: int, error: Optional[ctypes.c_void_p] = None, what: str = "") -> None:
    """Raises what a status other than 0 stands for, with the library's text, or led by `what`; frees the error."""
    if status == 0:
        return
    message = ""
    if error is not None and error.value:
        message = library.docent_error_message(error).decode()
        library.docent_error_destroy(error)
    raised = error_of(status, message)
    if what and not message:
        raised.args = (f"{what}: {raised}",)
    raise raised


class Options:
    """docent_options for the length of a `with`. None leaves the default. Setters are named as in client.h, without `docent_options_`."""

    def __init__(self, write_key: str) -> None:
        data = encode(write_key)
        self.handle = library.docent_options_create(data, len(data))
        if not self.handle:
            raise InvalidArgument("the write key must be 1 to 256 printable ASCII characters without a colon")

    def __enter__(self) -> Options:
        return self

    def __exit__(self, *_: object) -> None:
        library.docent_options_destroy(self.handle)

    def text(self, setter: str, value: Optional[str]) -> None:
        if value is not None:
            data = encode(value)
            self._set(setter, data, len(data))

    def app(self, name: str, version: str) -> None:
        data, number = encode(name), encode(version)
        self._set("set_app", data, len(data), number, len(number))

    def number(self, setter: str, value: Optional[int]) -> None:
        if value is not None:
            _, (_, kind) = _abi.PROTOTYPES[f"docent_options_{setter}"]
            self._set(setter, to_int(value, setter[4:], 0, 2 ** (8 * ctypes.sizeof(kind)) - 1))

    def callback(self, setter: str, function: Any) -> None:
        self._set(setter, function, None)

    def _set(self, setter: str, *arguments: Any) -> None:
        check(getattr(library, f"docent_options_{setter}")(self.handle, *arguments), what=setter[4:])
