"""A replay goes to the rules it names, or to all of the bus, and its end is after its start.

EventBridge API Reference, StartReplay, ReplayDestination FilterArns, EventEndTime.
"""

import contextvars

from ministack.core import iam_evaluator
from ministack.core.responses import error_response_json
from ministack.services import eventbridge

from .replacement import replace

_rules: contextvars.ContextVar[frozenset] = contextvars.ContextVar("ARNs of the rules of a replay", default=frozenset())


def _checked(original):
    def start_replay(data):
        start, end = (eventbridge._coerce_timestamp(data.get(f"Event{name}Time")) for name in ("Start", "End"))
        if start is None or end is None or end <= start:
            said = "EventEndTime must be greater than EventStartTime."
            return error_response_json("ValidationException", said, 400)
        return original(data)

    return start_replay


def _choosing(original):
    """The replay runs in a thread of its own, which knows it by the name that its events carry."""

    def dispatch_event(event, view=None):
        replay = eventbridge._replays.get(event.get("ReplayName") or "") or {}
        if replay:
            # The thread has no request, whose TLS queue policies may ask for; services have it among themselves.
            iam_evaluator.pin_request_origin("", True)
        token = _rules.set(frozenset((replay.get("Destination") or {}).get("FilterArns") or []))
        try:
            return original(event, view)
        finally:
            _rules.reset(token)

    return dispatch_event


def _chosen(original):
    def invoke_target(target, event, rule, view=None):
        rules = _rules.get()
        return original(target, event, rule, view) if not rules or rule["Arn"] in rules else None

    return invoke_target


def install() -> None:
    replace(eventbridge, "_start_replay", _checked)
    replace(eventbridge, "_dispatch_event", _choosing)
    replace(eventbridge, "_invoke_target", _chosen)
