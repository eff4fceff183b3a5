"""The client: capture, guidance, feedback, consent. One method a function of the C ABI.

Any thread may use a client. Methods that record never block and never touch the disk; those with a `timeout` (seconds, or a timedelta) wait for the
worker. Texts that are no Unicode raise InvalidText, arguments of a wrong type TypeError, whatever the library refuses its DocentError.
"""

from __future__ import annotations

import contextlib
import ctypes
import dataclasses
import datetime
import json
import os
import threading
from typing import Any, Callable, Dict, Iterable, Iterator, List, Mapping, Optional, Tuple, Type, Union, overload

from . import _abi, _callbacks, _clients
from ._arguments import Seconds, encode, encode_json, to_float, to_int, to_ms, to_unix_ms
from ._library import library
from ._options import Options, check
from .errors import Closed, DeadlineExceeded, InvalidArgument, error_of
from .presentation import Outcome, Presentation, Recommendation, Recommendations
from .properties import Properties, to_array
from .values import Consent, Delivery, Erase, EventKind, Flush, Stats

_NO_RATING = -(2**31)
_UINT32_MAX = 2**32 - 1


def _as_json(document: Union[str, Mapping[str, Any]]) -> bytes:
    return encode(document) if isinstance(document, str) else encode_json(document)


def _take_text(text: ctypes.c_void_p) -> Any:
    try:
        return json.loads(ctypes.string_at(library.docent_text_data(text), library.docent_text_size(text)))
    finally:
        library.docent_text_destroy(text)


