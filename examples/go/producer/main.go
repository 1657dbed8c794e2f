// Push articles, one a line as JSON on standard input, with franz-go.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/twmb/franz-go/pkg/kgo"
)

func main() {
	servers := os.Getenv("ITTIHAM_BOOTSTRAP_SERVERS")
	if servers == "" {
		servers = "127.0.0.1:9092"
	}
	// acks of all replicas and an idempotent producer are franz-go's defaults.
	client, err := kgo.NewClient(
		kgo.SeedBrokers(strings.Split(servers, ",")...),
		kgo.DefaultProduceTopic(os.Getenv("ITTIHAM_TOPIC_PREFIX")+"articles.raw"),
		kgo.ProducerBatchCompression(kgo.Lz4Compression()),
	)
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()

	count, ctx := 0, context.Background()
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20) // an article may have 256 KiB
	for lines.Scan() {
		var article struct{ ID string }
		line := []byte(lines.Text())
		if err := json.Unmarshal(line, &article); err != nil {
			log.Fatal(err)
		}
		// The id as key keeps an article's events, and those of its later revisions, in order.
		client.Produce(ctx, &kgo.Record{Key: []byte(article.ID), Value: line}, func(record *kgo.Record, err error) {
			if err != nil {
				log.Fatalf("%s: %v", record.Key, err)
			}
		})
		count++
	}
	if err := lines.Err(); err != nil {
		log.Fatal(err)
	}
	if err := client.Flush(ctx); err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%d articles pushed\n", count)
}
