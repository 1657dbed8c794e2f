"""What the benchmarks of the whole stream share: one broker, programs that take the same articles through it, a clock.

Each program is a process of its own and reads topics of its own. While its articles are pushed it stands still, so that
what is measured is work at full rate; the measure is the processor time that the system charges to it.
"""
