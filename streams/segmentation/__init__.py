"""Farasa segmentation: the native engine, and the backends."""
