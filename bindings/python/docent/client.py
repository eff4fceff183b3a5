"""The client: capture, guidance, feedback, consent. One method a function of the C ABI.

Any thread may use a client. Methods that record never block and never touch the disk; those with a `timeout` (seconds) wait for the worker.
"""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import dataclasses
import datetime
import json
import os
import weakref
from typing import Any, Callable, Dict, Iterable, Iterator, List, Mapping, Optional, Tuple, Type, Union

from . import _abi, _callbacks
from ._library import library
from ._options import Options, check
from .errors import NotFound, error_of
from .presentation import Outcome, Presentation, Recommendation, Recommendations
from .properties import Properties, encode, to_array, unix_ms
from .values import Consent, Delivery, Erase, EventKind, Flush, Stats

_NO_RATING = -(2**31)


def _ms(seconds: float) -> int:
    return max(0, min(2**32 - 1, round(seconds * 1000)))


def _as_json(document: Union[str, Mapping[str, Any]]) -> bytes:
    return encode(document if isinstance(document, str) else json.dumps(document, ensure_ascii=False, allow_nan=False))


def _take_text(text: ctypes.c_void_p) -> Any:
    try:
        return json.loads(ctypes.string_at(library.docent_text_data(text), library.docent_text_size(text)))
    finally:
        library.docent_text_destroy(text)


_open_clients: weakref.WeakSet[Client] = weakref.WeakSet()


@atexit.register
def _close_all() -> None:
    """The worker must not call into an interpreter that is gone."""
    for client in list(_open_clients):
        with contextlib.suppress(Exception):
            client.close(2.0)


