"""Fixtures for all tests."""

pytest_plugins = ["tests.kafka.plugin"]
