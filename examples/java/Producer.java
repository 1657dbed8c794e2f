// Push articles, one a line as JSON on standard input, with Apache Kafka's own client.

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

class Producer {
    public static void main(String[] arguments) throws Exception {
        var environment = System.getenv();
        var topic = environment.getOrDefault("ITTIHAM_TOPIC_PREFIX", "") + "articles.raw";
        Map<String, Object> settings = Map.of(
            "bootstrap.servers", environment.getOrDefault("ITTIHAM_BOOTSTRAP_SERVERS", "127.0.0.1:9092"),
            "acks", "all", "enable.idempotence", true, "compression.type", "lz4");
        var json = new ObjectMapper();
        var answers = new ArrayList<Future<RecordMetadata>>();
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
             var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line; (line = lines.readLine()) != null; ) {
                // The id as key keeps an article's events, and those of its later revisions, in order.
                var key = json.readTree(line).required("id").textValue();
                answers.add(producer.send(new ProducerRecord<>(topic, key, line)));
            }
        }
        for (var answer : answers) answer.get(); // throws what the broker refused
        System.out.println(answers.size() + " articles pushed");
    }
}
