"""A filter policy tells a number from a string that looks like one: only attributes of type Number, numbers in a
String.Array and JSON numbers of a body match numbers, and no string does.

SNS Developer Guide, "Numeric value matching" and "String value matching".
"""

import json

from ministack.services import sns

from .replacement import replace


def _typed(original):
    def candidates(attribute):
        kind, text = (attribute.get("DataType") or "").split(".")[0], attribute.get("StringValue", "")
        if kind == "Binary":
            return []
        if kind == "Number" or attribute.get("DataType") == "String.Array":
            try:
                said = json.loads(text)
            except ValueError:
                return original(attribute)
            return said if isinstance(said, list) else [said]
        return original(attribute)

    return candidates


def _strict(_original):
    def as_number(value):
        return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None

    return as_number


def install() -> None:
    replace(sns, "_attr_candidate_values", _typed)
    replace(sns, "_as_number", _strict)
