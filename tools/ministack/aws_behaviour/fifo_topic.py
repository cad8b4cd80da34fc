"""A FIFO topic deduplicates within each message group where its scope says so; a standard topic takes no FIFO queue.

SNS API Reference, CreateTopic, FifoThroughputScope; SNS Developer Guide, "Message delivery for FIFO topics".
"""

import threading

from ministack.services import sns

from .replacement import replace

_swapping = threading.Lock()


def _is_by_group(topic: dict | None) -> bool:
    return topic is not None and topic["attributes"].get("FifoThroughputScope") == "MessageGroup"


def _by_group(original):
    """MiniStack's cache of the topic is, during a call, the group's own."""

    def publish_internal(topic_arn, message, subject="", *, message_group_id="", **options):
        topic = sns._topic_by_arn_any_scope(topic_arn)
        if not _is_by_group(topic):
            return original(topic_arn, message, subject, message_group_id=message_group_id, **options)
        with _swapping:
            groups, whole = topic.setdefault("dedup_groups", {}), topic.get("dedup_cache", {})
            topic["dedup_cache"] = groups.get(message_group_id, {})
            try:
                return original(topic_arn, message, subject, message_group_id=message_group_id, **options)
            finally:
                groups[message_group_id], topic["dedup_cache"] = topic["dedup_cache"], whole

    return publish_internal


def _batch(original):
    """MiniStack looks into the topic's one cache itself; such a batch is published message by message instead."""

    def publish_batch(params):
        topic, refused = sns._get_topic(sns._p(params, "TopicArn"), "sns:Publish")
        entries = sns._parse_batch_entries(params)
        ids = {entry["id"] for entry in entries}
        if refused or not _is_by_group(topic) or not 0 < len(entries) <= 10 or len(ids) < len(entries):
            return original(params)
        results = [_published(topic["arn"], entry) for entry in entries]
        members = {tag: "".join(xml for found, xml in results if found == tag) for tag in ("Successful", "Failed")}
        inner = "".join(f"<{tag}>{xml}</{tag}>" for tag, xml in members.items())
        return sns._xml(200, "PublishBatchResponse", f"<PublishBatchResult>{inner}</PublishBatchResult>")

    return publish_batch


def _published(topic_arn: str, entry: dict) -> tuple[str, str]:
    try:
        result = sns.publish_internal(
            topic_arn,
            entry["message"],
            entry["subject"],
            message_structure=entry["message_structure"],
            message_attributes=entry["message_attributes"],
            message_group_id=entry["message_group_id"],
            message_deduplication_id=entry["message_dedup_id"],
        )
    except sns.SnsPublishError as problem:
        said = {"Code": problem.code, "Message": str(problem), "SenderFault": "true"}
        return "Failed", _member(entry["id"], said)
    said = {"MessageId": result["message_id"], "SequenceNumber": result["sequence_number"]}
    return "Successful", _member(entry["id"], said)


def _member(entry_id: str, said: dict[str, str]) -> str:
    fields = {"Id": entry_id, **said}
    inner = "".join(f"<{name}>{sns._xml_escape(value)}</{name}>" for name, value in fields.items())
    return f"<member>{inner}</member>"


def _fitting(original):
    def subscribe(params):
        topic = sns._topic_by_arn_any_scope(sns._normalize_arn(sns._p(params, "TopicArn")))
        endpoint = sns._p(params, "Endpoint")
        to_fifo_queue = sns._p(params, "Protocol") == "sqs" and endpoint.endswith(".fifo")
        if topic is not None and to_fifo_queue and not sns._is_fifo_topic(topic):
            reason = "FIFO SQS Queues can not be subscribed to standard SNS topics"
            return sns._error("InvalidParameter", f"Invalid parameter: Endpoint Reason: {reason}", 400)
        return original(params)

    return subscribe


def install() -> None:
    replace(sns, "publish_internal", _by_group)
    replace(sns, "_publish_batch", _batch)
    replace(sns, "_subscribe", _fitting)
