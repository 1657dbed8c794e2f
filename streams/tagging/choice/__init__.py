"""Who accuses whom: rules propose, weights choose.

In: a word of accusation in its sentence (chunks, tree of clauses) and what the rules say of it (`Case`). Out: the pair
of parties that scores best, nobody included, whether it is an event at all, and how sure that is (`Choice`). Weights
are data (`rules/weights.toml`, fitted by `make fit`); `features` names what they belong to. For the tagger only.
"""
