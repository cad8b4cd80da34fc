"""What keeps a message of a service out of a queue, and what becomes of it then.

A queue refuses what its policy or its key's policy does not let in, and what SendMessage would not take. EventBridge
asks the queue's policy as SNS does. SNS Developer Guide, "Amazon SNS dead-letter queues"; EventBridge User Guide,
"Using dead-letter queues to process undelivered events".
"""

import json

from ministack.core.arn import parse_arn
from ministack.services import eventbridge, sqs

from .encryption import service_may_write
from .queue_rules import Message, is_duplicate, takes

# MiniStack's own, which asks nobody.
_put_in_queue = eventbridge._dispatch_to_sqs


def refusal(queue_arn: str, service: str, source_arn: str, message: Message) -> str | None:
    """Why a queue does not take a message of the service, in EventBridge's codes; None when it does."""
    queue = sqs._queue_by_arn(queue_arn)
    if queue is None:
        return "NO_RESOURCE"
    if not sqs.queue_policy_allows(queue_arn, service, source_arn, parse_arn(source_arn).account_id):
        return "NO_PERMISSIONS"
    if not service_may_write(queue, service, source_arn):
        return "NO_PERMISSIONS"
    return None if takes(queue, message) else "INVALID_PARAMETER"


def drop_duplicate(queue_arn: str) -> None:
    """Takes the message a queue got last out again, where deduplication would not have let it in."""
    queue = sqs._queue_by_arn(queue_arn)
    if is_duplicate(queue, queue["messages"][-1]):
        queue["messages"].pop()


def keep_undeliverable(queue_arn: str | None, source_arn: str, event: dict, said: dict[str, str]) -> None:
    """Sends EventBridge's whole event with these attributes; without a queue that takes it, it is lost."""
    body = json.dumps(event)
    if not queue_arn or refusal(queue_arn, "events.amazonaws.com", source_arn, Message(body)):
        return
    _put_in_queue(parse_arn(queue_arn), body)
    message = sqs._queue_by_arn(queue_arn)["messages"][-1]
    message["message_attributes"] = {
        name: {"DataType": "String", "StringValue": value} for name, value in said.items()
    }
    message["md5_attrs"] = sqs._md5_msg_attrs(message["message_attributes"])
