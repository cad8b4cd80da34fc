"""Subscribe is authorised with the keys `sns:Protocol` and `sns:Endpoint`, of which policies for other accounts speak.

Service Authorization Reference, "Condition keys for Amazon SNS".
"""

import contextvars
from urllib.parse import parse_qs

from ministack.core import iam_evaluator
from ministack.services import sns

from .replacement import replace

_subscription: contextvars.ContextVar[dict] = contextvars.ContextVar("keys of the subscription being made", default={})


def keys_of(protocol: str | None, endpoint: str | None) -> dict:
    said = {"sns:protocol": protocol, "sns:endpoint": endpoint}
    return {key: value for key, value in said.items() if value}


def _subscribing(original):
    def subscribe(params):
        token = _subscription.set(keys_of(sns._p(params, "Protocol"), sns._p(params, "Endpoint")))
        try:
            return original(params)
        finally:
            _subscription.reset(token)

    return subscribe


def _of_the_topic(original):
    """The topic's policy, which is asked for every caller."""

    def resolve(key, ctx):
        return _subscription.get().get(key.lower()) or original(key, ctx)

    return resolve


def _of_the_caller(original):
    """The caller's policies, which are asked before the request is read."""

    def enforce(access_key_id, iam_action, service, region, resource_arn="*", service_context=None):
        request = iam_evaluator._signed_request.get()
        context = dict(service_context or {})
        if iam_action == "sns:Subscribe" and request is not None:
            form = parse_qs(request.body.decode("utf-8", "replace"))
            context |= keys_of(*(form.get(name, [None])[0] for name in ("Protocol", "Endpoint")))
        return original(access_key_id, iam_action, service, region, resource_arn, context)

    return enforce


def install() -> None:
    replace(sns, "_subscribe", _subscribing)
    replace(iam_evaluator, "_resolve_condition_key", _of_the_topic)
    replace(iam_evaluator, "enforce", _of_the_caller)
