"""Benchmarks: ratios of things measured side by side, in one run, on inputs that anyone can make again."""
