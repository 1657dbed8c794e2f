"""The dashboard *Accusations*: who accuses whom, how often, and how far the numbers can be trusted. For analysts."""

from typing import Final

from monitoring.grafana.panels import Board, Panel, Query, Row

__all__ = ["ACCUSATIONS"]

_NAMED: Final = 'country!~"none|unnamed"'
"""Parties that belong to a country we know."""
_MADE: Final = "Denials, negated and hypothetical ones do not count."


def _share(part: str, whole: str, over: str) -> str:
    return f"sum(increase({part}[{over}])) / (sum(increase({whole}[{over}])) > 0)"


_REPORTED: Final = Row(
    "What is reported?",
    [
        Panel(
            "How many articles were read?",
            "Articles enriched in the time shown.",
            "short",
            [Query("sum(increase(ittiham_articles_enriched_total[$__range]))", "articles")],
            kind="number",
            width=6,
        ),
        Panel(
            "How many events were found?",
            "Events of all types in the time shown, denials included.",
            "short",
            [Query("sum(increase(ittiham_accusations_published_total[$__range]))", "events")],
            kind="number",
            width=6,
        ),
        Panel(
            "What share of the articles reports an accusation?",
            f"Articles with at least one accusation, of all articles. {_MADE}",
            "percentunit",
            [
                Query(
                    _share("ittiham_articles_with_accusation_total", "ittiham_articles_enriched_total", "$__range"),
                    "articles",
                )
            ],
            kind="number",
            width=6,
            may_be_empty="no article was enriched in the time shown",
        ),
        Panel(
            "How often is an actor unknown?",
            "Mentions of actors that the lexicon cannot name, of all. A rise calls for additions to the lexicon.",
            "percentunit",
            [Query(_share('ittiham_actors_total{known="false"}', "ittiham_actors_total", "$__range"), "unknown")],
            kind="number",
            width=6,
            warn=0.3,
            alarm=0.6,
            may_be_empty="no actor was mentioned in the time shown",
        ),
        Panel(
            "What kinds of events, over time?",
            "Events a second by type: accuse, blame, condemn, charge, deny.",
            "ops",
            [Query("sum by (type) (rate(ittiham_accusations_published_total[$__rate_interval]))", "{{type}}")],
            kind="stack",
            width=24,
        ),
    ],
)

_WHO: Final = Row(
    "Who accuses whom?",
    [
        Panel(
            "Who accuses most?",
            f"The ten countries whose parties accuse most often in the time shown. {_MADE}",
            "short",
            [
                Query(
                    "topk(10, sum by (country) "
                    f'(increase(ittiham_accusations_by_country_total{{role="accuser",{_NAMED}}}[$__range])) > 0)',
                    "{{country}}",
                )
            ],
            kind="bars",
            width=12,
            may_be_empty="no party of a known country accused anybody",
        ),
        Panel(
            "Who is accused most?",
            f"The ten countries whose parties are accused most often in the time shown. {_MADE}",
            "short",
            [
                Query(
                    "topk(10, sum by (country) "
                    f'(increase(ittiham_accusations_by_country_total{{role="accused",{_NAMED}}}[$__range])) > 0)',
                    "{{country}}",
                )
            ],
            kind="bars",
            width=12,
            may_be_empty="no party of a known country was accused",
        ),
        Panel(
            "How often does each of the watched countries accuse the other?",
            f"The pairs of ITTIHAM_METRIC_PAIRS: who accuses in the rows, who is accused in the columns. {_MADE}",
            "short",
            [Query("sum by (accuser, accused) (increase(ittiham_accusations_by_pair_total[$__range]))")],
            kind="matrix",
            width=12,
        ),
        Panel(
            "Does one of the watched pairs flare up?",
            f"Accusations an hour, by pair; `other` is all that have no counter of their own. {_MADE}",
            "short",
            [
                Query(
                    "3600 * sum by (accuser, accused) (rate(ittiham_accusations_by_pair_total[$__rate_interval]))",
                    "{{accuser}} → {{accused}}",
                )
            ],
            width=12,
        ),
    ],
)

_TRUST: Final = Row(
    "How far can it be trusted?",
    [
        Panel(
            "How sure are the events?",
            "Confidence that is reached by three quarters, half and a quarter of the events, kept off or not.",
            "percentunit",
            [
                Query(
                    f"histogram_quantile({share}, "
                    "sum by (le) (increase(ittiham_accusation_confidence_bucket[$__rate_interval])))",
                    legend,
                )
                for share, legend in ((0.25, "three quarters"), (0.5, "half"), (0.75, "a quarter"))
            ],
            may_be_empty="no event was found in the interval",
        ),
        Panel(
            "How many events are kept off for want of confidence?",
            "Events a second by type that are less sure than ITTIHAM_MIN_CONFIDENCE: only enriched articles list them.",
            "ops",
            [Query("sum by (type) (rate(ittiham_accusations_below_confidence_total[$__rate_interval]))", "{{type}}")],
            kind="stack",
        ),
        Panel(
            "Are more actors unknown than usual?",
            "Share of mentions that the lexicon cannot name.",
            "percentunit",
            [
                Query(
                    _share('ittiham_actors_total{known="false"}', "ittiham_actors_total", "$__rate_interval"), "unknown"
                )
            ],
            may_be_empty="no actor was mentioned in the interval",
        ),
        Panel(
            "How often does nobody say who?",
            "Accusations whose accuser or accused is not named, or of no country we know, each as a share of all.",
            "percentunit",
            [
                Query(
                    "sum by (role, country) (increase("
                    'ittiham_accusations_by_country_total{country=~"none|unnamed"}[$__rate_interval])) '
                    "/ on (role) group_left () (sum by (role) "
                    "(increase(ittiham_accusations_by_country_total[$__rate_interval])) > 0)",
                    "{{role}} {{country}}",
                )
            ],
            may_be_empty="there was no accusation in the interval, or all its parties have a country",
        ),
        Panel(
            "How many articles carry markup?",
            "Share of articles with tags, entities or links of Markdown in title or text. They are read past.",
            "percentunit",
            [
                Query(
                    _share("ittiham_articles_with_markup_total", "ittiham_articles_enriched_total", "$__rate_interval"),
                    "with markup",
                )
            ],
            may_be_empty="no article was enriched in the interval",
        ),
        Panel(
            "Are the articles Arabic at all?",
            "Shares of articles without a letter of Arabic, and of those in Persian, Urdu, Pashto, Kurdish. Both are "
            "published without events.",
            "percentunit",
            [
                Query(
                    _share(
                        "ittiham_articles_without_arabic_total", "ittiham_articles_enriched_total", "$__rate_interval"
                    ),
                    "without Arabic",
                ),
                Query(
                    _share(
                        "ittiham_articles_in_other_language_total",
                        "ittiham_articles_enriched_total",
                        "$__rate_interval",
                    ),
                    "in another language",
                ),
            ],
            may_be_empty="no article was enriched in the interval",
        ),
    ],
)

ACCUSATIONS: Final = Board(
    "ittiham-accusations",
    "Ittiham: Accusations",
    "Who accuses whom, as reported by the articles; each report counts, not each event in the world.",
    [_REPORTED, _WHO, _TRUST],
    since="now-24h",
)
"""The analysts' dashboard."""
