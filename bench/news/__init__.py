"""News that nobody wrote, for the benchmarks: articles without end, the same ones on every machine.

What costs in a stream is what is new in it, so the articles have what real ones have: words that go on being new,
lengths with a long tail, sentences that came before, an accusation now and then. The words are made from roots and
patterns, the sentences from frames; they mean nothing.
"""

from bench.news.articles import News

__all__ = ["News"]
