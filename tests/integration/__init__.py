"""Tests that start real brokers and real processes."""
