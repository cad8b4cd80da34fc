"""Moves the messages of a dead-letter queue, at the pace that was asked for.

SQS API Reference, StartMessageMoveTask; SQS Developer Guide, "Learn how to configure a dead-letter queue redrive".
"""

import asyncio
import time

from ministack.core.responses import new_uuid
from ministack.services import sqs

from .move_task_store import MoveTask

FASTEST = 500


def visible(queue: dict) -> list[dict]:
    """What could be received now, in order."""
    sqs._expire_retained(queue)
    return [message for message in queue["messages"] if message["visible_at"] <= time.time()]


async def move(task: MoveTask) -> None:
    """In order, until no message is left, one has no queue to go to, or the task is cancelled."""
    while task.status == "RUNNING":
        source = sqs._queue_by_arn(task.source_arn)
        message = next(iter(visible(source)), None) if source else None
        if message is None:
            task.status = "COMPLETED"
            return
        origin = task.destination_arn or (message.get("sys") or {}).get("DeadLetterQueueSourceArn")
        destination = sqs._queue_by_arn(origin) if origin else None
        if destination is None:
            task.status, task.failure = "FAILED", "CouldNotDetermineMessageSource"
            return
        source["messages"].remove(message)
        destination["messages"].append(_anew(message, destination))
        task.moved += 1
        await asyncio.sleep(1 / (task.per_second or FASTEST))


def _anew(message: dict, destination: dict) -> dict:
    """A redriven message is a new one: id, time of sending and count of receives begin again."""
    now = time.time()
    kept = {key: value for key, value in message.items() if key not in ("enqueued_at", "seq", "sys")}
    sent = {**kept, "id": new_uuid(), "sent_at": now, "visible_at": now, "receipt_handle": None}
    sent |= {"receive_count": 0, "first_receive_at": None, "sys": sqs._build_send_sys_attrs(now, {})}
    if destination["is_fifo"]:
        destination["fifo_seq"] += 1
        sent["seq"] = str(destination["fifo_seq"]).zfill(20)
    return sent
