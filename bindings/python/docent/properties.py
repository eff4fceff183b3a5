"""Python values as properties of an event, and texts as the bytes the ABI takes."""

from __future__ import annotations

import ctypes
import datetime
import json
from typing import Any, Mapping, Optional, Tuple, Union

from . import _abi
from .errors import InvalidJson, InvalidNumber, InvalidText, TooLarge

PropertyValue = Union[None, bool, int, float, str, datetime.datetime, "list[Any]", "tuple[Any, ...]", Mapping[str, Any]]
Properties = Mapping[str, PropertyValue]

MAX_PROPERTIES = 255
_NULL, _STRING, _INT, _DOUBLE, _BOOL, _TIME, _JSON = range(7)
_INT64 = 2**63


def encode(text: str) -> bytes:
    """UTF-8. InvalidText for lone surrogates, TypeError for what is no text."""
    if not isinstance(text, str):
        raise TypeError(f"expected str, not {type(text).__name__}")
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise InvalidText(f"{text!r} is not valid Unicode: {error.reason}") from None


def unix_ms(time: datetime.datetime) -> int:
    """Milliseconds since 1970. A time without a zone is local time."""
    return int(time.timestamp() * 1000 // 1)


def _set_text(target: _abi.Property, kind: int, data: bytes) -> None:
    target.type = kind
    target.value.text.data = data
    target.value.text.len = len(data)


def _set(target: _abi.Property, value: PropertyValue) -> None:
    if value is None:
        target.type = _NULL
    elif isinstance(value, bool):
        target.type = _BOOL
        target.value.integer = int(value)
    elif isinstance(value, int):
        if not -_INT64 <= value < _INT64:
            raise InvalidNumber(f"{value} does not fit into 64 bits")
        target.type = _INT
        target.value.integer = value
    elif isinstance(value, float):
        target.type = _DOUBLE
        target.value.number = value
    elif isinstance(value, str):
        _set_text(target, _STRING, encode(value))
    elif isinstance(value, datetime.datetime):
        target.type = _TIME
        target.value.integer = unix_ms(value)
    elif isinstance(value, (list, tuple, Mapping)):
        try:
            text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_jsonable)
        except (ValueError, RecursionError) as error:
            raise InvalidJson(f"no JSON value: {error}") from None
        _set_text(target, _JSON, encode(text))
    else:
        raise TypeError(f"a property is None, bool, int, float, str, datetime, list or dict, not {type(value).__name__}")


def _jsonable(value: object) -> object:
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.timezone.utc).isoformat().replace("+00:00", "Z")
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is no JSON value")


def to_array(properties: Optional[Properties]) -> Tuple[Any, int]:
    """The C array and its length. It keeps the texts alive."""
    if not properties:
        return None, 0
    if len(properties) > MAX_PROPERTIES:
        raise TooLarge(f"{len(properties)} properties; at most {MAX_PROPERTIES}")
    array = (_abi.Property * len(properties))()
    for target, (key, value) in zip(array, properties.items()):
        data = encode(key)
        target.key = data
        target.key_len = len(data)
        _set(target, value)
    return ctypes.cast(array, ctypes.POINTER(_abi.Property)), len(properties)
