#!/bin/sh
# Push articles, one a line as JSON on standard input, with kcat and jq.
set -eu
servers=${ITTIHAM_BOOTSTRAP_SERVERS:-127.0.0.1:9092}
topic=${ITTIHAM_TOPIC_PREFIX:-}articles.raw
tab=$(printf '\t')
lines=$(mktemp)
trap 'rm -f "$lines"' EXIT

# The id as key keeps an article's events, and those of its later revisions, in order. In JSON a tab is written \t, so a
# tab separates the two. A line that is no JSON, or has no id, ends this before anything is sent.
jq --raw-output '(.id // error("an article without id")) + "\t" + tojson' > "$lines"

# kcat ends with another status than 0 when the broker refuses a record.
kcat -P -b "$servers" -t "$topic" -K "$tab" -z lz4 -X acks=all -X enable.idempotence=true -l "$lines"
echo "$(wc -l < "$lines" | tr -d ' ') articles pushed"
