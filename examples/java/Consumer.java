// Follow the accusations with Apache Kafka's own client: each record once, each claim once, corrections in place.

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

class Consumer {
    /** What is held of an article: its events' claims by ce_id. */
    record Article(String content, Map<String, String> events) {}

    public static void main(String[] arguments) throws Exception {
        var environment = System.getenv();
        Map<String, Object> settings = Map.of(
            "bootstrap.servers", environment.getOrDefault("ITTIHAM_BOOTSTRAP_SERVERS", "127.0.0.1:9092"),
            "group.id", "example-java", "isolation.level", "read_committed",
            // What is held lives in memory, so each start reads all of it anew. Who stores it commits what is stored.
            "auto.offset.reset", "earliest", "enable.auto.commit", false);
        var json = new ObjectMapper();
        var articles = new HashMap<String, Article>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(environment.getOrDefault("ITTIHAM_TOPIC_PREFIX", "") + "accusations"));
            while (true) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    var event = json.readTree(record.value());
                    var id = new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
                    var content = event.get("content_id").textValue();
                    var article = articles.get(event.get("article_id").textValue());
                    if (article == null || !article.content.equals(content)) { // new, or corrected: what it said is void
                        article = new Article(content, new HashMap<>());
                        articles.put(event.get("article_id").textValue(), article);
                    }
                    if (article.events.putIfAbsent(id, event.get("claim_id").textValue()) != null) continue; // came twice
                    var claims = new HashSet<String>();
                    for (var held : articles.values()) claims.addAll(held.events.values());
                    System.out.printf("%s -> %s %s claims=%d%n", parties(event.get("accusers")),
                        parties(event.get("accused")), event.get("type").textValue(), claims.size());
                }
            }
        }
    }

    static String parties(JsonNode side) {
        var names = new StringJoiner(",").setEmptyValue("?");
        for (var party : side) names.add(party.get("cameo").asText(party.get("country").asText(party.get("text").asText())));
        return names.toString();
    }
}
