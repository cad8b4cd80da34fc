"""EventBridge delivers to a queue of another account under the role of the rule's target.

The role stands in the rule's account and trusts EventBridge; its policies and the policies of the queue and of the
queue's key must both allow.
EventBridge User Guide, "Sending events to an AWS service in another account".
"""

import json

from ministack.core import iam_evaluator
from ministack.core.arn import ArnParseError, parse_arn
from ministack.services import eventbridge, iam, kms, sqs

from .kms_permission import WRITE, key_for
from .replacement import replace

SERVICE = "events.amazonaws.com"


def may_deliver(queue_arn: str, rule_arn: str, role_arn: str | None) -> bool:
    """Whether a rule's target may send to the queue under its role; without one it may not."""
    account = parse_arn(rule_arn).account_id
    role = _role_in(account, role_arn)
    return role is not None and _trusts(role, rule_arn, account) and _may_send(role, queue_arn, account)


def _role_in(account: str, role_arn: str | None) -> dict | None:
    try:
        spec = parse_arn(role_arn or "")
    except ArnParseError:
        return None
    if spec.service != "iam" or spec.account_id != account:
        return None
    role = iam._roles.get_scoped(account, None, spec.resource.rsplit("/", 1)[-1])
    return role if role is not None and role["Arn"] == role_arn else None


def _trusts(role: dict, rule_arn: str, account: str) -> bool:
    trust = role["AssumeRolePolicyDocument"]
    document = json.loads(trust) if isinstance(trust, str) else trust
    # A trust policy is about its own role and names no resource.
    statements = [{**each, "Resource": "*"} for each in document["Statement"]]
    context = iam_evaluator.EvalContext(
        principal_arn="*",
        principal_type="Service",
        principal_account="",
        action="sts:AssumeRole",
        resource_arn=role["Arn"],
        region=parse_arn(rule_arn).region,
        service_context={"aws:sourcearn": rule_arn, "aws:sourceaccount": account},
    )
    found = iam_evaluator.evaluate_resource_policy({"Statement": statements}, context, service=SERVICE)
    return found.decision == "Allow"


def _may_send(role: dict, queue_arn: str, account: str) -> bool:
    policy = sqs.queue_policy_for_arn(queue_arn)
    if policy is None or not _allows(role, "sqs:SendMessage", queue_arn, account, policy):
        return False
    reference = sqs._queue_by_arn(queue_arn)["attributes"].get("KmsMasterKeyId")
    key = key_for(reference, queue_arn) if reference else None
    if key is None:
        return not reference
    owned = kms.key_policy_for_arn(key["Arn"])
    return all(_allows(role, action, key["Arn"], account, owned, required=True) for action in WRITE)


def _allows(role: dict, action: str, arn: str, account: str, policy: tuple, required: bool = False) -> bool:
    context = iam_evaluator.EvalContext(
        principal_arn=f"arn:aws:sts::{account}:assumed-role/{role['RoleName']}/events",
        principal_type="AssumedRole",
        principal_account=account,
        action=action,
        resource_arn=arn,
        region=parse_arn(arn).region,
    )
    identity = iam_evaluator.evaluate(context, iam_evaluator._gather_role_policies(role["RoleName"], account))
    return iam_evaluator.combine_resource_policy(identity, context, *policy, required=required).decision == "Allow"


def _reaching(original):
    def in_request_scope(spec):
        # Targets in another region stay refused, as on AWS.
        return original(spec) or (spec.service == "sqs" and spec.region == eventbridge.get_region())

    return in_request_scope


def install() -> None:
    replace(eventbridge, "_target_matches_request_scope", _reaching)
