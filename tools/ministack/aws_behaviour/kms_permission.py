"""Who may use a customer-managed key: callers by their policies and the key's, services by the key's policy alone.

Of a key that AWS manages everybody in the account may make use, and no service, since nobody can change its policy.
KMS Developer Guide, "Key policies in AWS KMS"; SQS Developer Guide, "Configuring KMS permissions for AWS services".
"""

import json

from ministack.core import iam_evaluator
from ministack.core.arn import ArnParseError, parse_arn
from ministack.core.responses import request_scope
from ministack.services import kms

from .caller import refusal_of_caller
from .replacement import replace

WRITE = ("kms:GenerateDataKey", "kms:Decrypt")
MANAGED_BY_AWS = "alias/aws/"


def key_for(reference: str, owner_arn: str) -> dict | None:
    """The key that a resource names, by id, alias or ARN of either."""
    owner = parse_arn(reference if reference.startswith("arn:") else owner_arn)
    with request_scope(owner.account_id, owner.region):
        return kms._resolve_key(reference)


def key_policy_for_arn(_original):
    """The policy is found whoever asks: a key serves callers of other accounts too."""

    def find(arn):
        try:
            owner = parse_arn(arn)
        except ArnParseError:
            return None
        key = key_for(arn, arn)
        return (key.get("Policy") or "", owner.account_id) if key else None

    return find


def service_may_use(reference: str, owner_arn: str, service: str, source_arn: str, context: dict) -> bool:
    """Whether the key's policy lets a service encrypt and decrypt on behalf of a source."""
    key = None if reference.startswith(MANAGED_BY_AWS) else key_for(reference, owner_arn)
    if key is None or kms._check_key_state(key):
        return False
    source = parse_arn(source_arn)
    evaluated = [
        iam_evaluator.EvalContext(
            principal_arn="*",
            principal_type="Service",
            principal_account="",
            action=action,
            resource_arn=key["Arn"],
            region=source.region,
            service_context={"aws:sourcearn": source_arn, "aws:sourceaccount": source.account_id, **context},
        )
        for action in WRITE
    ]
    return all(
        iam_evaluator.evaluate_resource_policy(key["Policy"], each, service=service).decision == "Allow"
        for each in evaluated
    )


def refusal_of_use(reference: str, owner_arn: str, actions: tuple[str, ...], context: dict) -> tuple[str, str] | None:
    """Why the key does not serve the caller of this request, as code and sentence; None when it does."""
    if reference.startswith(MANAGED_BY_AWS):
        return None
    key = key_for(reference, owner_arn)
    if key is None:
        return "NotFound", f"Key {reference} does not exist"
    if state := kms._check_key_state(key):
        return ("Disabled" if key["KeyState"] == "Disabled" else "InvalidState"), json.loads(state[2])["message"]
    refusals = (refusal_of_caller(action, key["Arn"], context) for action in actions)
    refused = next(filter(None, refusals), None)
    return ("AccessDenied", refused) if refused else None


def install() -> None:
    replace(kms, "key_policy_for_arn", key_policy_for_arn)
