"""Tests of every layer by itself: no broker, no process, no clock."""
