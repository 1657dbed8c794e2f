"""From an article to what is published of it: sentences, segments, analysis. Pure but for the segmenter handed in.

In comes the value of a raw record, out an `Enriched`: its outputs, or the reason of its dead letter.
Imports records, tagging and segmentation; worker and cli may import it.
"""
