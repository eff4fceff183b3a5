"""The C ABI: structures, callback types and the prototype of every exported function (docent/docent.h). Nothing else knows ctypes' types."""

from __future__ import annotations

import ctypes
from ctypes import POINTER, c_char_p, c_double, c_int, c_int32, c_int64, c_size_t, c_uint32, c_uint64, c_void_p
from typing import Any, Dict, Tuple

ABI_VERSION = 100


class Text(ctypes.Structure):
    _fields_ = [("data", c_char_p), ("len", c_size_t)]


class Value(ctypes.Union):
    _fields_ = [("text", Text), ("integer", c_int64), ("number", c_double)]


class Property(ctypes.Structure):
    _fields_ = [("key", c_char_p), ("key_len", c_size_t), ("type", c_uint32), ("reserved", c_uint32), ("value", Value)]


class Event(ctypes.Structure):
    _fields_ = [
        ("struct_size", c_uint32),
        ("kind", c_uint32),
        ("name", c_char_p),
        ("name_len", c_size_t),
        ("properties", POINTER(Property)),
        ("count", c_size_t),
        ("message_id", c_char_p),
        ("message_id_len", c_size_t),
        ("user_id", c_char_p),
        ("user_id_len", c_size_t),
        ("timestamp_ms", c_int64),
        ("critical", c_uint32),
    ]


class Stats(ctypes.Structure):
    _fields_ = [
        ("struct_size", c_uint32),
        ("journal_on_tmpfs", c_uint32),
        ("accepted", c_uint64),
        ("delivered", c_uint64),
        ("pending", c_uint64),
        ("dropped", c_uint64),
        ("refused", c_uint64),
        ("held_for_consent", c_uint64),
        ("pending_bytes", c_uint64),
        ("disk_bytes", c_uint64),
        ("journal_used_bytes", c_uint64),
        ("durable_lag_ms", c_uint64),
        ("requests", c_uint64),
        ("request_failures", c_uint64),
        ("bytes_sent", c_uint64),
        ("delivery_state", c_uint32),
        ("strategy_version", c_uint32),
        ("next_attempt_ms", c_uint64),
    ]


Log = ctypes.CFUNCTYPE(None, c_void_p, c_int, c_void_p, c_size_t)
BeforeSend = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p, c_size_t, c_void_p)
Wakeup = ctypes.CFUNCTYPE(None, c_void_p)
DecisionTrace = ctypes.CFUNCTYPE(None, c_void_p, c_void_p, c_size_t)

_status = c_int32
_client = _options = _presentation = _list = c_void_p
_text = (c_char_p, c_size_t)
_properties = (POINTER(Property), c_size_t)
_error = POINTER(c_void_p)
_out = POINTER(c_void_p)

Prototype = Tuple[Any, Tuple[Any, ...]]

