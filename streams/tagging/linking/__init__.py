"""Finds the parties of an accusation: one module for verbs, one for verbal nouns, one for participles."""
