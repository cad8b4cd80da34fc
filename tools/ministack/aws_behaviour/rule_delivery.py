"""What a queue refuses a rule is delivered to the undeliverable queue of the rule's target, where it has one.

EventBridge User Guide, "Using dead-letter queues to process undelivered events".
"""

import contextvars
import logging

from ministack.core.arn import parse_arn
from ministack.services import eventbridge, sqs

from .delivery import drop_duplicate, keep_undeliverable, refusal
from .queue_rules import Message, takes
from .replacement import replace
from .target_role import may_deliver

logger = logging.getLogger("aws_behaviour")
_invocation: contextvars.ContextVar = contextvars.ContextVar("target, rule and event being delivered")


def _remembering(original):
    def invoke_target(target, event, rule, view=None):
        view = view or eventbridge._pattern_event_view(event)
        token = _invocation.set((target, rule, view.event_with_detail()))
        try:
            return original(target, event, rule, view)
        finally:
            _invocation.reset(token)

    return invoke_target


def _refusal_of_target(target: dict, rule_arn: str, message: Message) -> str | None:
    queue_arn, role_arn = target["Arn"], target.get("RoleArn")
    if not role_arn and parse_arn(queue_arn).account_id == parse_arn(rule_arn).account_id:
        return refusal(queue_arn, "events.amazonaws.com", rule_arn, message)
    queue = sqs._queue_by_arn(queue_arn)
    if queue is None:
        return "NO_RESOURCE"
    if not may_deliver(queue_arn, rule_arn, role_arn):
        return "NO_PERMISSIONS"
    return None if takes(queue, message) else "INVALID_PARAMETER"


def _rule_to_queue(original):
    def dispatch_to_sqs(spec, payload, sqs_parameters=None):
        target, rule, event = _invocation.get()
        message = Message(payload, group_id=(sqs_parameters or {}).get("MessageGroupId", ""))
        code = _refusal_of_target(target, rule["Arn"], message)
        if code is None:
            original(spec, payload, sqs_parameters)
            return drop_duplicate(str(spec))
        logger.warning("rule %s cannot deliver to %s: %s", rule["Arn"], spec, code)
        said = {"RULE_ARN": rule["Arn"], "TARGET_ARN": str(spec), "ERROR_CODE": code}
        return keep_undeliverable((target.get("DeadLetterConfig") or {}).get("Arn"), rule["Arn"], event, said)

    return dispatch_to_sqs


def install() -> None:
    replace(eventbridge, "_invoke_target", _remembering)
    replace(eventbridge, "_dispatch_to_sqs", _rule_to_queue)
