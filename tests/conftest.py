"""How far the property tests look: the same examples in every run, unless `make explore` asks for others."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# A run of the suite says something about the change under test, not about the luck of a seed or a busy machine.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile(
    "explore", max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))
