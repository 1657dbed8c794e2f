"""The dashboard *Desk*: does the page show what Kafka has, and does it answer? For operators."""

from typing import Final

from monitoring.grafana.panels import Board, Panel, Query, Row

__all__ = ["DESK"]

_SHOWN: Final = Row(
    "Does it show what Kafka has?",
    [
        Panel(
            "Does it follow?",
            "1 where the desk reads Kafka and writes its database; its /readyz says why not.",
            "short",
            [Query("ittiham_desk_following", "{{instance}}")],
            alerts=("IttihamDeskNotFollowing",),
        ),
        Panel(
            "How many records wait?",
            "Records that are in Kafka and not in the database yet, by topic.",
            "short",
            [Query("sum by (topic) (ittiham_desk_lag_records)", "{{topic}}")],
            alerts=("IttihamDeskLagging",),
        ),
        Panel(
            "How many records a second?",
            "Records read and stored, by topic.",
            "ops",
            [Query("sum by (topic) (rate(ittiham_desk_records_read_total[$__rate_interval]))", "{{topic}}")],
        ),
        Panel(
            "Are records left out?",
            "Records in fifteen minutes that were skipped, by reason: no contract of ours, or refused by the database "
            "(unwritable). The desk's log names each by its offset.",
            "short",
            [Query("sum by (reason) (increase(ittiham_desk_records_skipped_total[15m]))", "{{reason}}")],
            may_be_empty="none was skipped since the desk started",
            alerts=("IttihamDeskSkipping",),
        ),
        Panel(
            "Was a partition begun anew?",
            "Times in fifteen minutes that the database's offset was none of the log, by reason: recreated (another "
            "log), beyond_end, before_start (retention passed it: records are missing).",
            "short",
            [Query("sum by (reason) (increase(ittiham_desk_offset_resets_total[15m]))", "{{reason}}")],
            may_be_empty="none was begun anew since the desk started",
            alerts=("IttihamDeskOffsetReset",),
        ),
        Panel(
            "What comes to be seen, and what goes?",
            "Events a second that are shown, hidden by a correction of their article, dropped by retention.",
            "ops",
            [
                Query(f"sum(rate(ittiham_desk_events_{what}_total[$__rate_interval]))", what)
                for what in ("shown", "hidden", "dropped")
            ],
        ),
    ],
)

_ANSWERS: Final = Row(
    "Does it answer?",
    [
        Panel(
            "How long do answers take?",
            "The 95th percentile by route. A view is meant to take less than 0.3 seconds.",
            "s",
            [
                Query(
                    "histogram_quantile(0.95, sum by (route, le) "
                    "(rate(ittiham_desk_answer_seconds_bucket[$__rate_interval])))",
                    "{{route}}",
                )
            ],
            may_be_empty="nobody asked in the interval",
        ),
        Panel(
            "What is answered?",
            "Answers a second by status: 503 where the desk is too busy or its database is away.",
            "ops",
            [Query("sum by (status) (rate(ittiham_desk_answer_seconds_count[$__rate_interval]))", "{{status}}")],
            kind="stack",
            may_be_empty="nobody asked yet",
        ),
        Panel(
            "How many pages are open?",
            "Pages that are kept up to date now; more than ITTIHAM_DESK_MAX_STREAMS are told to come back.",
            "short",
            [Query("sum(ittiham_desk_streams)", "pages")],
        ),
        Panel(
            "How long does it take to store a batch?",
            "The 95th percentile for up to 1,000 records with their offsets. Long: the database is slow.",
            "s",
            [
                Query(
                    "histogram_quantile(0.95, sum by (le) (rate(ittiham_desk_batch_seconds_bucket[$__rate_interval])))",
                    "p95",
                )
            ],
            may_be_empty="nothing was stored in the interval",
        ),
        Panel(
            "How much memory?",
            "Resident memory by desk.",
            "bytes",
            [Query("process_resident_memory_bytes", "{{instance}}")],
        ),
        Panel(
            "What is running?",
            "Version by desk.",
            "short",
            [Query("ittiham_desk_build_info", "{{instance}}")],
            kind="table",
        ),
    ],
)

DESK: Final = Board(
    "ittiham-desk",
    "Ittiham: Desk",
    "Does the page show what Kafka has, and does it answer?",
    [_SHOWN, _ANSWERS],
    info="ittiham_desk_build_info",
)
"""The desk's dashboard."""
