"""StartMessageMoveTask, ListMessageMoveTasks and CancelMessageMoveTask, which MiniStack lacks.

SQS API Reference, the three actions; the permissions are those of SQS Developer Guide, "Configuring queue permissions
for dead-letter queue redrive".
"""

import asyncio
import json

from ministack.core import iam_evaluator
from ministack.services import sqs

from . import move_task_store
from .caller import refusal_of_caller
from .encryption import READ, caller_may_use
from .kms_permission import WRITE
from .move_task import FASTEST, move, visible
from .move_task_store import MoveTask
from .replacement import replace

ON_THE_SOURCE = ("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes")
ACTIONS = ("StartMessageMoveTask", "ListMessageMoveTasks", "CancelMessageMoveTask")


def _start(data: dict, _url: str) -> dict:
    source = _source(data)
    destination_arn, per_second = data.get("DestinationArn") or None, data.get("MaxNumberOfMessagesPerSecond")
    if per_second is not None and not 1 <= per_second <= FASTEST:
        raise sqs._Err("InvalidParameterValue", f"MaxNumberOfMessagesPerSecond must be between 1 and {FASTEST}.")
    arn = source["attributes"]["QueueArn"]
    fed_by = [queue for queue in sqs._queues.values() if _dead_letter_queue_of(queue) == arn]
    if not fed_by:
        raise sqs._Err("InvalidParameterValue", "Source queue must be configured as a Dead Letter Queue.")
    if move_task_store.running(arn):
        raise sqs._Err("UnsupportedOperation", "There is already a task running for this source queue.")
    for destination in [_queue(destination_arn, "DestinationArn")] if destination_arn else fed_by:
        if destination["is_fifo"] != source["is_fifo"]:
            raise sqs._Err("InvalidParameterValue", "Source and destination queues must be of the same type.")
        _ask(("sqs:SendMessage",), destination)
        caller_may_use(destination, WRITE)
    caller_may_use(source, READ)
    task = MoveTask(arn, destination_arn, per_second, len(visible(source)))
    move_task_store.add(task)
    task.worker = asyncio.create_task(move(task))
    return {"TaskHandle": task.handle}


def _list(data: dict, _url: str) -> dict:
    tasks = move_task_store.of_source(_source(data)["attributes"]["QueueArn"])
    return {"Results": [task.listed() for task in tasks[: int(data.get("MaxResults") or 1)]]}


def _cancel(data: dict, _url: str) -> dict:
    task = move_task_store.by_handle(data.get("TaskHandle") or "")
    if task is None:
        raise sqs._Err("ResourceNotFoundException", "Task does not exist.", 404)
    _ask(ON_THE_SOURCE, _queue(task.source_arn, "SourceArn"))
    if task.status != "RUNNING":
        raise sqs._Err("UnsupportedOperation", "Only active tasks can be cancelled.")
    task.status = "CANCELLED"
    return {"ApproximateNumberOfMessagesMoved": task.moved}


def _dead_letter_queue_of(queue: dict) -> str | None:
    policy = queue["attributes"].get("RedrivePolicy")
    return json.loads(policy).get("deadLetterTargetArn") if policy else None


def _source(data: dict) -> dict:
    queue = _queue(data.get("SourceArn") or "", "SourceArn")
    _ask(ON_THE_SOURCE, queue)
    return queue


def _queue(arn: str, parameter: str) -> dict:
    queue = sqs._queue_by_arn(arn)
    # "Cross-account permissions don't apply to this action."
    if queue is None or queue["url"] not in sqs._queues:
        said = f"The resource that you specified for the {parameter} parameter doesn't exist."
        raise sqs._Err("ResourceNotFoundException", said, 404)
    return queue


def _ask(actions: tuple[str, ...], queue: dict) -> None:
    for action in actions:
        if refused := refusal_of_caller(action, queue["attributes"]["QueueArn"]):
            raise sqs._Err("AccessDenied", refused, 403)


def _named(original):
    """MiniStack finds the resource of an action in its queue URL; these name an ARN or a task."""

    def enforce(access_key_id, iam_action, service, region, resource_arn="*", service_context=None):
        request = iam_evaluator._signed_request.get()
        if iam_action.removeprefix("sqs:") in ACTIONS and request is not None:
            try:
                said = json.loads(request.body)
                task = move_task_store.by_handle(said.get("TaskHandle") or "")
                resource_arn = said.get("SourceArn") or (task.source_arn if task else resource_arn)
            except (ValueError, AttributeError):
                pass
        return original(access_key_id, iam_action, service, region, resource_arn, service_context)

    return enforce


def install() -> None:
    sqs._HANDLERS.update(zip(ACTIONS, (_start, _list, _cancel)))
    replace(iam_evaluator, "enforce", _named)
