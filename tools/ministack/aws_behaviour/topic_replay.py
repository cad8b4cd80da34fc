"""A subscription's replay policy brings what the topic's archive has of a time once more, in order, through the filter.

SNS Developer Guide, "Amazon SNS message replay for FIFO topic subscribers"; SNS API Reference,
SetSubscriptionAttributes, ReplayPolicy. A queue that had a message less than five minutes ago drops it as a duplicate.
"""

import time
from datetime import datetime

from ministack.services import sns

from .replacement import replace
from .topic_archive import archived, days, json_object

# MiniStack's own, which archives nothing.
_deliver = sns._fanout


def _moment(text: str) -> float:
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def _problem(topic: dict, text: str) -> tuple | None:
    """What is wrong with a policy, as SNS's answer."""
    policy, reason = json_object(text), None
    if not policy:
        return None
    try:
        moments = [_moment(policy[name]) for name in ("StartingPoint", "EndingPoint") if name in policy]
        if policy.get("PointType") != "Timestamp" or "StartingPoint" not in policy or moments[0] > time.time():
            reason = "PointType must be Timestamp and StartingPoint in the past"
    except (ValueError, AttributeError):
        reason = "StartingPoint and EndingPoint must be times in ISO 8601"
    if not days(topic):
        reason = "the topic has no active archive policy"
    return sns._error("InvalidParameter", f"Invalid parameter: ReplayPolicy Reason: {reason}", 400) if reason else None


def _replay(topic: dict, subscription: dict, text: str) -> None:
    policy = json_object(text)
    if not policy:
        subscription["attributes"].pop("ReplayPolicy", None)
        subscription["attributes"].pop("ReplayStatus", None)
        return
    start = _moment(policy["StartingPoint"])
    end = _moment(policy["EndingPoint"]) if "EndingPoint" in policy else time.time()
    everyone = topic["subscriptions"]
    topic["subscriptions"] = [subscription]
    try:
        for at, args, options in list(archived(topic)):
            if start <= at <= end:
                _deliver(topic["arn"], *args, **options)
    finally:
        topic["subscriptions"] = everyone
    subscription["attributes"] |= {"ReplayPolicy": text, "ReplayStatus": "Completed"}


def _setting(original):
    def set_subscription_attributes(params):
        arn, value = sns._p(params, "SubscriptionArn"), sns._p(params, "AttributeValue")
        topic = sns._topic_by_arn_any_scope(sns._sub_arn_to_topic.get(arn) or "")
        subscription = sns._find_subscription(topic["arn"], arn) if topic else None
        if sns._p(params, "AttributeName") != "ReplayPolicy" or subscription is None:
            return original(params)
        if problem := _problem(topic, value):
            return problem
        _replay(topic, subscription, value)
        return sns._xml(200, "SetSubscriptionAttributesResponse", "")

    return set_subscription_attributes


def _subscribing(original):
    def subscribe(params):
        said, i = "", 1
        while key := sns._p(params, f"Attributes.entry.{i}.key"):
            said, i = sns._p(params, f"Attributes.entry.{i}.value") if key == "ReplayPolicy" else said, i + 1
        topic = sns._topic_by_arn_any_scope(sns._normalize_arn(sns._p(params, "TopicArn")))
        if not said or topic is None:
            return original(params)
        if problem := _problem(topic, said):
            return problem
        before = len(topic["subscriptions"])
        answer = original(params)
        if answer[0] == 200 and len(topic["subscriptions"]) > before:
            _replay(topic, topic["subscriptions"][-1], said)
        return answer

    return subscribe


def install() -> None:
    replace(sns, "_set_subscription_attributes", _setting)
    replace(sns, "_subscribe", _subscribing)
