"""What holds for every test."""

from hypothesis import HealthCheck, settings

# How fast the machine is says nothing about whether a law holds; speed has its own benchmarks.
settings.register_profile("laws", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("laws")