class Client:
    """A running client; close it, or use it in a `with`. Arguments are the options of client.h; durations are seconds.

    `consent` is what the user decided; without it the stored decision holds, else it is unknown. `strategy` is a document as str or dict,
    used until a newer one is fetched. `redact` names property keys whose values are replaced. `before_send(event)` returns the event,
    changed or not, or None to drop it; it runs on the worker and may see an event twice. `log(level, message)` gets the library's log lines;
    by default they go to the logger "docent". `decision_trace(decision)` sees each decision about a campaign, for debugging. None of them may
    call the client, and what they raise is logged.

    A client that is not closed stays open until the interpreter ends.
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
        flush_interval: Optional[Seconds] = None,
        session_timeout: Optional[Seconds] = None,
        sessions: Optional[bool] = None,
        redact: Iterable[str] = (),
        before_send: Optional[_callbacks.BeforeSend] = None,
        decision_trace: Optional[_callbacks.DecisionTrace] = None,
        log: Optional[_callbacks.Log] = None,
    ) -> None:
        self._wakeup = _callbacks.Wakeup()
        self._callbacks: List[Any] = [self._wakeup, _callbacks.log(log or _callbacks.log_to_logging)]  # as long as the worker
        self._bell: Optional[_callbacks.Bell] = None
        self._bell_lock = threading.Lock()
        if isinstance(app, str) or isinstance(redact, str):
            raise TypeError("app is a pair of name and version, redact a list of keys")
        with Options(write_key) as options:
            options.text("set_endpoint", endpoint)
            options.text("set_data_dir", None if data_dir is None else os.fspath(data_dir))
            options.number("set_consent", None if consent is None else int(consent))
            if app is not None:
                options.app(*app)
            options.text("set_locale", locale)
            options.text("set_strategy", None if strategy is None else _as_json(strategy).decode())
            options.number("set_allow_insecure", int(bool(allow_insecure)))
            options.text("set_ca_file", None if ca_file is None else os.fspath(ca_file))
            options.text("set_proxy", proxy)
            options.number("set_journal_bytes", journal_bytes)
            options.number("set_max_disk_bytes", max_disk_bytes)
            options.number("set_flush_interval_ms", None if flush_interval is None else to_ms(flush_interval))
            options.number("set_session_timeout_ms", None if session_timeout is None else to_ms(session_timeout))
            options.number("set_sessions", None if sessions is None else int(bool(sessions)))
            for key in redact:
                options.text("add_redaction", key)
            options.callback("set_log", self._callbacks[1])
            if before_send is not None:
                self._callbacks.append(_callbacks.before_send(before_send))
                options.callback("set_before_send", self._callbacks[-1])
            if decision_trace is not None:
                self._callbacks.append(_callbacks.decision_trace(decision_trace))
                options.callback("set_decision_trace", self._callbacks[-1])
            handle, error = ctypes.c_void_p(), ctypes.c_void_p()
            check(library.docent_client_open(options.handle, ctypes.byref(handle), ctypes.byref(error)), error)
        self._handle = handle
        _clients.opened(self)

    # --- life

    def close(self, timeout: Seconds = 2.0) -> bool:
        """Stops, makes durable what was accepted and uploads what it can by the deadline. False: events stay for the next start. Idempotent."""
        timeout_ms = to_ms(timeout)
        self._wakeup.function = None
        status = library.docent_client_close(self._handle, timeout_ms)
        _clients.closed(self, self._callbacks, worker_may_run=status == DeadlineExceeded.code)
        with self._bell_lock:
            if self._bell is not None:
                self._bell.close()
        if status in (0, Closed.code):  # closed before, or a forked child
            return True
        if status == DeadlineExceeded.code:
            return False
        raise error_of(status)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], *_: object) -> None:
        self.close()

    def flush(self, what: Flush = Flush.DURABLE, timeout: Seconds = 10.0) -> None:
        """Waits until every event accepted so far is durable, or delivered. DeadlineExceeded, Unavailable, NoConsent."""
        check(library.docent_flush(self._handle, int(Flush(what)), to_ms(timeout)))

    def stats(self) -> Stats:
        """As of the worker's last turn."""
        raw = _abi.Stats()
        raw.struct_size = ctypes.sizeof(raw)
        check(library.docent_stats_get(self._handle, ctypes.byref(raw)))
        values = {field.name: getattr(raw, field.name) for field in dataclasses.fields(Stats)}
        values.update(journal_on_tmpfs=bool(raw.journal_on_tmpfs), delivery_state=Delivery(raw.delivery_state))
        return Stats(**values)

    def ledger(self, timeout: Seconds = 5.0) -> Dict[str, Any]:
        """Accepted, delivered, pending, dropped by reason, as in docs/cli/ledger.schema.json."""
        text = ctypes.c_void_p()
        check(library.docent_ledger(self._handle, to_ms(timeout), ctypes.byref(text)))
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
        check(library.docent_metric(self._handle, data, len(data), to_float(value), text, len(text), array, count))

    def interact(self, kind: str, target: str, properties: Optional[Properties] = None) -> None:
        """The user did something to an element: "click", "edit", "commit", "undo", "focus", … on `target`. Behaviour signals are made from it."""
        array, count = to_array(properties)
        data, element = encode(kind), encode(target)
        check(library.docent_interact(self._handle, data, len(data), element, len(element), array, count))

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
        check(library.docent_set_foreground(self._handle, int(bool(foreground))))

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
            ctypes.sizeof(_abi.Event), int(EventKind(kind)), texts[0], sizes[0], array, count, texts[1], sizes[1], texts[2], sizes[2],
            to_unix_ms(timestamp) if timestamp is not None else 0, int(bool(critical)),
        )
        check(library.docent_capture(self._handle, ctypes.byref(event)))

    def feedback(self, text: str, rating: Optional[int] = None, category: Optional[str] = None) -> None:
        """What the user says, in their own words; `rating` is 1 to 5. Uploaded first, evicted last."""
        stars = _NO_RATING if rating is None else to_int(rating, "rating", 1, 5)
        data, kind = encode(text), encode(category or "")
        check(library.docent_feedback(self._handle, stars, data, len(data), kind, len(kind)))

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
        """What became of it; `detail` is a presentation's: the action's id, how it was dismissed, for how long snoozed. Journalled like an event."""
        became = int(Outcome(outcome))
        if isinstance(shown, Presentation):
            data = encode(detail)
            check(library.docent_presentation_report(self._handle, shown._handle, became, data, len(data)))
        elif isinstance(shown, Recommendation):
            check(library.docent_recommendations_report(self._handle, shown._list._handle, shown._index, became))
        else:
            raise TypeError(f"expected a Presentation or Recommendation, not {type(shown).__name__}")

    def answer(self, survey: Presentation, question: str, answer: Any) -> str:
        """Records the answer to a survey's question: a whole number, a choice's id, a list of those, a text; None skips. The next question's id, or
        "" at the end. InvalidArgument when it is no answer to this question, NotFound when there is no such question."""
        data, text = encode(question), None if answer is None else encode_json(answer)
        following = ctypes.c_char_p()
        check(library.docent_presentation_answer(
            self._handle, survey._handle, data, len(data), text, 0 if text is None else len(text), ctypes.byref(following)))
        return (following.value or b"").decode()

    def launch(self, campaign: str) -> None:
        """The user asks for a campaign: nothing but a running tour stands in its way."""
        self._text("launch", campaign)

    def preview(self, campaign: str, variant: str = "", timeout: Seconds = 1.0) -> None:
        """Hands out any campaign as it would look; nothing is counted. NotFound: no such campaign or variant."""
        data, chosen = encode(campaign), encode(variant)
        error = ctypes.c_void_p()
        check(library.docent_preview(self._handle, data, len(data), chosen, len(chosen), to_ms(timeout), ctypes.byref(error)), error)

    def set_app_state(self, state: Properties) -> None:
        """What the application is doing, `app.<key>` in rules: "modal", "presenting", "fullScreen"; None removes one."""
        array, count = to_array(state)
        check(library.docent_set_app_state(self._handle, array, count))

    def do_not_disturb(self, until: Optional[datetime.datetime]) -> None:
        """No campaigns until then, except emergencies and what the user asks for. None: from now on again."""
        check(library.docent_do_not_disturb(self._handle, 0 if until is None else to_unix_ms(until)))

    def lower_frequency(self, kind: str, limit: int, window: Union[int, float, datetime.timedelta], timeout: Seconds = 1.0) -> None:
        """The user's own limit of displays of a type of campaign ("" : of all that may be lowered) in a window; 0 takes it back."""
        data = encode(kind)
        most = to_int(limit, "limit", 0, _UINT32_MAX)
        span = window.total_seconds() if isinstance(window, datetime.timedelta) else window
        error = ctypes.c_void_p()
        check(library.docent_lower_frequency(
            self._handle, data, len(data), most, max(0, round(span * 1000)), to_ms(timeout), ctypes.byref(error)), error)

    def on_wakeup(self, function: Optional[Callable[[], object]]) -> None:
        """`function` runs on the worker when poll() has something new; it should only wake your own thread. None removes it.

        What waits already is announced, too. The earlier function is no longer running when this returns, unless this is called from within it.
        """
        if function is not None and not callable(function):
            raise TypeError(f"a wake-up is a function, not {type(function).__name__}")
        self._wakeup.function = function
        check(library.docent_set_wakeup(self._handle, self._wakeup.callback, None))  # waits for the earlier function

    def wakeup_fd(self) -> int:
        """A descriptor that becomes readable when poll() has something new, for select, asyncio or a GUI loop: read it empty, then poll.

        What waits already is announced, too. Takes the place of on_wakeup(). Non-blocking; closed with the client.
        """
        with self._bell_lock:
            if self._bell is None:
                self._bell = _callbacks.Bell()
            bell = self._bell
        try:
            self.on_wakeup(bell.ring)
        except Closed:
            bell.close()
            raise
        return bell.fd

    def recommend(self, slot: str, timeout: Seconds = 1.0) -> Recommendations:
        """The features that would help this user, best first. NotFound: no campaign serves the slot. NoConsent: guidance was denied."""
        data = encode(slot)
        taken, error = ctypes.c_void_p(), ctypes.c_void_p()
        check(library.docent_recommend(self._handle, data, len(data), to_ms(timeout), ctypes.byref(taken), ctypes.byref(error)), error)
        return Recommendations(taken)

    def feature_enabled(self, feature: str) -> bool:
        """False only while an emergency plan switches the feature off."""
        data = encode(feature)
        return bool(library.docent_feature_enabled(self._handle, data, len(data)))

    @overload
    def explain(self, campaign: str, timeout: Seconds = ...) -> Dict[str, Any]: ...

    @overload
    def explain(self, campaign: None = ..., timeout: Seconds = ...) -> List[Dict[str, Any]]: ...

    def explain(self, campaign: Optional[str] = None, timeout: Seconds = 1.0) -> Any:
        """Why a campaign is (not) shown, or the list for all, as in docs/cli/explain.schema.json. NotFound: there is none of that name."""
        data = b"" if campaign is None else encode(campaign)
        if campaign is not None and not data:
            raise InvalidArgument("a campaign's id is not empty")
        text, error = ctypes.c_void_p(), ctypes.c_void_p()
        check(library.docent_explain(self._handle, data, len(data), to_ms(timeout), ctypes.byref(text), ctypes.byref(error)), error)
        return _take_text(text)

    def set_strategy(self, document: Union[str, Mapping[str, Any]], timeout: Seconds = 5.0) -> None:
        """Installs a strategy now, as if it had been fetched. InvalidArgument, with rule and place, when it is refused: the earlier one stays."""
        data = _as_json(document)
        error = ctypes.c_void_p()
        check(library.docent_set_strategy(self._handle, data, len(data), to_ms(timeout), ctypes.byref(error)), error)

    # --- privacy

    @property
    def consent(self) -> Consent:
        """What the current identity has granted."""
        return Consent(library.docent_consent(self._handle))

    def set_consent(self, granted: Consent) -> None:
        """The user's decision; takes effect before the call returns. Denying erases what was kept for that purpose."""
        check(library.docent_set_consent(self._handle, to_int(granted, "consent", 0, _UINT32_MAX)))

    def recorded(self, timeout: Seconds = 5.0) -> List[Dict[str, Any]]:
        """What this device holds, or sent in the last 30 days, newest first."""
        text, error = ctypes.c_void_p(), ctypes.c_void_p()
        check(library.docent_recorded(self._handle, to_ms(timeout), ctypes.byref(text), ctypes.byref(error)), error)
        events: List[Dict[str, Any]] = _take_text(text)
        return events

    def erase(self, scope: Erase = Erase.HERE, timeout: Seconds = 10.0) -> None:
        """Erases the current identity's data and starts a new anonymous one. Consent stays as it is."""
        error = ctypes.c_void_p()
        check(library.docent_erase(self._handle, int(Erase(scope)), to_ms(timeout), ctypes.byref(error)), error)

    # --- below

    def _named(self, function: str, name: str, properties: Optional[Properties]) -> None:
        array, count = to_array(properties)
        data = encode(name)
        check(getattr(library, f"docent_{function}")(self._handle, data, len(data), array, count))

    def _text(self, function: str, text: str) -> None:
        data = encode(text)
        check(getattr(library, f"docent_{function}")(self._handle, data, len(data)))
