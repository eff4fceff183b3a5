"""Arguments as the ABI takes them. What ctypes would cut to size without a word (a large number, a duration of NaN) is refused here."""

from __future__ import annotations

import datetime
import json
import operator
from typing import Union

from .errors import InvalidArgument, InvalidJson, InvalidNumber, InvalidText

Seconds = Union[float, datetime.timedelta]

_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
_MAX_MS = 2**32 - 1


def encode(text: str) -> bytes:
    """UTF-8. InvalidText for lone surrogates, TypeError for what is no text."""
    if not isinstance(text, str):
        raise TypeError(f"expected str, not {type(text).__name__}")
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise InvalidText(f"{text!r:.100} is not valid Unicode: {error.reason}") from None


def encode_json(value: object) -> bytes:
    """One JSON value as UTF-8; times become RFC 3339 texts. InvalidJson for cycles, depth, NaN; TypeError for what has no JSON."""
    try:
        return encode(json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_jsonable))
    except InvalidText:
        raise
    except (ValueError, RecursionError) as error:
        raise InvalidJson(f"no JSON value: {error}") from None


def _jsonable(value: object) -> object:
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.timezone.utc).isoformat().replace("+00:00", "Z")
    if hasattr(value, "items"):
        return dict(value.items())
    raise TypeError(f"{type(value).__name__} is no JSON value")


def to_int(value: int, what: str, low: int, high: int) -> int:
    """`value`, if it is an integer from `low` to `high`."""
    number = operator.index(value)
    if not low <= number <= high:
        raise InvalidArgument(f"{what}: {number} is out of range")
    return number


def to_float(value: float) -> float:
    """A number, also of another library. A text is none."""
    if isinstance(value, (str, bytes, bytearray)):
        raise TypeError(f"expected a number, not {type(value).__name__}")
    try:
        return float(value)
    except OverflowError:
        raise InvalidNumber("the number is too large for a double") from None


def to_ms(duration: Seconds) -> int:
    """Milliseconds: negative durations are 0, those of more than 49 days are that."""
    seconds = duration.total_seconds() if isinstance(duration, datetime.timedelta) else to_float(duration)
    if seconds != seconds:
        raise InvalidArgument("a duration is NaN")
    return round(min(max(seconds * 1000, 0), _MAX_MS))


def to_unix_ms(time: datetime.datetime) -> int:
    """Milliseconds since 1970, rounded down. A time without a zone is local time. TypeError for what is no datetime."""
    if not isinstance(time, datetime.datetime):
        raise TypeError(f"expected a datetime, not {type(time).__name__}")
    try:
        return (time.astimezone(datetime.timezone.utc) - _EPOCH) // datetime.timedelta(milliseconds=1)
    except (OverflowError, ValueError, OSError) as error:  # local times at the ends of the calendar
        raise InvalidArgument(f"{time!r} has no UTC: {error}") from None
