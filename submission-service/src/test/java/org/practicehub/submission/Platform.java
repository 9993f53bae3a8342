package org.practicehub.submission;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.practicehub.events.EventCodec;
import org.practicehub.events.HubEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

/** A broker, a store and an identity provider for tests, and the service on top of them. */
public final class Platform {

    public static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String ISSUER = "http://issuer.test";

    public final EmbeddedKafkaBroker kafka;
    public final MongoServer mongo;
    public final InetSocketAddress mongoAddress;
    private final HttpServer keys;
    private final RSAKey key;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private static final class Shared {
        static final Platform PLATFORM = new Platform();
    }

    /** One for all tests that need nothing of their own; each brings its own database. */
    public static Platform shared() {
        return Shared.PLATFORM;
    }

    private Platform() {
        try {
            kafka =
                    new EmbeddedKafkaKraftBroker(1, 6)
                            .brokerProperty("auto.create.topics.enable", "false");
            kafka.afterPropertiesSet();
            mongo = new MongoServer(new MemoryBackend());
            mongoAddress = mongo.bind();
            key = new RSAKeyGenerator(2048).keyID("test").generate();
            keys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        byte[] published =
                new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        keys.createContext(
                "/jwks",
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, published.length);
                    exchange.getResponseBody().write(published);
                    exchange.close();
                });
        keys.start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    private void close() {
        keys.stop(0);
        mongo.shutdownNow();
        kafka.destroy();
    }

    /** Where the service meets a store and a broker. */
    public final class Running implements AutoCloseable {

        public final ConfigurableApplicationContext context;
        public final String url;

        private Running(ConfigurableApplicationContext context) {
            this.context = context;
            this.url =
                    "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
        }

        public Answer get(String path, String token) {
            return send(request(path, token).GET());
        }

        public Answer post(String path, String token, String body, String... headers) {
            return send(
                    with(request(path, token), headers)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body)));
        }

        public Answer put(String path, String token, String body, String... headers) {
            return send(
                    with(request(path, token), headers)
                            .header("Content-Type", "application/json")
                            .PUT(HttpRequest.BodyPublishers.ofString(body)));
        }

        /** Posts JSON Lines. */
        public Answer importLines(String token, String lines, String... headers) {
            return send(
                    with(request("/api/v1/imports", token), headers)
                            .header("Content-Type", "application/x-ndjson")
                            .POST(HttpRequest.BodyPublishers.ofString(lines)));
        }

        public HttpRequest.Builder request(String path, String token) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(30));
            return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
        }

        private HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
            return headers.length == 0 ? request : request.headers(headers);
        }

        public Answer send(HttpRequest.Builder request) {
            try {
                return new Answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            context.close();
        }
    }

    /** An answer of the service. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public String etag() {
            return header("ETag");
        }

        public String id() {
            return json().get("id").stringValue();
        }

        /** The name of the problem. */
        public String problem() {
            return json().get("type").stringValue().replace("urn:practicehub:problem:", "");
        }

        public List<String> pointers() {
            List<String> pointers = new ArrayList<>();
            json().get("errors").forEach(error -> pointers.add(error.get("pointer").stringValue()));
            return pointers;
        }

        @Override
        public String toString() {
            return response.statusCode() + " " + response.body();
        }
    }

    public static String freshDatabase() {
        return "test_" + UUID.randomUUID().toString().replace("-", "");
    }

    /** Starts the service on a database of the given name. */
    public Running start(String database, String... more) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--server.port=0",
                                "--submission.instance.name=test-" + database,
                                "--MONGODB_URI=mongodb://localhost:" + mongoAddress.getPort(),
                                "--spring.mongodb.database=" + database,
                                "--spring.kafka.bootstrap-servers=" + kafka.getBrokersAsString(),
                                "--OIDC_ISSUER_URI=" + ISSUER,
                                "--OIDC_JWK_SET_URI=http://localhost:"
                                        + keys.getAddress().getPort()
                                        + "/jwks",
                                "--submission.tagger.url=http://localhost:"
                                        + keys.getAddress().getPort(),
                                // Tests leave this machine alone, and others more so.
                                "--submission.links.visit=false",
                                "--submission.relay.removal-delay=PT0.05S",
                                "--submission.relay.answer-delay=PT0.05S",
                                "--logging.level.root=WARN"));
        for (String argument : more) {
            // The same property twice would become a list.
            String name = argument.substring(0, argument.indexOf('=') + 1);
            arguments.removeIf(before -> before.startsWith(name));
            arguments.add(argument);
        }
        return new Running(SubmissionService.application().run(arguments.toArray(String[]::new)));
    }

    public String contributor() {
        return token("ada", "contributor");
    }

    public String moderator() {
        return token("mona", "moderator");
    }

    public String administrator() {
        return token("root", "administrator");
    }

    public String token(String subject, String... roles) {
        return sign(
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .subject(subject)
                        .audience(List.of("gateway", "submission-service"))
                        .claim("roles", List.of(roles))
                        .claim("name", subject + " of Test")
                        .claim("email", subject + "@example.org")
                        .issueTime(new Date())
                        .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                        .build());
    }

    public JWTClaimsSet.Builder claims(String subject, String... roles) {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject(subject)
                .audience(List.of("submission-service"))
                .claim("roles", List.of(roles))
                .expirationTime(Date.from(Instant.now().plusSeconds(600)));
    }

    public String sign(JWTClaimsSet claims) {
        return sign(claims, key);
    }

    public static String sign(JWTClaimsSet claims, RSAKey key) {
        try {
            SignedJWT jwt =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("test").build(),
                            claims);
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As if our public key, which everybody has, were a secret that we sign with. */
    public List<String> signedWithThePublicKey(JWTClaimsSet claims) {
        try {
            byte[] bytes = key.toRSAPublicKey().getEncoded();
            String pem =
                    "-----BEGIN PUBLIC KEY-----\n"
                            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                            + "\n-----END PUBLIC KEY-----\n";
            List<String> tokens = new ArrayList<>();
            for (byte[] secret : List.of(bytes, pem.getBytes(StandardCharsets.UTF_8))) {
                SignedJWT jwt =
                        new SignedJWT(
                                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("test").build(),
                                claims);
                jwt.sign(new MACSigner(secret));
                tokens.add(jwt.serialize());
            }
            return tokens;
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything on a topic so far. */
    public List<ConsumerRecord<String, byte[]>> records(String topic) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.getBrokersAsString());
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (Consumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    /** The events of a practice on a topic so far, in order; null for a tombstone. */
    public List<HubEvent> events(String topic, String practice) {
        List<HubEvent> events = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records(topic)) {
            if (practice.equals(record.key())) {
                EventCodec.Decoded decoded =
                        EventCodec.decode(
                                name ->
                                        record.headers().lastHeader(name) == null
                                                ? null
                                                : record.headers().lastHeader(name).value(),
                                record.value());
                events.add(
                        decoded instanceof EventCodec.Decoded.Known known ? known.event() : null);
            }
        }
        return events;
    }

    public void publish(String topic, HubEvent event) {
        EventCodec.Encoded encoded = EventCodec.encode(event, "test");
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic, encoded.key(), encoded.value());
        encoded.headers()
                .forEach(
                        (name, value) ->
                                record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        publish(record);
    }

    public void publish(ProducerRecord<String, byte[]> record) {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(
                        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.getBrokersAsString()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
