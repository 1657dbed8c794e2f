"""Tests of the commands, without a broker."""
