"""`make fit`: fits the weights of the choice on hand-coded sentences.

In: the gold files of `../shared` (only `train.jsonl`; every fifth article of it is set aside and never fitted on). Out:
`streams/tagging/rules/weights.toml`. Deterministic: the same sentences and rules give the same file.
"""
