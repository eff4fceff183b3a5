"""Docent: in-app feedback, recommendations and guidance.

    import docent

    with docent.Client("WRITE_KEY", endpoint="https://docent.example.com",
                       consent=docent.Consent.ALL) as client:  # ask your user first
        client.track("table_inserted", {"source": "menu", "rows": 3})
        for tip in client.presentations():
            print(tip.title, tip.body)
            client.report(tip, docent.Outcome.SHOWN)

A binding of the C ABI by ctypes; its headers have the details of every call. Any thread may use a client.
"""

from ._library import library as _library
from .client import Client
from .errors import (
    Busy,
    Closed,
    Corrupt,
    DeadlineExceeded,
    Disabled,
    DocentError,
    InternalError,
    InvalidArgument,
    InvalidJson,
    InvalidNumber,
    InvalidText,
    NoConsent,
    NotFound,
    OutOfMemory,
    QueueFull,
    ReservedName,
    StorageError,
    TooLarge,
    TooNew,
    Unavailable,
)
from .presentation import Action, Change, Outcome, Presentation, Recommendation, Recommendations
from .properties import Properties, PropertyValue
from .values import Consent, Delivery, Erase, EventKind, Flush, LogLevel, Stats

__version__: str = _library.docent_version().decode()
__all__ = [
    "Action", "Busy", "Change", "Client", "Closed", "Consent", "Corrupt", "DeadlineExceeded", "Delivery", "Disabled", "DocentError",
    "Erase", "EventKind", "Flush", "InternalError", "InvalidArgument", "InvalidJson", "InvalidNumber", "InvalidText", "LogLevel",
    "NoConsent", "NotFound", "OutOfMemory", "Outcome", "Presentation", "Properties", "PropertyValue", "QueueFull", "Recommendation",
    "Recommendations", "ReservedName", "Stats", "StorageError", "TooLarge", "TooNew", "Unavailable",
]
