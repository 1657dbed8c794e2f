"""Questions to the desk's database: filters in, plain values out. Nothing here writes, or knows HTTP.

Numbers count claims, not copies, and leave negated and hypothetical accusations out unless the filter asks for them.
"""
