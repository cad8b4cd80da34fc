"""Message move tasks by their source: what ListMessageMoveTasks tells of them."""

import base64
import json
import time
from dataclasses import dataclass, field

from ministack.core.responses import new_uuid

MOST_LISTED = 10


@dataclass
class MoveTask:
    source_arn: str
    # None: each message goes back to the queue it came from.
    destination_arn: str | None
    per_second: int | None
    to_move: int
    task_id: str = field(default_factory=new_uuid)
    status: str = "RUNNING"
    moved: int = 0
    failure: str | None = None
    # Held here: the loop holds its tasks weakly.
    worker: object | None = None
    started: int = field(default_factory=lambda: int(time.time() * 1000))

    @property
    def handle(self) -> str:
        return base64.b64encode(json.dumps({"taskId": self.task_id, "sourceArn": self.source_arn}).encode()).decode()

    def listed(self) -> dict:
        told = {
            # "Only populated for tasks in status RUNNING".
            "TaskHandle": self.handle if self.status == "RUNNING" else None,
            "Status": self.status,
            "SourceArn": self.source_arn,
            "DestinationArn": self.destination_arn,
            "MaxNumberOfMessagesPerSecond": self.per_second,
            "ApproximateNumberOfMessagesMoved": self.moved,
            "ApproximateNumberOfMessagesToMove": self.to_move,
            "FailureReason": self.failure,
            "StartedTimestamp": self.started,
        }
        return {name: value for name, value in told.items() if value is not None}


_tasks: dict[str, list[MoveTask]] = {}


def of_source(source_arn: str) -> list[MoveTask]:
    """The latest ten, latest first."""
    return _tasks.get(source_arn, [])


def running(source_arn: str) -> MoveTask | None:
    return next((task for task in of_source(source_arn) if task.status in ("RUNNING", "CANCELLING")), None)


def by_handle(handle: str) -> MoveTask | None:
    try:
        said = json.loads(base64.b64decode(handle))
        tasks = of_source(said["sourceArn"])
        return next((task for task in tasks if task.task_id == said["taskId"]), None)
    except (ValueError, KeyError, TypeError):
        return None


def add(task: MoveTask) -> None:
    _tasks[task.source_arn] = [task, *of_source(task.source_arn)][:MOST_LISTED]
