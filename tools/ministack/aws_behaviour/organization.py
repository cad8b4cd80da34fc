"""Every account belongs to one organization, of which policies may speak with `aws:PrincipalOrgID`.

IAM User Guide, "AWS global condition context keys", aws:PrincipalOrgID. MiniStack has an organization of its own for
each account that asks for one. The local stack names the same id.
"""

from ministack.core import iam_evaluator

from .replacement import replace

ORGANIZATION = "o-eventtopology"


def install() -> None:
    replace(iam_evaluator, "_principal_org_id", lambda _original: lambda account_id: ORGANIZATION if account_id else None)
