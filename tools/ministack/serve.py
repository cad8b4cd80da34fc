"""Starts the pinned MiniStack, made to behave as AWS does where the local stack relies on it.

    python -I -S -B serve.py PACKAGES

PACKAGES is the folder requirements.txt was installed into. Everything else is MiniStack's own environment.
"""

import os
import sys
from importlib.metadata import distributions

VERSION = "1.5.33"


def main() -> None:
    packages = sys.argv[1]
    sys.path[:0] = [packages, os.path.dirname(os.path.abspath(__file__))]
    installed = {found.metadata["Name"]: found.version for found in distributions(path=[packages])}
    if installed.get("ministack") != VERSION:
        sys.exit(f"aws_behaviour changes parts of MiniStack {VERSION}, not of {installed.get('ministack')}")

    from aws_behaviour import (
        bus_policy,
        encrypted_bus,
        encryption,
        fifo_target,
        fifo_topic,
        filter_types,
        kms_permission,
        move_tasks,
        organization,
        principal_arn,
        put_events,
        queue_rules,
        redrive,
        replacement,
        replay,
        rule_delivery,
        subscribe,
        target_role,
        topic_archive,
        topic_delivery,
        topic_replay,
    )
    from ministack import app

    # Of two that replace the same name the later one is asked first.
    policies = (principal_arn, organization, bus_policy, put_events, subscribe, target_role, kms_permission, move_tasks)
    queues = (queue_rules, redrive, encryption)
    topics = (topic_delivery, filter_types, fifo_topic, topic_archive, topic_replay)
    buses = (rule_delivery, fifo_target, encrypted_bus, replay)
    for module in (*policies, *topics, *buses, *queues):
        module.install()
    # With TLS it would take port 443 too when it may; the local stack uses free ports only.
    replacement.replace(app, "_port_is_bindable", lambda _original: lambda _host, _port: False)
    sys.argv[1:] = []
    app.main()


if __name__ == "__main__":
    main()
