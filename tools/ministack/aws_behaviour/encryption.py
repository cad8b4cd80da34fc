"""An encrypted queue or topic refuses whom its customer-managed key does not let in: callers aloud, services silently.

Who sends needs kms:GenerateDataKey and kms:Decrypt, who receives kms:Decrypt. SQS Developer Guide, "Key management";
SNS Developer Guide, "Managing Amazon SNS encryption keys and costs".
"""

from ministack.core.arn import parse_arn
from ministack.services import sns, sqs

from .kms_permission import WRITE, refusal_of_use, service_may_use
from .queue_action import replace_action
from .replacement import replace

READ = ("kms:Decrypt",)


def service_may_write(queue: dict, service: str, source_arn: str) -> bool:
    reference, arn = queue["attributes"].get("KmsMasterKeyId"), queue["attributes"]["QueueArn"]
    return not reference or service_may_use(reference, arn, service, source_arn, _of_queue(arn))


def caller_may_use(queue: dict, actions: tuple[str, ...]) -> None:
    """Answers the request with the refusal of the queue's key, where it has one that refuses."""
    reference, arn = queue["attributes"].get("KmsMasterKeyId"), queue["attributes"]["QueueArn"]
    if reference and (refused := refusal_of_use(reference, arn, actions, _of_queue(arn))):
        raise sqs._Err(f"Kms{refused[0]}", refused[1])


def _of_queue(arn: str) -> dict:
    return {"kms:encryptioncontext:aws:sqs:arn": arn, **_via("sqs", arn)}


def _of_topic(arn: str) -> dict:
    return {"kms:encryptioncontext:aws:sns:topicarn": arn, **_via("sns", arn)}


def _via(service: str, arn: str) -> dict:
    return {"kms:viaservice": f"{service}.{parse_arn(arn).region}.amazonaws.com"}


def _queue_asking(iam_action: str, actions: tuple[str, ...]):
    def make(original):
        def act(data, url):
            caller_may_use(sqs._get_q(data.get("QueueUrl", url), iam_action), actions)
            return original(data, url)

        return act

    return make


def _topic_asking(original):
    def publish(params):
        arn = sns._normalize_arn(sns._p(params, "TopicArn") or sns._p(params, "TargetArn"))
        topic = sns._topic_by_arn_any_scope(arn)
        reference = topic["attributes"].get("KmsMasterKeyId") if topic else None
        if reference and (refused := refusal_of_use(reference, arn, WRITE, _of_topic(arn))):
            return sns._error(f"KMS{refused[0]}", refused[1], 400)
        return original(params)

    return publish


def install() -> None:
    for action in ("SendMessage", "SendMessageBatch"):
        replace_action(action, _queue_asking("sqs:SendMessage", WRITE))
    replace_action("ReceiveMessage", _queue_asking("sqs:ReceiveMessage", READ))
    for action in ("_publish", "_publish_batch"):
        replace(sns, action, _topic_asking)
