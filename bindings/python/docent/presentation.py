"""What Docent wants shown: presentations and recommendations. Plain data, made once; any thread may read it."""

from __future__ import annotations

import ctypes
import dataclasses
import enum
import json
import weakref
from typing import Any, Dict, Iterator, Sequence, Tuple, Union, overload

from ._library import library


class Outcome(enum.IntEnum):
    """What became of a presentation or recommendation."""

    SHOWN = 1  # visible for its minimum time; counts as a display
    INTERACTED = 2  # used; detail: the action's id
    DISMISSED = 3  # closed by the user; detail: "close", "escape", "never_again", …
    SNOOZED = 4  # detail: an ISO 8601 duration such as "P7D"
    TIMED_OUT = 5
    ABANDONED = 6  # never became visible; detail: "anchor_missing", "suppressed", …
    COMPLETED = 7  # tour finished; surveys and checklists are completed by their last answer and item
    ADVANCED = 8  # the user moves within a tour; detail: "next", "back" or a step's id


class Change(enum.IntEnum):
    """What to do with a presentation."""

    SHOW = 0
    UPDATE = 1  # replaces what is on the screen under the same id
    WITHDRAW = 2  # take the one with this id away; nothing to report


@dataclasses.dataclass(frozen=True)
class Action:
    """A button: `command` is "focus:toolbar.format", "snooze:P7D", "dismiss", …"""

    id: str
    text: str
    command: str


@dataclasses.dataclass(frozen=True, eq=False)
class Presentation:
    """Something to show now, or a change of what is shown. Texts are resolved for the locale; "" where absent."""

    change: Change
    is_preview: bool  # outcomes and answers are accepted and count nothing
    id: str
    campaign: str
    type: str  # "tip", "banner", …
    title: str
    body: str
    anchor: str  # name of the host element it belongs to
    placement: str  # logical: "top", "bottom-start", …
    role: str  # for assistive technology: "status", "dialog", "alert"
    locale: str
    step: str  # present step of a tour, first question of a survey
    reason: str  # why now, in one English sentence made from the decision
    actions: Tuple[Action, ...]
    content: Dict[str, Any]  # everything, as in docs/cli/presentation.schema.json
    _handle: int = dataclasses.field(repr=False)

    @staticmethod
    def _take(handle: int) -> Presentation:
        def text(name: str, *index: int) -> str:
            return str(getattr(library, f"docent_presentation_{name}")(handle, *index).decode())

        names = ("id", "campaign", "type", "title", "body", "anchor", "placement", "role", "locale", "step", "reason")
        try:
            actions = tuple(
                Action(text("action_id", i), text("action_text", i), text("action_command", i))
                for i in range(library.docent_presentation_action_count(handle))
            )
            taken = Presentation(
                change=Change(library.docent_presentation_change(handle)),
                is_preview=bool(library.docent_presentation_is_preview(handle)),
                **{name: text(name) for name in names}, actions=actions, content=json.loads(text("json")), _handle=handle,
            )
        except BaseException:
            library.docent_presentation_destroy(handle)
            raise
        weakref.finalize(taken, library.docent_presentation_destroy, handle)
        return taken


@dataclasses.dataclass(frozen=True, eq=False)
class Recommendation:
    """One feature that would help this user."""

    feature: str
    title: str
    body: str
    reason: str  # in one English sentence
    score: float
    _list: Recommendations = dataclasses.field(repr=False)
    _index: int = dataclasses.field(repr=False)


class Recommendations(Sequence[Recommendation]):
    """The candidates for a slot, best first."""

    def __init__(self, handle: ctypes.c_void_p) -> None:
        self._handle = handle
        weakref.finalize(self, library.docent_recommendations_destroy, handle)
        self.campaign = str(library.docent_recommendations_campaign(handle).decode())
        self._size = int(library.docent_recommendations_count(handle))

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, index: int) -> Recommendation: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Recommendation]: ...

    def __getitem__(self, index: Union[int, slice]) -> Union[Recommendation, Sequence[Recommendation]]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(self._size))]
        at = index + self._size if index < 0 else index
        if not 0 <= at < self._size:
            raise IndexError(f"{index} of {self._size} recommendations")

        def text(name: str) -> str:
            return str(getattr(library, f"docent_recommendations_{name}")(self._handle, at).decode())

        score = float(library.docent_recommendations_score(self._handle, at))
        return Recommendation(text("feature"), text("title"), text("body"), text("reason"), score, self, at)

    def __iter__(self) -> Iterator[Recommendation]:
        return (self[i] for i in range(self._size))
