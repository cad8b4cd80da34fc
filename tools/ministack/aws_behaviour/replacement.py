from types import ModuleType
from typing import Any, Callable


def replace(module: ModuleType, name: str, make: Callable[[Any], Any]) -> None:
    """Puts `make(original)` in the place of a name of the module; fails when the module has no such name."""
    setattr(module, name, make(getattr(module, name)))
