"""The desk's own metrics, with the prefix `ittiham_desk_`."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

from streams import __version__

__all__ = ["Metrics"]


class Metrics:
    """Counters and gauges of one desk, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        self.read = Counter("ittiham_desk_records_read", "Records read and stored.", ["topic"], registry=registry)
        self.skipped = Counter(
            "ittiham_desk_records_skipped", "Records that are none of ours.", ["topic", "reason"], registry=registry
        )
        self.shown = Counter("ittiham_desk_events_shown", "Events that came to be seen.", registry=registry)
        self.hidden = Counter("ittiham_desk_events_hidden", "Events that a correction took back.", registry=registry)
        self.dropped = Counter("ittiham_desk_events_dropped", "Events older than the retention.", registry=registry)
        self.resets = Counter(
            "ittiham_desk_offset_resets",
            "Times that a log was cut or made anew under the desk.",
            ["topic", "partition", "reason"],
            registry=registry,
        )
        self.following = Gauge("ittiham_desk_following", "Whether it follows Kafka now.", registry=registry)
        self.lag = Gauge(
            "ittiham_desk_lag_records", "Records not stored yet.", ["topic", "partition"], registry=registry
        )
        self.batch = Histogram("ittiham_desk_batch_seconds", "Time to store a batch.", registry=registry)
        self.streams = Gauge("ittiham_desk_streams", "Pages that are kept up to date now.", registry=registry)
        self.answers = Histogram(
            "ittiham_desk_answer_seconds",
            "Time to answer a request.",
            ["route", "status"],
            buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 5, 10),
            registry=registry,
        )
        Gauge("ittiham_desk_build_info", "Version.", ["version"], registry=registry).labels(__version__).set(1)
