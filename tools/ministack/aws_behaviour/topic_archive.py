"""A FIFO topic with an archive policy keeps what is published, and cannot be deleted while it has one.

SNS Developer Guide, "Amazon SNS message archiving for FIFO topic owners"; SNS API Reference, SetTopicAttributes.
"""

import json
import time

from ministack.services import sns

from .replacement import replace

SECONDS_A_DAY = 86_400
MOST_DAYS = 365


def json_object(text: str | None) -> dict:
    try:
        said = json.loads(text or "{}")
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def days(topic: dict) -> int:
    """How long the topic keeps messages; 0 without an archive."""
    return int(json_object(topic["attributes"].get("ArchivePolicy")).get("MessageRetentionPeriod", 0))


def archived(topic: dict) -> list[tuple[float, tuple, dict]]:
    """What is kept, oldest first: the time, and how it was handed to MiniStack's fan-out."""
    oldest = time.time() - days(topic) * SECONDS_A_DAY
    topic["archive"] = [entry for entry in topic.get("archive", []) if entry[0] > oldest]
    return topic["archive"]


def _keeping(original):
    def fanout(topic_arn, *args, **options):
        topic = sns._topic_by_arn_any_scope(topic_arn)
        if topic is not None and days(topic):
            archived(topic).append((time.time(), args, options))
        return original(topic_arn, *args, **options)

    return fanout


def _problem(policy: str, is_fifo: bool) -> tuple | None:
    if not json_object(policy):
        return None
    period = str(json_object(policy).get("MessageRetentionPeriod", ""))
    if is_fifo and period.isdigit() and 1 <= int(period) <= MOST_DAYS:
        return None
    reason = f"MessageRetentionPeriod must be from 1 to {MOST_DAYS} days" if is_fifo else "the topic is not FIFO"
    return sns._error("InvalidParameter", f"Invalid parameter: ArchivePolicy Reason: {reason}", 400)


def _creating(original):
    def create_topic(params):
        said, i = {}, 1
        while key := sns._p(params, f"Attributes.entry.{i}.key"):
            said[key], i = sns._p(params, f"Attributes.entry.{i}.value"), i + 1
        return _problem(said.get("ArchivePolicy", ""), sns._p(params, "Name").endswith(".fifo")) or original(params)

    return create_topic


def _setting(original):
    def set_topic_attributes(params):
        topic = sns._topic_by_arn_any_scope(sns._normalize_arn(sns._p(params, "TopicArn")))
        if topic is None or sns._p(params, "AttributeName") != "ArchivePolicy":
            return original(params)
        return _problem(sns._p(params, "AttributeValue"), sns._is_fifo_topic(topic)) or original(params)

    return set_topic_attributes


def _guarding(original):
    def delete_topic(params):
        topic = sns._topic_by_arn_any_scope(sns._normalize_arn(sns._p(params, "TopicArn")))
        if topic is not None and days(topic):
            return sns._error("InvalidState", "Invalid state: Cannot delete a topic with an ArchivePolicy", 400)
        return original(params)

    return delete_topic


def install() -> None:
    replace(sns, "_fanout", _keeping)
    replace(sns, "_create_topic", _creating)
    replace(sns, "_set_topic_attributes", _setting)
    replace(sns, "_delete_topic", _guarding)
