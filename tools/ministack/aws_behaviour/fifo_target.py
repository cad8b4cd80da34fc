"""A rule's target that is a FIFO queue names the message group.

EventBridge API Reference, SqsParameters.
"""

from ministack.core.responses import error_response_json
from ministack.services import eventbridge

from .replacement import replace


def _asking(original):
    def validate(target):
        group = (target.get("SqsParameters") or {}).get("MessageGroupId")
        arn = target.get("Arn", "")
        if ":sqs:" in arn and arn.endswith(".fifo") and not group:
            said = f"Parameter(s) MessageGroupId must be specified for target: {target.get('Id')}."
            return error_response_json("ValidationException", said, 400)
        return original(target)

    return validate


def install() -> None:
    replace(eventbridge, "_validate_target_arn", _asking)
