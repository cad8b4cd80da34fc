"""`aws:PrincipalArn` of a role session is the role's ARN, not the session's.

IAM User Guide, "AWS global condition context keys", aws:PrincipalArn.
"""

import re

from ministack.core import iam_evaluator
from ministack.services import iam

from .replacement import replace

SESSION = re.compile(r"arn:(aws[a-z-]*):sts::(\d{12}):assumed-role/([^/]+)/.+")


def role_of(principal_arn: str) -> str:
    """The ARN of the role behind a session; any other principal's ARN as it is."""
    session = SESSION.fullmatch(principal_arn)
    if session is None:
        return principal_arn
    partition, account, name = session.groups()
    # A session's ARN leaves the role's path out.
    role = iam._roles.get_scoped(account, None, name)
    return role["Arn"] if role else f"arn:{partition}:iam::{account}:role/{name}"


def install() -> None:
    def make(original):
        def resolve(key, ctx):
            return role_of(ctx.principal_arn) if key.lower() == "aws:principalarn" else original(key, ctx)

        return resolve

    replace(iam_evaluator, "_resolve_condition_key", make)
