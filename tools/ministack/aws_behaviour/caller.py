"""What the caller of the request being answered may do beside it: MiniStack asks for the request's own action only."""

from ministack.core import iam_evaluator
from ministack.core.arn import parse_arn


def refusal_of_caller(action: str, arn: str, context: dict | None = None) -> str | None:
    """The sentence that refuses an action on a resource; None when its caller's and its own policies allow it."""
    spec = parse_arn(arn)
    # The key whose signature was checked; root's, which may do everything, is not.
    key = iam_evaluator._verified_key.get()
    refused = iam_evaluator.enforce(key, action, spec.service, spec.region, arn, context)
    if refused is None:
        return None
    return f"User: {getattr(refused, 'principal_arn', '')} is not authorized to perform: {action} on resource: {arn}"
