"""Python values as properties of an event."""

from __future__ import annotations

import ctypes
import datetime
from typing import Any, Mapping, Optional, Tuple, Union

from . import _abi
from ._arguments import encode, encode_json, to_unix_ms
from .errors import InvalidNumber, TooLarge

PropertyValue = Union[None, bool, int, float, str, datetime.datetime, "list[Any]", "tuple[Any, ...]", Mapping[str, Any]]
Properties = Mapping[str, PropertyValue]

MAX_PROPERTIES = 255
_NULL, _STRING, _INT, _DOUBLE, _BOOL, _TIME, _JSON = range(7)
_INT64 = 2**63


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
            raise InvalidNumber("the integer does not fit into 64 bits")
        target.type = _INT
        target.value.integer = value
    elif isinstance(value, float):
        target.type = _DOUBLE
        target.value.number = value
    elif isinstance(value, str):
        _set_text(target, _STRING, encode(value))
    elif isinstance(value, datetime.datetime):
        target.type = _TIME
        target.value.integer = to_unix_ms(value)
    elif isinstance(value, (list, tuple, Mapping)):
        _set_text(target, _JSON, encode_json(value))
    else:
        raise TypeError(f"a property is None, bool, int, float, str, datetime, list or dict, not {type(value).__name__}")


def to_array(properties: Optional[Properties]) -> Tuple[Any, int]:
    """The C array and its length. It keeps the texts alive."""
    if properties is None:
        return None, 0
    if not isinstance(properties, Mapping):
        raise TypeError(f"properties are a dict, not {type(properties).__name__}")
    if len(properties) > MAX_PROPERTIES:
        raise TooLarge(f"{len(properties)} properties; at most {MAX_PROPERTIES}")
    array = (_abi.Property * len(properties))()
    for target, (key, value) in zip(array, properties.items()):
        data = encode(key)
        target.key = data
        target.key_len = len(data)
        _set(target, value)
    return ctypes.cast(array, ctypes.POINTER(_abi.Property)), len(properties)
