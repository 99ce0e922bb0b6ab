from __future__ import annotations

from tests.faults.small import export, settings, told, two_of_each

__all__ = ["export", "settings", "told", "two_of_each"]
