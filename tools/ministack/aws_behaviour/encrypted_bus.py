"""Events of a bus whose customer-managed key does not let EventBridge in reach no rule and no archive.

They go to the bus's own dead-letter queue, where there is one. EventBridge User Guide, "Authorizing EventBridge to use
a customer managed key" and "Using dead-letter queues to capture encrypted event errors".
"""

import logging

from ministack.services import eventbridge

from .delivery import keep_undeliverable
from .kms_permission import service_may_use
from .replacement import replace

SERVICE = "events.amazonaws.com"
logger = logging.getLogger("aws_behaviour")


def _is_locked(event: dict) -> bool:
    bus = eventbridge._event_buses.get(event.get("EventBusName", "default")) or {}
    reference, arn = bus.get("KmsKeyIdentifier"), bus.get("Arn")
    context = {"kms:encryptioncontext:aws:events:event-bus:arn": arn}
    return bool(reference) and not service_may_use(reference, arn, SERVICE, arn, context)


def _dispatching(original):
    def dispatch_event(event, view=None):
        if not _is_locked(event):
            return original(event, view)
        bus = eventbridge._event_buses[event.get("EventBusName", "default")]
        logger.warning("the key of %s does not let EventBridge in", bus["Arn"])
        whole = eventbridge._pattern_event_view(event).event_with_detail()
        said = {"EVENT_BUS_ARN": bus["Arn"], "ERROR_CODE": "NO_PERMISSIONS"}
        return keep_undeliverable((bus.get("DeadLetterConfig") or {}).get("Arn"), bus["Arn"], whole, said)

    return dispatch_event


def _archiving(original):
    def archive_event(event, view=None):
        return None if _is_locked(event) else original(event, view)

    return archive_event


def install() -> None:
    replace(eventbridge, "_dispatch_event", _dispatching)
    replace(eventbridge, "_archive_event", _archiving)