class Client:
    """A running client; close it, or use it in a `with`. Arguments are the options of client.h; durations are seconds.

    `consent` is what the user decided; without it the stored decision holds, else it is unknown. `strategy` is a document as str or dict,
    used until a newer one is fetched. `redact` names property keys whose values are replaced. `before_send(event)` returns the event,
    changed or not, or None to drop it. Log lines go to the logger "docent".
    """

    def __init__(
        self,
        write_key: str,
        *,
        endpoint: Optional[str] = None,
        data_dir: Union[None, str, os.PathLike[str]] = None,
        consent: Optional[Consent] = None,
        app: Optional[Tuple[str, str]] = None,
        locale: Optional[str] = None,
        strategy: Union[None, str, Mapping[str, Any]] = None,
        allow_insecure: bool = False,
        ca_file: Union[None, str, os.PathLike[str]] = None,
        proxy: Optional[str] = None,
        journal_bytes: Optional[int] = None,
        max_disk_bytes: Optional[int] = None,
        flush_interval: Optional[float] = None,
        session_timeout: Optional[float] = None,
        sessions: Optional[bool] = None,
        redact: Iterable[str] = (),
        before_send: Optional[_callbacks.BeforeSend] = None,
    ) -> None:
        self._callbacks: Dict[str, Any] = {"log": _callbacks.log_to_logging()}  # as long as the client
        self._pipe: Optional[Tuple[int, int]] = None
        with Options(write_key) as options:
            options.text("set_endpoint", endpoint)
            options.text("set_data_dir", None if data_dir is None else os.fspath(data_dir))
            options.number("consent", None if consent is None else int(consent))
            options.text("set_app", *(app or (None, None)))
            options.text("set_locale", locale)
            options.text("set_strategy", None if strategy is None else _as_json(strategy).decode())
            options.number("allow_insecure", int(allow_insecure))
            options.text("set_ca_file", None if ca_file is None else os.fspath(ca_file))
            options.text("set_proxy", proxy)
            options.number("journal_bytes", journal_bytes)
            options.number("max_disk_bytes", max_disk_bytes)
            options.number("flush_interval_ms", None if flush_interval is None else _ms(flush_interval))
            options.number("session_timeout_ms", None if session_timeout is None else _ms(session_timeout))
            options.number("sessions", None if sessions is None else int(sessions))
            for key in redact:
                options.text("add_redaction", key)
            options.callback("log", self._callbacks["log"])
            if before_send is not None:
                self._callbacks["before_send"] = _callbacks.before_send(before_send)
                options.callback("before_send", self._callbacks["before_send"])
            handle, error = ctypes.c_void_p(), ctypes.c_void_p()
            check(library.docent_client_open(options.handle, ctypes.byref(handle), ctypes.byref(error)), error)
        self._handle = handle
        _open_clients.add(self)

    # --- life

    def close(self, timeout: float = 2.0) -> bool:
        """Stops, makes durable what was accepted and uploads what it can by the deadline. False: events stay for the next start. Idempotent."""
        status = library.docent_client_close(self._handle, _ms(timeout))
        _open_clients.discard(self)
        self._close_pipe()
        if status in (0, 2):  # closed before, or a forked child
            return True
        if status == 10:
            return False
        raise error_of(status)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], *_: object) -> None:
        self.close()

    def flush(self, what: Flush = Flush.DURABLE, timeout: float = 10.0) -> None:
        """Waits until every event accepted so far is durable, or delivered. DeadlineExceeded, Unavailable, NoConsent."""
        check(library.docent_flush(self._handle, int(what), _ms(timeout)))

    def stats(self) -> Stats:
        """As of the worker's last turn."""
        raw = _abi.Stats()
        raw.struct_size = ctypes.sizeof(raw)
        check(library.docent_stats_get(self._handle, ctypes.byref(raw)))
        values = {field.name: getattr(raw, field.name) for field in dataclasses.fields(Stats)}
        values.update(journal_on_tmpfs=bool(raw.journal_on_tmpfs), delivery_state=Delivery(raw.delivery_state))
        return Stats(**values)

    def ledger(self, timeout: float = 5.0) -> Dict[str, Any]:
        """Accepted, delivered, pending, dropped by reason, as in docs/cli/ledger.schema.json."""
        text = ctypes.c_void_p()
        check(library.docent_ledger(self._handle, _ms(timeout), ctypes.byref(text)))
        ledger: Dict[str, Any] = _take_text(text)
        return ledger

    # --- capture

    def track(self, name: str, properties: Optional[Properties] = None) -> None:
        """The user did `name`."""
        self._named("track", name, properties)

    def screen(self, name: str, properties: Optional[Properties] = None) -> None:
        """The screen `name` came to the front; sets `context.screen`."""
        self._named("screen", name, properties)

    def identify(self, user_id: str, traits: Optional[Properties] = None) -> None:
        """The user is `user_id`; `traits` are `user.*` in rules."""
        self._named("identify", user_id, traits)

    def group(self, group_id: str, traits: Optional[Properties] = None) -> None:
        """The user belongs to `group_id`."""
        self._named("group", group_id, traits)

    def alias(self, user_id: str) -> None:
        """`user_id` is the same person as the current identity."""
        self._text("alias", user_id)

    def reset(self) -> None:
        """Logout: a new anonymous identity and session; super properties and context are cleared."""
        check(library.docent_reset(self._handle))

    def report_error(self, code: str, message: Optional[str] = None, properties: Optional[Properties] = None) -> None:
        """The user met an error; `code` groups it."""
        array, count = to_array(properties)
        data, text = encode(code), encode(message or "")
        check(library.docent_report_error(self._handle, data, len(data), text, len(text), array, count))

    def metric(self, name: str, value: float, unit: Optional[str] = None, properties: Optional[Properties] = None) -> None:
        """A measurement in `unit` (UCUM, such as "ms")."""
        array, count = to_array(properties)
        data, text = encode(name), encode(unit or "")
        check(library.docent_metric(self._handle, data, len(data), float(value), text, len(text), array, count))

    def timer_start(self, name: str) -> None:
        """Starts, or restarts, the timer."""
        self._text("timer_start", name)

    def timer_stop(self, name: str, properties: Optional[Properties] = None) -> None:
        """Stops the timer and records event `name` with `durationMs`. NotFound when it does not run."""
        self._named("timer_stop", name, properties)

    def timer_cancel(self, name: str) -> None:
        """Forgets the timer. NotFound when it does not run."""
        self._text("timer_cancel", name)

    @contextlib.contextmanager
    def timed(self, name: str, properties: Optional[Properties] = None) -> Iterator[None]:
        """Records event `name` with the duration of the block; nothing when the block raises."""
        self.timer_start(name)
        try:
            yield
        except BaseException:
            self.timer_cancel(name)
            raise
        self.timer_stop(name, properties)

    def set_context(self, attributes: Properties) -> None:
        """Scenario attributes, `context.<key>` in rules; None removes one."""
        array, count = to_array(attributes)
        check(library.docent_set_context(self._handle, array, count))

    def set_super_properties(self, properties: Properties) -> None:
        """Properties of every later event; None removes one."""
        array, count = to_array(properties)
        check(library.docent_set_super_properties(self._handle, array, count))

    def set_foreground(self, foreground: bool) -> None:
        """Time in the background counts as idle."""
        check(library.docent_set_foreground(self._handle, int(foreground)))

    def capture(
        self,
        name: str,
        properties: Optional[Properties] = None,
        *,
        kind: EventKind = EventKind.TRACK,
        message_id: Optional[str] = None,
        user_id: Optional[str] = None,
        timestamp: Optional[datetime.datetime] = None,
        critical: bool = False,
    ) -> None:
        """The long form of track() for importers and servers."""
        array, count = to_array(properties)
        texts = [encode(name), encode(message_id) if message_id is not None else None, encode(user_id) if user_id is not None else None]
        sizes = [len(text) if text is not None else 0 for text in texts]
        event = _abi.Event(
            ctypes.sizeof(_abi.Event), int(kind), texts[0], sizes[0], array, count, texts[1], sizes[1], texts[2], sizes[2],
            unix_ms(timestamp) if timestamp is not None else 0, int(critical),
        )
        check(library.docent_capture(self._handle, ctypes.byref(event)))

    def feedback(self, text: str, rating: Optional[int] = None, category: Optional[str] = None) -> None:
        """What the user says, in their own words; `rating` is 1 to 5. Uploaded first, evicted last."""
        data, kind = encode(text), encode(category or "")
        check(library.docent_feedback(self._handle, _NO_RATING if rating is None else rating, data, len(data), kind, len(kind)))

    # --- guidance

    def poll(self) -> Optional[Presentation]:
        """The next presentation, or None. Never waits."""
        handle = library.docent_poll(self._handle)
        return Presentation._take(handle) if handle else None

    def presentations(self) -> Iterator[Presentation]:
        """Polls until nothing is left."""
        while (presentation := self.poll()) is not None:
            yield presentation

    def report(self, shown: Union[Presentation, Recommendation], outcome: Outcome, detail: str = "") -> None:
        """What became of it. Journalled like an event."""
        if isinstance(shown, Presentation):
            data = encode(detail)
            check(library.docent_presentation_report(self._handle, shown._handle, int(outcome), data, len(data)))
        else:
            check(library.docent_recommendations_report(self._handle, shown._list._handle, shown._index, int(outcome)))

    def on_wakeup(self, function: Optional[Callable[[], object]]) -> None:
        """`function` runs on the worker when poll() has something new; it should only wake your own thread. None removes it."""
        callback = _callbacks.NO_WAKEUP if function is None else _callbacks.wakeup(function)
        check(library.docent_set_wakeup(self._handle, callback, None))
        self._callbacks["wakeup"] = callback  # the earlier one is no longer running

    def wakeup_fd(self) -> int:
        """A descriptor that becomes readable when poll() has something new, for select, asyncio or a GUI loop: read it empty, then poll.

        Takes the place of on_wakeup(). Non-blocking; closed with the client.
        """
        if self._pipe is None:
            self._pipe = os.pipe()
            for end in self._pipe:
                os.set_blocking(end, False)
            writer = self._pipe[1]

            def ring() -> None:
                with contextlib.suppress(BlockingIOError):  # full: it rings already
                    os.write(writer, b"\0")

            self.on_wakeup(ring)
        return self._pipe[0]

    def recommend(self, slot: str, timeout: float = 1.0) -> Recommendations:
        """The features that would help this user, best first. NotFound: no campaign serves the slot."""
        data = encode(slot)
        taken, error = ctypes.c_void_p(), ctypes.c_void_p()
        check(library.docent_recommend(self._handle, data, len(data), _ms(timeout), ctypes.byref(taken), ctypes.byref(error)), error)
        if taken.value is None:
            raise NotFound()
        return Recommendations(taken.value)

    def feature_enabled(self, feature: str) -> bool:
        """False only while an emergency plan switches the feature off."""
        data = encode(feature)
        return bool(library.docent_feature_enabled(self._handle, data, len(data)))

    def explain(self, campaign: Optional[str] = None, timeout: float = 1.0) -> Any:
        """Why a campaign is (not) shown, or the list for all, as in docs/cli/explain.schema.json. NotFound: there is none of that name."""
        data = None if campaign is None else encode(campaign)
        text, error = ctypes.c_void_p(), ctypes.c_void_p()
        size = 0 if data is None else len(data)
        check(library.docent_explain(self._handle, data, size, _ms(timeout), ctypes.byref(text), ctypes.byref(error)), error)
        return _take_text(text)

    def set_strategy(self, document: Union[str, Mapping[str, Any]], timeout: float = 5.0) -> None:
        """Installs a strategy now, as if it had been fetched. InvalidArgument, with rule and place, when it is refused: the earlier one stays."""
        data = _as_json(document)
        error = ctypes.c_void_p()
        check(library.docent_set_strategy(self._handle, data, len(data), _ms(timeout), ctypes.byref(error)), error)

    # --- privacy

    @property
    def consent(self) -> Consent:
        """What the current identity has granted."""
        return Consent(library.docent_consent(self._handle))

    def set_consent(self, granted: Consent) -> None:
        """The user's decision; takes effect before the call returns. Denying erases what was kept for that purpose."""
        check(library.docent_set_consent(self._handle, int(granted)))

    def recorded(self, timeout: float = 5.0) -> List[Dict[str, Any]]:
        """What this device holds, or sent in the last 30 days, newest first."""
        text, error = ctypes.c_void_p(), ctypes.c_void_p()
        check(library.docent_recorded(self._handle, _ms(timeout), ctypes.byref(text), ctypes.byref(error)), error)
        events: List[Dict[str, Any]] = _take_text(text)
        return events

    def erase(self, scope: Erase = Erase.HERE, timeout: float = 10.0) -> None:
        """Erases the current identity's data and starts a new anonymous one. Consent stays as it is."""
        error = ctypes.c_void_p()
        check(library.docent_erase(self._handle, int(scope), _ms(timeout), ctypes.byref(error)), error)

    # --- below

    def _named(self, function: str, name: str, properties: Optional[Properties]) -> None:
        array, count = to_array(properties)
        data = encode(name)
        check(getattr(library, f"docent_{function}")(self._handle, data, len(data), array, count))

    def _text(self, function: str, text: str) -> None:
        data = encode(text)
        check(getattr(library, f"docent_{function}")(self._handle, data, len(data)))

    def _close_pipe(self) -> None:
        if self._pipe is not None:
            for end in self._pipe:
                os.close(end)
            self._pipe = None
