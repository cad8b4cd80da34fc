"""PutEvents is authorised entry by entry, with the keys `events:source` and `events:detail-type`.

Service Authorization Reference, "Condition keys for Amazon EventBridge".
"""

import json

from ministack.core import iam_evaluator
from ministack.core.iam_actions import eventbridge_resource_arns

from .replacement import replace


def entry_keys(body: bytes, bus_arn: str, region: str, account: str) -> list[dict]:
    """The condition keys of each entry for one bus, in the order of the request."""
    try:
        entries = json.loads(body).get("Entries")
    except (ValueError, AttributeError):
        return []
    found = []
    for entry in entries if isinstance(entries, list) else []:
        alone = json.dumps({"Entries": [entry]}).encode()
        if eventbridge_resource_arns(alone, region, account) == [bus_arn]:
            named = {"events:source": entry.get("Source"), "events:detail-type": entry.get("DetailType")}
            found.append({key: value for key, value in named.items() if isinstance(value, str)})
    return found


def install() -> None:
    def make(original):
        def enforce(access_key_id, iam_action, service, region, resource_arn="*", service_context=None):
            request = iam_evaluator._signed_request.get()
            keys = []
            if service == "events" and iam_action == "events:PutEvents" and request is not None:
                from ministack.core.responses import get_account_id

                keys = entry_keys(request.body, resource_arn, region, get_account_id())
            for entry in keys or [{}]:
                context = {**(service_context or {}), **entry}
                refused = original(access_key_id, iam_action, service, region, resource_arn, context)
                if refused is not None:
                    return refused
            return None

        return enforce

    replace(iam_evaluator, "enforce", make)
