"""Farasa segmentation: the native engine, the supervised JVM of QCRI's own, and the protocol that both keep.

In come lines of text, out the segments of each word; or `SegmenterUnavailable`.
Imports no other room; worker, enrichment, records, tagging (its types) and cli may import it.
"""
