"""Proof by fault: what is published is what the enrichment steps alone would make, whatever happens on the way."""
