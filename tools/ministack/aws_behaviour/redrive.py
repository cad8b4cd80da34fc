"""A dead-letter queue is of its source's type and lets the source in; a FIFO one drops no dead letter as a duplicate.

SQS API Reference, SetQueueAttributes, RedriveAllowPolicy; SQS Developer Guide, "Learn how to configure
a dead-letter queue redrive" (the deduplication id becomes the message's id).
"""

import json

from ministack.core.responses import get_account_id, get_region
from ministack.services import sqs

from .queue_action import replace_action
from .replacement import replace


def _check(queue_arn: str, policy: str | None) -> None:
    target = sqs._queue_by_arn(json.loads(policy).get("deadLetterTargetArn") or "") if policy else None
    if target is None:
        return
    if target["is_fifo"] != queue_arn.endswith(".fifo"):
        raise _refused(policy, "Dead-letter queue must be same type of queue as the source.")
    allowed = json.loads(target["attributes"].get("RedriveAllowPolicy") or "{}")
    permission, sources = allowed.get("redrivePermission", "allowAll"), allowed.get("sourceQueueArns") or []
    if permission == "denyAll" or (permission == "byQueue" and queue_arn not in sources):
        raise _refused(policy, "The dead-letter queue does not allow this source queue.")


def _refused(policy: str, reason: str) -> Exception:
    said = f"Value {policy} for parameter RedrivePolicy is invalid. Reason: {reason}"
    return sqs._Err("InvalidParameterValue", said)


def _creating(original):
    def create_queue(data, url):
        policy = (data.get("Attributes") or {}).get("RedrivePolicy")
        if policy:
            sqs._validate_redrive_policy(policy)
        _check(f"arn:aws:sqs:{get_region()}:{get_account_id()}:{data.get('QueueName', '')}", policy)
        return original(data, url)

    return create_queue


def _setting(original):
    def set_queue_attributes(data, url):
        queue = sqs._get_q(data.get("QueueUrl", url), "sqs:SetQueueAttributes")
        policy = (data.get("Attributes") or {}).get("RedrivePolicy")
        if policy:
            sqs._validate_redrive_policy(policy)
        _check(queue["attributes"]["QueueArn"], policy)
        return original(data, url)

    return set_queue_attributes


def _sweeping(original):
    def sweep(queue):
        before = {message["id"] for message in queue["messages"]}
        original(queue)
        gone = before - {message["id"] for message in queue["messages"]}
        if gone and queue["is_fifo"]:
            target = sqs._queue_by_arn(json.loads(queue["attributes"]["RedrivePolicy"])["deadLetterTargetArn"])
            for message in target["messages"]:
                if message["id"] in gone:
                    message["dedup_id"] = message["id"]

    return sweep


def install() -> None:
    replace_action("CreateQueue", _creating)
    replace_action("SetQueueAttributes", _setting)
    replace(sqs, "_dlq_sweep", _sweeping)
