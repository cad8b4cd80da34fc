"""What a queue refuses is delivered to the undeliverable queue, where the rule's target or the subscription has one.

EventBridge asks the queue's policy as SNS does. SNS Developer Guide, "Amazon SNS dead-letter queues";
EventBridge User Guide, "Using dead-letter queues to process undelivered events".
"""

import contextvars
import json
import logging

from ministack.core.arn import parse_arn
from ministack.services import eventbridge, sns, sqs

from .replacement import replace
from .target_role import may_deliver

logger = logging.getLogger("aws_behaviour")
_invocation: contextvars.ContextVar = contextvars.ContextVar("target, rule and event being delivered")


def refusal(queue_arn: str, service: str, source_arn: str) -> str | None:
    """Why a queue does not take a message of the service, in EventBridge's codes; None when it does."""
    if sqs._queue_by_arn(queue_arn) is None:
        return "NO_RESOURCE"
    allowed = sqs.queue_policy_allows(queue_arn, service, source_arn, parse_arn(source_arn).account_id)
    return None if allowed else "NO_PERMISSIONS"


def _remembering(original):
    def invoke_target(target, event, rule, view=None):
        view = view or eventbridge._pattern_event_view(event)
        token = _invocation.set((target, rule, view.event_with_detail()))
        try:
            return original(target, event, rule, view)
        finally:
            _invocation.reset(token)

    return invoke_target


def _refusal_of_target(target: dict, rule_arn: str) -> str | None:
    queue_arn, role_arn = target["Arn"], target.get("RoleArn")
    if not role_arn and parse_arn(queue_arn).account_id == parse_arn(rule_arn).account_id:
        return refusal(queue_arn, "events.amazonaws.com", rule_arn)
    if sqs._queue_by_arn(queue_arn) is None:
        return "NO_RESOURCE"
    return None if may_deliver(queue_arn, rule_arn, role_arn) else "NO_PERMISSIONS"


def _rule_to_queue(original):
    def dispatch_to_sqs(spec, payload, sqs_parameters=None):
        target, rule, event = _invocation.get()
        code = _refusal_of_target(target, rule["Arn"])
        if code is None:
            return original(spec, payload, sqs_parameters)
        logger.warning("rule %s cannot deliver to %s: %s", rule["Arn"], spec, code)
        undeliverable = (target.get("DeadLetterConfig") or {}).get("Arn")
        if not undeliverable or refusal(undeliverable, "events.amazonaws.com", rule["Arn"]):
            return None
        original(parse_arn(undeliverable), json.dumps(event))
        said = {"RULE_ARN": rule["Arn"], "TARGET_ARN": str(spec), "ERROR_CODE": code}
        message = sqs._queue_by_arn(undeliverable)["messages"][-1]
        message["message_attributes"] = {
            name: {"DataType": "String", "StringValue": value} for name, value in said.items()
        }
        message["md5_attrs"] = sqs._md5_msg_attrs(message["message_attributes"])

    return dispatch_to_sqs


def _redrive_target(topic_arn: str, endpoint: str) -> str | None:
    topic = sns._topic_by_arn_any_scope(topic_arn) or {"subscriptions": []}
    for subscription in topic["subscriptions"]:
        if subscription.get("protocol") == "sqs" and subscription.get("endpoint") == endpoint:
            policy = (subscription.get("attributes") or {}).get("RedrivePolicy")
            return json.loads(policy).get("deadLetterTargetArn") if policy else None
    return None


def _topic_to_queue(original):
    def deliver_to_sqs(endpoint, *args, topic_arn="", **options):
        if topic_arn and (code := refusal(endpoint, "sns.amazonaws.com", topic_arn)):
            undeliverable = _redrive_target(topic_arn, endpoint)
            logger.warning("topic %s cannot deliver to %s: %s", topic_arn, endpoint, code)
            if not undeliverable:
                return None
            endpoint = undeliverable
        return original(endpoint, *args, topic_arn=topic_arn, **options)

    return deliver_to_sqs


def install() -> None:
    replace(eventbridge, "_invoke_target", _remembering)
    replace(eventbridge, "_dispatch_to_sqs", _rule_to_queue)
    replace(sns, "_deliver_to_sqs", _topic_to_queue)
