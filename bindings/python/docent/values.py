"""Constants and plain data of the client; the values equal those of the C ABI."""

from __future__ import annotations

import dataclasses
import enum
from typing import Optional


class _OpenEnum(enum.IntEnum):
    """A later library may know more values than this binding: those keep their number and are called UNKNOWN_<number>."""

    @classmethod
    def _missing_(cls, value: object) -> Optional[_OpenEnum]:
        if not isinstance(value, int):
            return None
        member = int.__new__(cls, value)
        member._name_ = f"UNKNOWN_{value}"
        member._value_ = value
        return member


class Consent(enum.IntFlag):
    """Purposes a user can consent to."""

    NONE = 0
    ANALYTICS = 1  # events may be uploaded
    GUIDANCE = 2  # a history of use may be kept on this device to decide what helps
    ALL = 3
    UNKNOWN = 1 << 30  # not asked yet: events are held, not uploaded; guidance works


class Flush(enum.IntEnum):
    """What flush() waits for."""

    DURABLE = 1
    DELIVERED = 2


class Erase(enum.IntEnum):
    """Where erase() erases."""

    HERE = 1
    EVERYWHERE = 2  # asks the backend as well, at every start until it confirms


class EventKind(enum.IntEnum):
    """Kind of capture()."""

    TRACK = 0
    SCREEN = 1
    PAGE = 2


class LogLevel(_OpenEnum):
    """Level of a log line."""

    ERROR = 0
    WARNING = 1
    INFO = 2
    DEBUG = 3


class Delivery(_OpenEnum):
    """State of the uploads."""

    IDLE = 0
    ACTIVE = 1
    BACKOFF = 2
    UNAUTHORIZED = 3
    WRONG_ENDPOINT = 4
    HELD = 5
    OFF = 6
    STORAGE_FAILED = 7


@dataclasses.dataclass(frozen=True)
class Stats:
    """Counters and gauges; events unless said otherwise. See docent_stats in client.h."""

    journal_on_tmpfs: bool
    accepted: int
    delivered: int
    pending: int
    dropped: int
    refused: int
    held_for_consent: int
    pending_bytes: int
    disk_bytes: int
    journal_used_bytes: int
    durable_lag_ms: int
    requests: int
    request_failures: int
    bytes_sent: int
    delivery_state: Delivery
    strategy_version: int
    next_attempt_ms: int
