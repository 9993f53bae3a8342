package org.practicehub.notification;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;

import jakarta.mail.internet.MimeMessage;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.practicehub.events.EventCodec;
import org.practicehub.events.HubEvent;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.Topics;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A broker, a store and a mail server in this JVM, and the service as often as a test wants. */
final class Hub implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final EmbeddedKafkaKraftBroker broker;
    private final MongoServer mongo = new MongoServer(new MemoryBackend());
    private final KafkaProducer<String, byte[]> producer;
    private final List<Service> services = new ArrayList<>();
    final ShiftedClock clock = new ShiftedClock();
    final Issuer issuer = new Issuer();
    private GreenMail mail;
    private final int mailPort;

    /** Time as it is, and as much later as a test wants. */
    static final class ShiftedClock extends Clock {
        private volatile Duration shift = Duration.ZERO;

        void forward(Duration by) {
            shift = shift.plus(by);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(shift);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** One running instance. */
    record Service(ConfigurableApplicationContext context, int port) {

        <T> T bean(Class<T> type) {
            return context.getBean(type);
        }

        void stop() {
            context.close();
        }

        HttpResponse<String> post(String path, String contentType, String body) {
            return exchange(
                    request(path)
                            .header("Content-Type", contentType)
                            .POST(HttpRequest.BodyPublishers.ofString(body)));
        }

        HttpResponse<String> post(String path, String json) {
            return post(path, "application/json", json);
        }

        /** With a token; a body that is empty is none. */
        HttpResponse<String> as(String token, String method, String path, String json) {
            return exchange(
                    request(path)
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .method(method, HttpRequest.BodyPublishers.ofString(json)));
        }

        HttpResponse<String> get(String path) {
            return exchange(request(path).GET());
        }

        HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        }

        HttpResponse<String> exchange(HttpRequest.Builder request) {
            try {
                return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    Hub() {
        broker = new EmbeddedKafkaKraftBroker(1, Topics.PARTITIONS);
        broker.brokerProperties(
                Map.of(
                        "auto.create.topics.enable",
                        "false",
                        "group.initial.rebalance.delay.ms",
                        "0"));
        broker.afterPropertiesSet();
        mongo.bind();
        mail = mailServer(0);
        mailPort = mail.getSmtp().getPort();
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", brokers(), "linger.ms", 0),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    private static GreenMail mailServer(int port) {
        GreenMail server = new GreenMail(new ServerSetup(port, "localhost", "smtp"));
        server.start();
        return server;
    }

    String brokers() {
        return broker.getBrokersAsString();
    }

    String mongoUri() {
        return "mongodb://localhost:" + mongo.getLocalAddress().getPort();
    }

    Service start(String... more) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--SERVER_PORT=0",
                                "--KAFKA_BOOTSTRAP_SERVERS=" + brokers(),
                                "--MONGODB_URI=" + mongoUri(),
                                "--SMTP_PORT=" + mailPort,
                                "--OIDC_ISSUER_URI=" + Issuer.NAME,
                                "--OIDC_JWK_SET_URI=" + issuer.keys(),
                                "--spring.jmx.enabled=false",
                                "--logging.level.root=WARN",
                                "--logging.level.org.practicehub=INFO"));
        arguments.addAll(Arrays.asList(more));
        SpringApplication application = NotificationService.application();
        application.addInitializers(
                context ->
                        ((GenericApplicationContext) context)
                                .registerBean(
                                        "testClock",
                                        Clock.class,
                                        () -> clock,
                                        bean -> bean.setPrimary(true)));
        ConfigurableApplicationContext context = application.run(arguments.toArray(String[]::new));
        Service service =
                new Service(
                        context,
                        context.getEnvironment()
                                .getRequiredProperty("local.server.port", Integer.class));
        services.add(service);
        Awaiting.until(() -> service.get("/actuator/health/readiness").statusCode() == 200);
        return service;
    }

    void mailServerGoes() {
        mail.stop();
    }

    void mailServerComesBack() {
        mail = mailServer(mailPort);
    }

    List<MimeMessage> mails() {
        return List.of(mail.getReceivedMessages());
    }

    List<MimeMessage> mailsTo(String address) {
        return mails().stream()
                .filter(message -> Mails.to(message).equalsIgnoreCase(address))
                .toList();
    }

    static String wish(String criteria, String address, String language) {
        return """
        {"criteria":%s,"channel":{"type":"email","address":"%s"},\
        "cadence":"immediate","language":"%s"}\
        """
                .formatted(criteria, address, language);
    }

    /** Asks, awaits the mail, confirms. */
    void subscribe(Service service, String criteria, String address) {
        subscribeWith(service, address, wish(criteria, address, "en"));
    }

    void subscribeWith(Service service, String address, String wish) {
        int before = mailsTo(address).size();
        HttpResponse<String> asked = service.post("/api/v1/subscriptions", wish);
        if (asked.statusCode() != 202) {
            throw new IllegalStateException(asked.body());
        }
        Awaiting.until(() -> mailsTo(address).size() > before);
        HttpResponse<String> confirmed =
                service.post(
                        "/api/v1/subscriptions/confirmation",
                        "{\"token\":\"" + Mails.token(mailsTo(address).getLast()) + "\"}");
        if (confirmed.statusCode() != 200) {
            throw new IllegalStateException(confirmed.statusCode() + " " + confirmed.body());
        }
    }

    void send(String topic, HubEvent event) {
        EventCodec.Encoded encoded = EventCodec.encode(event, "test");
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic, encoded.key(), encoded.value());
        encoded.headers()
                .forEach((k, v) -> record.headers().add(k, v.getBytes(StandardCharsets.UTF_8)));
        send(record);
    }

    void send(ProducerRecord<String, byte[]> record) {
        try {
            producer.send(record).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    List<ConsumerRecord<String, byte[]>> deadLetters(String group) {
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", brokers()),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    IntStream.range(0, Topics.PARTITIONS)
                            .mapToObj(n -> new TopicPartition(Topics.deadLetters(group).name(), n))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> letters = new ArrayList<>();
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(letters::add);
            }
            return letters;
        }
    }

    void publish(PracticePublished practice) {
        send(Topics.PRACTICES, practice);
    }

    /** As published at this moment. */
    PracticePublished now(PracticePublished p) {
        Instant now = clock.instant();
        return new PracticePublished(
                p.practiceId(),
                p.sequence(),
                now,
                p.revision(),
                p.content(),
                p.tags(),
                now,
                now,
                p.notifiableRevision(),
                now,
                p.reason());
    }

    @Override
    public void close() {
        services.stream().filter(s -> s.context().isActive()).forEach(Service::stop);
        producer.close(Duration.ofSeconds(1));
        mail.stop();
        mongo.shutdownNow();
        issuer.close();
        broker.destroy();
    }
}