# Grouped as in the headers. Borrowed strings are c_char_p; what the caller must destroy is c_void_p.
PROTOTYPES: Dict[str, Prototype] = {
    # types.h
    "docent_status_name": (c_char_p, (_status,)),
    "docent_error_status": (_status, (c_void_p,)),
    "docent_error_message": (c_char_p, (c_void_p,)),
    "docent_error_destroy": (None, (c_void_p,)),
    "docent_text_data": (c_void_p, (c_void_p,)),
    "docent_text_size": (c_size_t, (c_void_p,)),
    "docent_text_destroy": (None, (c_void_p,)),
    # client.h
    "docent_options_create": (c_void_p, _text),
    "docent_options_destroy": (None, (_options,)),
    "docent_options_set_endpoint": (_status, (_options, *_text)),
    "docent_options_set_data_dir": (_status, (_options, *_text)),
    "docent_options_set_consent": (_status, (_options, c_uint32)),
    "docent_options_set_app": (_status, (_options, *_text, *_text)),
    "docent_options_set_locale": (_status, (_options, *_text)),
    "docent_options_set_strategy": (_status, (_options, *_text)),
    "docent_options_set_allow_insecure": (_status, (_options, c_int)),
    "docent_options_set_ca_file": (_status, (_options, *_text)),
    "docent_options_set_proxy": (_status, (_options, *_text)),
    "docent_options_set_journal_bytes": (_status, (_options, c_uint64)),
    "docent_options_set_max_disk_bytes": (_status, (_options, c_uint64)),
    "docent_options_set_flush_interval_ms": (_status, (_options, c_uint32)),
    "docent_options_set_session_timeout_ms": (_status, (_options, c_uint32)),
    "docent_options_set_sessions": (_status, (_options, c_int)),
    "docent_options_add_redaction": (_status, (_options, *_text)),
    "docent_options_set_before_send": (_status, (_options, BeforeSend, c_void_p)),
    "docent_options_set_decision_trace": (_status, (_options, DecisionTrace, c_void_p)),
    "docent_options_set_log": (_status, (_options, Log, c_void_p)),
    "docent_replacement_set": (_status, (c_void_p, *_text)),
    "docent_client_open": (_status, (_options, POINTER(c_void_p), _error)),
    "docent_client_close": (_status, (_client, c_uint32)),
    "docent_flush": (_status, (_client, c_int, c_uint32)),
    "docent_stats_get": (_status, (_client, POINTER(Stats))),
    "docent_ledger": (_status, (_client, c_uint32, _out)),
    # event.h
    "docent_track": (_status, (_client, *_text, *_properties)),
    "docent_screen": (_status, (_client, *_text, *_properties)),
    "docent_identify": (_status, (_client, *_text, *_properties)),
    "docent_group": (_status, (_client, *_text, *_properties)),
    "docent_alias": (_status, (_client, *_text)),
    "docent_reset": (_status, (_client,)),
    "docent_report_error": (_status, (_client, *_text, *_text, *_properties)),
    "docent_metric": (_status, (_client, *_text, c_double, *_text, *_properties)),
    "docent_interact": (_status, (_client, *_text, *_text, *_properties)),
    "docent_timer_start": (_status, (_client, *_text)),
    "docent_timer_stop": (_status, (_client, *_text, *_properties)),
    "docent_timer_cancel": (_status, (_client, *_text)),
    "docent_set_context": (_status, (_client, *_properties)),
    "docent_set_super_properties": (_status, (_client, *_properties)),
    "docent_set_foreground": (_status, (_client, c_int)),
    "docent_capture": (_status, (_client, POINTER(Event))),
    # guidance.h
    "docent_set_wakeup": (_status, (_client, Wakeup, c_void_p)),
    "docent_poll": (c_void_p, (_client,)),
    "docent_presentation_destroy": (None, (_presentation,)),
    "docent_presentation_change": (c_int, (_presentation,)),
    "docent_presentation_is_preview": (c_int, (_presentation,)),
    "docent_presentation_id": (c_char_p, (_presentation,)),
    "docent_presentation_campaign": (c_char_p, (_presentation,)),
    "docent_presentation_type": (c_char_p, (_presentation,)),
    "docent_presentation_title": (c_char_p, (_presentation,)),
    "docent_presentation_body": (c_char_p, (_presentation,)),
    "docent_presentation_anchor": (c_char_p, (_presentation,)),
    "docent_presentation_placement": (c_char_p, (_presentation,)),
    "docent_presentation_role": (c_char_p, (_presentation,)),
    "docent_presentation_locale": (c_char_p, (_presentation,)),
    "docent_presentation_step": (c_char_p, (_presentation,)),
    "docent_presentation_reason": (c_char_p, (_presentation,)),
    "docent_presentation_json": (c_char_p, (_presentation,)),
    "docent_presentation_action_count": (c_size_t, (_presentation,)),
    "docent_presentation_action_id": (c_char_p, (_presentation, c_size_t)),
    "docent_presentation_action_text": (c_char_p, (_presentation, c_size_t)),
    "docent_presentation_action_command": (c_char_p, (_presentation, c_size_t)),
    "docent_presentation_report": (_status, (_client, _presentation, c_int, *_text)),
    "docent_presentation_answer": (_status, (_client, _presentation, *_text, *_text, POINTER(c_char_p))),
    "docent_launch": (_status, (_client, *_text)),
    "docent_preview": (_status, (_client, *_text, *_text, c_uint32, _error)),
    "docent_set_app_state": (_status, (_client, *_properties)),
    "docent_do_not_disturb": (_status, (_client, c_int64)),
    "docent_lower_frequency": (_status, (_client, *_text, c_uint32, c_uint64, c_uint32, _error)),
    "docent_recommend": (_status, (_client, *_text, c_uint32, _out, _error)),
    "docent_recommendations_count": (c_size_t, (_list,)),
    "docent_recommendations_feature": (c_char_p, (_list, c_size_t)),
    "docent_recommendations_title": (c_char_p, (_list, c_size_t)),
    "docent_recommendations_body": (c_char_p, (_list, c_size_t)),
    "docent_recommendations_reason": (c_char_p, (_list, c_size_t)),
    "docent_recommendations_score": (c_double, (_list, c_size_t)),
    "docent_recommendations_campaign": (c_char_p, (_list,)),
    "docent_recommendations_report": (_status, (_client, _list, c_size_t, c_int)),
    "docent_recommendations_destroy": (None, (_list,)),
    "docent_feature_enabled": (c_int, (_client, *_text)),
    "docent_explain": (_status, (_client, *_text, c_uint32, _out, _error)),
    "docent_set_strategy": (_status, (_client, *_text, c_uint32, _error)),
    # feedback.h
    "docent_feedback": (_status, (_client, c_int32, *_text, *_text)),
    # privacy.h
    "docent_set_consent": (_status, (_client, c_uint32)),
    "docent_consent": (c_uint32, (_client,)),
    "docent_recorded": (_status, (_client, c_uint32, _out, _error)),
    "docent_erase": (_status, (_client, c_int, c_uint32, _error)),
    # docent.h
    "docent_abi_version": (c_uint32, ()),
    "docent_version": (c_char_p, ()),
}


def declare(library: ctypes.CDLL) -> None:
    """Sets result and arguments of every function; AttributeError names one that is missing."""
    for name, (result, arguments) in PROTOTYPES.items():
        function = getattr(library, name)
        function.restype = result
        function.argtypes = list(arguments)
