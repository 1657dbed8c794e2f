"""The dashboard *Stream*: does it keep up, and if not, why? For operators."""

from typing import Final

from monitoring.grafana.panels import Board, Panel, Query, Row

__all__ = ["STREAM"]

_FINE: Final = Row(
    "Is it fine?",
    [
        Panel(
            "Are the workers up?",
            "Workers that answered Prometheus last time. The number should be that of the workers started.",
            "short",
            [Query("count(up == 1) or vector(0)", "up")],
            kind="number",
            width=4,
            alarm=0,
            warn=1,
            alerts=("IttihamNoWorkers", "IttihamWorkerDown", "IttihamWorkerRestarting"),
        ),
        Panel(
            "How are they?",
            "The worst state of any partition, by Burrow's rules: ok, warning (behind and not catching up), rewound, "
            "stalled (records wait, the offset does not move), offset_out_of_range (the group's offset is none of the "
            "log), stopped (nobody commits), with the number of workers.",
            "short",
            [Query("sum by (state) (ittiham_consumer_state) > 0", "{{state}}")],
            kind="number",
            width=4,
        ),
        Panel(
            "How old is the oldest article that waits?",
            "Lag in seconds, measured: the age of the oldest record not done. Orange: as old as the alert on falling "
            "behind allows. Red: an hour.",
            "s",
            [Query("max(ittiham_consumer_lag_seconds)", "oldest")],
            kind="number",
            width=4,
            warn=300,
            alarm=3600,
        ),
        Panel(
            "How many articles wait?",
            "Lag in records, over all partitions, as the broker itself counts it, transactions aside.",
            "short",
            [Query("sum(max by (topic, partition) (ittiham_consumer_lag_records))", "waiting")],
            kind="number",
            width=4,
        ),
        Panel(
            "How many articles a second?",
            "Raw records handled, dead-lettered ones included.",
            "ops",
            [Query("sum(rate(ittiham_articles_consumed_total[$__rate_interval]))", "consumed")],
            kind="number",
            width=4,
        ),
        Panel(
            "What share is dead-lettered?",
            "Of the records of the last 15 minutes. The alert compares with what is usual for the sources.",
            "percentunit",
            [
                Query(
                    "sum(rate(ittiham_dead_letters_total[15m])) / "
                    "(sum(rate(ittiham_articles_consumed_total[15m])) > 0)",
                    "dead letters",
                )
            ],
            kind="number",
            width=4,
            warn=0.01,
            alarm=0.2,
            may_be_empty="no article was consumed in 15 minutes, so there is no share",
            alerts=("IttihamDeadLetters",),
        ),
        Panel(
            "Which alerts are raised?",
            "Pending and firing, with what they are about. What each means and what to do is in docs/operations.md.",
            "short",
            [Query('ALERTS{alertname=~"Ittiham.+",job=~"$job"}')],
            kind="table",
            width=24,
            may_be_empty="all is well",
        ),
    ],
)

_KEEPING_UP: Final = Row(
    "Does it keep up?",
    [
        Panel(
            "Does as much come out as goes in?",
            "Raw records in; enriched articles, events and dead letters out. In is enriched and dead letters together.",
            "ops",
            [
                Query("sum(rate(ittiham_articles_consumed_total[$__rate_interval]))", "in: raw records"),
                Query("sum(rate(ittiham_articles_enriched_total[$__rate_interval]))", "out: enriched articles"),
                Query("sum(rate(ittiham_accusations_published_total[$__rate_interval]))", "out: events"),
                Query("sum(rate(ittiham_dead_letters_total[$__rate_interval]))", "out: dead letters"),
            ],
            width=12,
            alerts=("IttihamNotConsuming", "IttihamNoArticles"),
        ),
        Panel(
            "How long from arrival to published?",
            "From the raw record's timestamp to the broker's acknowledgement of all that was made from it. The longest "
            "bucket is a day.",
            "s",
            [
                Query(
                    f"histogram_quantile({q}, sum by (le) "
                    "(rate(ittiham_end_to_end_latency_seconds_bucket[$__rate_interval])))",
                    name,
                )
                for q, name in ((0.5, "p50"), (0.95, "p95"), (0.99, "p99"))
            ],
            width=12,
            may_be_empty="no article was published in the interval, so there is no latency",
        ),
        Panel(
            "Which partition is behind, in seconds?",
            "The age of the oldest record not done, by partition. It grows a second a second while nothing is done.",
            "s",
            [Query("max by (partition) (ittiham_consumer_lag_seconds)", "partition {{partition}}")],
            width=12,
            alerts=("IttihamFallingBehind",),
        ),
        Panel(
            "Which partition is behind, in records?",
            "Records not committed, by partition. One far above the others has a key that is far too frequent.",
            "short",
            [Query("max by (partition) (ittiham_consumer_lag_records)", "partition {{partition}}")],
            width=12,
        ),
    ],
)

