"""What a queue refuses a topic is delivered to the undeliverable queue of the subscription, where it has one.

SNS Developer Guide, "Amazon SNS dead-letter queues".
"""

import json
import logging

from ministack.services import sns

from .delivery import drop_duplicate, refusal
from .queue_rules import Message
from .replacement import replace

SERVICE = "sns.amazonaws.com"
logger = logging.getLogger("aws_behaviour")


def _redrive_target(topic_arn: str, endpoint: str) -> str | None:
    topic = sns._topic_by_arn_any_scope(topic_arn) or {"subscriptions": []}
    for subscription in topic["subscriptions"]:
        if subscription.get("protocol") == "sqs" and subscription.get("endpoint") == endpoint:
            policy = (subscription.get("attributes") or {}).get("RedrivePolicy")
            return json.loads(policy).get("deadLetterTargetArn") if policy else None
    return None


def _sent(body: str, raw: bool, options: dict) -> Message:
    attributes = (options.get("message_attributes") or {}) if raw else {}
    return Message(body, attributes, options.get("message_group_id", ""), options.get("message_dedup_id", ""))


def _topic_to_queue(original):
    def deliver_to_sqs(endpoint, envelope, raw, raw_message, topic_arn="", **options):
        message = _sent(raw_message if raw else envelope, raw, options)
        if code := refusal(endpoint, SERVICE, topic_arn, message):
            logger.warning("topic %s cannot deliver to %s: %s", topic_arn, endpoint, code)
            endpoint = _redrive_target(topic_arn, endpoint)
            if not endpoint or refusal(endpoint, SERVICE, topic_arn, message):
                return
        original(endpoint, envelope, raw, raw_message, topic_arn=topic_arn, **options)
        drop_duplicate(endpoint)

    return deliver_to_sqs


def install() -> None:
    replace(sns, "_deliver_to_sqs", _topic_to_queue)
