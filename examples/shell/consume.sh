#!/bin/sh
# Follow the accusations with kcat and jq: each record once, each claim once, corrections in place.
set -eu
servers=${ITTIHAM_BOOTSTRAP_SERVERS:-127.0.0.1:9092}
topic=${ITTIHAM_TOPIC_PREFIX:-}accusations

# No group and nothing committed: what is held lives in jq's memory, so each start reads all of it anew.
kcat -C -q -u -J -b "$servers" -t "$topic" -o beginning -X isolation.level=read_committed |
  jq --null-input --raw-output --unbuffered '
    def parties: map(.cameo // .country // .text) | join(",") | if . == "" then "?" else . end;

    foreach (inputs | {id: (.headers as $all | $all[($all | index("ce_id")) + 1]), event: (.payload | fromjson)}) as {$id, $event}
      ({articles: {}};
        $event.article_id as $article
        # New, or corrected: what it said is void.
        | if .articles[$article].content != $event.content_id
          then .articles[$article] = {content: $event.content_id, events: {}} else . end
        | .twice = (.articles[$article].events | has($id))
        | .articles[$article].events[$id] = $event.claim_id;

        select(.twice | not)
        | ([.articles[].events[]] | unique | length) as $claims
        | "\($event.accusers | parties) -> \($event.accused | parties) \($event.type) claims=\($claims)")'