_WHY: Final = Row(
    "Why not?",
    [
        Panel(
            "What do the workers spend their time on?",
            "Seconds of each second, by stage. A sum near the number of workers means they are busy all the time: more "
            "workers help. Long publish or commit: the broker is slow.",
            "percentunit",
            [Query("sum by (stage) (rate(ittiham_stage_duration_seconds_sum[$__rate_interval]))", "{{stage}}")],
            kind="stack",
        ),
        Panel(
            "How long does each stage take?",
            "The 95th percentile: parse, segment and analyse for an article, publish and commit for a batch.",
            "s",
            [
                Query(
                    "histogram_quantile(0.95, sum by (stage, le) "
                    "(rate(ittiham_stage_duration_seconds_bucket[$__rate_interval])))",
                    "{{stage}}",
                )
            ],
            may_be_empty="no stage ran in the interval",
        ),
        Panel(
            "Why are records dead-lettered?",
            "Dead letters by reason. processing_error is a bug of Ittiham's, the others are the producer's.",
            "ops",
            [Query("sum by (reason) (rate(ittiham_dead_letters_total[$__rate_interval]))", "{{reason}}")],
            kind="stack",
            alerts=("IttihamProcessingErrors",),
        ),
        Panel(
            "Whose records are dead-lettered?",
            "Dead letters by source: the 20 largest, none where there is no source or it cannot be read.",
            "ops",
            [Query("sum by (source) (rate(ittiham_dead_letters_by_source_total[$__rate_interval]))", "{{source}}")],
            kind="stack",
        ),
        Panel(
            "Whose articles come?",
            "Articles by source: the 20 largest, the rest as other. A source that falls to nothing has stopped.",
            "ops",
            [Query("sum by (source) (rate(ittiham_articles_by_source_total[$__rate_interval]))", "{{source}}")],
            kind="stack",
        ),
        Panel(
            "Has a partition stopped moving?",
            "Seconds for which records have waited at the same committed offset. The alert rings at three minutes.",
            "s",
            [Query("max by (partition) (ittiham_consumer_unmoved_seconds)", "partition {{partition}}")],
            alerts=("IttihamPartitionStalled",),
        ),
        Panel(
            "Was a partition begun anew?",
            "Times in five minutes that the group's offset was none of the log, by reason: recreated (the topic was "
            "made anew), beyond_end, before_start (retention passed it: articles are lost), vanished.",
            "short",
            [Query("sum by (reason) (increase(ittiham_offset_resets_total[5m]))", "{{reason}}")],
            alerts=("IttihamOffsetReset",),
        ),
        Panel(
            "Does a transaction hold articles back?",
            "Records of transactions that are not decided, and those behind them: nobody can read them yet.",
            "short",
            [Query("max by (partition) (ittiham_open_transaction_records)", "partition {{partition}}")],
            alerts=("IttihamOpenTransaction",),
        ),
        Panel(
            "Does the broker refuse anything?",
            "Records that could not be published at the first try, by topic. They are sent again.",
            "ops",
            [Query("sum by (topic) (rate(ittiham_publish_failures_total[$__rate_interval]))", "{{topic}}")],
            alerts=("IttihamPublishFailures",),
        ),
        Panel(
            "Does the broker answer?",
            "1 where a worker's question was answered in the last seconds.",
            "short",
            [Query("ittiham_broker_reachable", "{{instance}}")],
            alerts=("IttihamBrokerUnreachable",),
        ),
        Panel(
            "Who has which share of the partitions?",
            "Partitions by worker. A worker without any is one too many.",
            "short",
            [Query("ittiham_partitions", "{{instance}}")],
            kind="stack",
        ),
        Panel(
            "Does the group come to rest?",
            "Times in five minutes that the group gave out its partitions anew; all workers pause each time.",
            "short",
            [Query("increase(ittiham_rebalances_total[5m])", "{{instance}}")],
            alerts=("IttihamRebalanceStorm",),
        ),
        Panel(
            "Do articles come twice?",
            "Raw records that came again to the worker that had handled them, as after a rebalance. Their ids are the "
            "same, so consumers can tell.",
            "ops",
            [Query("sum(rate(ittiham_articles_redelivered_total[$__rate_interval]))", "again")],
        ),
        Panel(
            "Does the segmenter remember the words?",
            "Share of words found in the cache. It rises for minutes after a start; below 90 % the cache is too small.",
            "percentunit",
            [
                Query(
                    "sum(rate(ittiham_segmenter_cache_hits_total[$__rate_interval])) / "
                    "(sum(rate(ittiham_segmenter_cache_hits_total[$__rate_interval])) + "
                    "sum(rate(ittiham_segmenter_cache_misses_total[$__rate_interval])))",
                    "hits",
                )
            ],
            may_be_empty="no word was segmented in the interval; the farasapy segmenter has no cache",
        ),
        Panel(
            "Does the segmenter stay up?",
            "Restarts of the farasapy segmenter's process in fifteen minutes; always 0 for the native one.",
            "short",
            [Query("increase(ittiham_segmenter_restarts_total[15m])", "{{instance}}")],
            alerts=("IttihamSegmenterRestarting",),
        ),
        Panel(
            "How full are the batches?",
            "Raw records in a batch, on average. Always full means that articles wait.",
            "short",
            [
                Query(
                    "sum(rate(ittiham_batch_records_sum[$__rate_interval])) / "
                    "sum(rate(ittiham_batch_records_count[$__rate_interval]))",
                    "records",
                )
            ],
            may_be_empty="there was no batch in the interval",
        ),
    ],
)

_PROCESSES: Final = Row(
    "What does it cost?",
    [
        Panel(
            "How much memory?",
            "Resident memory by worker. It rises with the segmenter's cache and then stays.",
            "bytes",
            [Query("process_resident_memory_bytes", "{{instance}}")],
        ),
        Panel(
            "How much processor?",
            "Cores in use by worker. One is the most: a worker runs in one thread.",
            "short",
            [Query("rate(process_cpu_seconds_total[$__rate_interval])", "{{instance}}")],
        ),
        Panel(
            "What is running?",
            "Version, segmenter and lexicon by worker. Two lexicons at once: an update is under way.",
            "short",
            [Query("ittiham_build_info", "{{instance}}")],
            kind="table",
        ),
    ],
)

STREAM: Final = Board(
    "ittiham-stream",
    "Ittiham: Stream",
    "Does it keep up with the articles, and if not, why? Read from top to bottom.",
    [_FINE, _KEEPING_UP, _WHY, _PROCESSES],
)
"""The operators' dashboard."""
