"""A queue takes from a service what it takes from a caller: size, attributes, group and deduplication hold for both.

SQS API Reference, SendMessage; SQS Developer Guide, "Amazon SQS message quotas" (a size has the attributes in it, at
most ten of them) and "Exactly-once processing in Amazon SQS".
"""

import time
from dataclasses import dataclass, field

from ministack.services import sns, sqs

from .queue_action import replace_action

MOST_ATTRIBUTES = 10


@dataclass(frozen=True)
class Message:
    body: str
    attributes: dict = field(default_factory=dict)
    group_id: str = ""
    # Without one the queue makes it of the content, where it may.
    deduplication_id: str = ""


def takes(queue: dict, message: Message) -> bool:
    """Whether SendMessage would take it."""
    if problem_of_content(queue, message.body, message.attributes):
        return False
    if not queue["is_fifo"]:
        return True
    by_content = queue["attributes"].get("ContentBasedDeduplication") == "true"
    return bool(message.group_id) and (bool(message.deduplication_id) or by_content)


def problem_of_content(queue: dict, body: str, attributes: dict) -> str | None:
    limit = int(queue["attributes"].get("MaximumMessageSize", "1048576"))
    if sns._message_payload_size(body, attributes) > limit:
        return f"One or more parameters are invalid. Reason: Message must be shorter than {limit} bytes."
    if len(attributes) > MOST_ATTRIBUTES:
        return f"Number of message attributes [{len(attributes)}] exceeds the allowed maximum [{MOST_ATTRIBUTES}]."
    return None


def is_duplicate(queue: dict, message: dict) -> bool:
    """Whether a FIFO queue has had this message within five minutes; remembers it and numbers it when not."""
    if not queue["is_fifo"]:
        return False
    sqs._prune_dedup(queue)
    key = message["dedup_id"]
    if queue["attributes"].get("DeduplicationScope") == "messageGroup":
        key = f"{message['group_id']}:{key}"
    if key in queue["dedup_cache"]:
        return True
    if not message.get("seq"):
        queue["fifo_seq"] += 1
        message["seq"] = str(queue["fifo_seq"]).zfill(20)
    message["dedup_cache_key"] = key
    queue["dedup_cache"][key] = {
        "expire": time.time() + sqs._DEDUP_WINDOW_S,
        "id": message["id"],
        "seq": message["seq"],
    }
    return False


def _refusing(original):
    def send_message(data, url):
        queue = sqs._get_q(data.get("QueueUrl", url), "sqs:SendMessage")
        problem = problem_of_content(queue, data.get("MessageBody") or "", data.get("MessageAttributes") or {})
        if problem:
            raise sqs._Err("InvalidParameterValue", problem)
        return original(data, url)

    return send_message


def install() -> None:
    replace_action("SendMessage", _refusing)
