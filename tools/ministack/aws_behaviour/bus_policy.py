"""The policy of an event bus is stored as it was given, and evaluated with the caller's identity policies.

EventBridge API Reference, PutPermission, parameter Policy; EventBridge User Guide, "Resource-based policies".
"""

import json

from ministack.core import iam_evaluator
from ministack.core.arn import ArnParseError, parse_arn
from ministack.core.responses import error_response_json, json_response
from ministack.services import eventbridge

from .replacement import replace


def bus_policy_for_arn(arn: str):
    """The (policy, owner account) of a bus; None for what is not a bus."""
    try:
        spec = parse_arn(arn)
    except ArnParseError:
        return None
    kind, _, name = spec.resource.partition("/")
    if kind != "event-bus":
        return None
    return eventbridge._event_bus_policies.get_scoped(spec.account_id, spec.region, name), spec.account_id


def _storing(original):
    def put_permission(data):
        if not data.get("Policy"):
            return original(data)
        name = data.get("EventBusName", "default")
        if name != "default" and name not in eventbridge._event_buses:
            return error_response_json("ResourceNotFoundException", f"Event bus {name} does not exist.", 400)
        if problem := iam_evaluator.validate_policy_document(data["Policy"]):
            return error_response_json("ValidationException", problem, 400)
        eventbridge._event_bus_policies[name] = json.loads(data["Policy"])
        return json_response({})

    return put_permission


def _forgetting(original):
    def delete_event_bus(data):
        eventbridge._event_bus_policies.pop(data.get("Name"), None)
        return original(data)

    return delete_event_bus


def install() -> None:
    eventbridge.bus_policy_for_arn = bus_policy_for_arn
    iam_evaluator._RESOURCE_POLICY_LOOKUPS["events"] = ("eventbridge", "bus_policy_for_arn")
    replace(eventbridge, "_put_permission", _storing)
    replace(eventbridge, "_delete_event_bus", _forgetting)
