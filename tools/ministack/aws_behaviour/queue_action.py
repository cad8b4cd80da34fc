from typing import Any, Callable

from ministack.services import sqs


def replace_action(action: str, make: Callable[[Any], Any]) -> None:
    """Puts `make(original)` in the place of an action of SQS, for its callers and for MiniStack's own."""
    original = sqs._HANDLERS[action]
    replaced = make(original)
    for name, value in list(vars(sqs).items()):
        if value is original:
            setattr(sqs, name, replaced)
    sqs._HANDLERS[action] = replaced
