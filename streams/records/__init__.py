"""What goes in and comes out: raw article, enriched article, accusation, dead letter; their schemas and samples.

In comes the value of a raw record, out an `Article` or the reason why it is none, and the outputs as bytes and headers.
Imports tagging's types; every room but tagging, segmentation and settings may import it (settings: `limits` alone).
"""
