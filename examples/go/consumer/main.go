// Follow the accusations with franz-go: each record once, each claim once, corrections in place.
package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/twmb/franz-go/pkg/kgo"
)

type event struct {
	ArticleID         string `json:"article_id"`
	ContentID         string `json:"content_id"`
	ClaimID           string `json:"claim_id"`
	Type              string
	Accusers, Accused []struct{ Cameo, Country, Text string }
}

// What is held: article id to content id to ce_id to claim.
var articles = map[string]map[string]map[string]string{}

func main() {
	// No group and nothing committed: what is held lives in memory, so each start reads all of it anew.
	client, err := kgo.NewClient(
		kgo.SeedBrokers(strings.Split(cmp.Or(os.Getenv("ITTIHAM_BOOTSTRAP_SERVERS"), "127.0.0.1:9092"), ",")...),
		kgo.ConsumeTopics(os.Getenv("ITTIHAM_TOPIC_PREFIX")+"accusations"),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()), kgo.FetchIsolationLevel(kgo.ReadCommitted()))
	for err == nil {
		fetches := client.PollFetches(context.Background())
		err = fetches.Err()
		fetches.EachRecord(take)
	}
	log.Fatal(err)
}

func take(record *kgo.Record) {
	var id string
	for _, header := range record.Headers {
		if header.Key == "ce_id" {
			id = string(header.Value)
		}
	}
	var event event
	if err := json.Unmarshal(record.Value, &event); err != nil {
		log.Fatal(err)
	}
	held := articles[event.ArticleID][event.ContentID]
	if held == nil { // new, or corrected: what it said is void
		held = map[string]string{}
		articles[event.ArticleID] = map[string]map[string]string{event.ContentID: held}
	}
	if _, twice := held[id]; !twice {
		held[id] = event.ClaimID
		fmt.Printf("%s -> %s %s claims=%d\n", names(event.Accusers), names(event.Accused), event.Type, claims())
	}
}

func claims() int {
	all := map[string]bool{}
	for _, article := range articles {
		for _, content := range article {
			for _, claim := range content {
				all[claim] = true
			}
		}
	}
	return len(all)
}

func names(parties []struct{ Cameo, Country, Text string }) string {
	var all []string
	for _, party := range parties {
		all = append(all, cmp.Or(party.Cameo, party.Country, party.Text))
	}
	return cmp.Or(strings.Join(all, ","), "?")
}
