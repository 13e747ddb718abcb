"""How hard random sessions are tried: a moment in the loop of seconds, longer in CI."""

import os

from hypothesis import HealthCheck, settings

LENIENT = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
settings.register_profile("quick", max_examples=40, deadline=None, suppress_health_check=LENIENT)
settings.register_profile("ci", max_examples=300, deadline=None, suppress_health_check=LENIENT, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") == "true" else "quick"))
