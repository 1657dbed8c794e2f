"""The settings, and what a person is told about them.

In comes the environment (`ITTIHAM_*`, `.env`, files of secrets), out one frozen `Settings`, or an error that names it.
Imports nothing but the leaf `records.limits`; only cli, desk, worker and kafka may import it.
"""

from streams.settings.settings import ENV_FILE, PREFIX, Settings, Topics

__all__ = ["ENV_FILE", "PREFIX", "Settings", "Topics"]
