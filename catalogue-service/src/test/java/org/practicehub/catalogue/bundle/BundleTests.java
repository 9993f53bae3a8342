package org.practicehub.catalogue.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.practicehub.catalogue.Practices.aPractice;
import static org.practicehub.catalogue.Practices.id;
import static org.practicehub.catalogue.Practices.topic;
import static org.practicehub.catalogue.Practices.withdrawn;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.practicehub.catalogue.TestBroker;
import org.practicehub.catalogue.TestCatalogue;
import org.practicehub.catalogue.TestIssuer;
import org.practicehub.catalogue.TestMongo;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** One instance with practices, and an empty one elsewhere that believes its key. */
class BundleTests {

    private static final String BUNDLE = "/api/v1/exports/practices.bundle";

    @TempDir static Path folder;

    static final HttpClient http = HttpClient.newHttpClient();
    static TestIssuer issuer;
    static TestMongo mongoHere;
    static TestMongo mongoThere;
    static TestBroker brokerHere;
    static TestBroker brokerThere;
    static TestCatalogue here;
    static TestCatalogue there;

    @BeforeAll
    static void start() throws Exception {
        issuer = new TestIssuer();
        mongoHere = new TestMongo();
        mongoThere = new TestMongo();
        brokerHere = new TestBroker(folder.resolve("broker-here")).start();
        brokerThere = new TestBroker(folder.resolve("broker-there")).start();
        here =
                TestCatalogue.start(
                        brokerHere.address(),
                        mongoHere.uri(),
                        folder.resolve("here"),
                        issuer.arguments());
        String key = here.get(BUNDLE + ".key").body().strip();
        there =
                TestCatalogue.start(
                        brokerThere.address(),
                        mongoThere.uri(),
                        folder.resolve("there"),
                        issuer.arguments()[0],
                        issuer.arguments()[1],
                        "--CATALOGUE_TRUSTED_BUNDLE_KEYS=" + key);
        await().atMost(Duration.ofSeconds(60)).until(() -> here.isReady() && there.isReady());
        brokerHere.send(
                aPractice().about("MA").on("labour").published(1),
                aPractice().numbered(2).titled("المغرب \"2\"\n🤝").about("TN").published(4),
                aPractice().numbered(3).published(1),
                withdrawn(3, 2, "sent by mistake"),
                topic("labour", "Labour migration"));
        await().until(() -> here.ids("/api/v1/practices").size() == 2);
        await().until(() -> files(bundle(here)).get("practices.jsonl").contains("sent by mistake"));
        await().until(() -> !files(bundle(here)).get("topics.jsonl").isEmpty());
    }

    @AfterAll
    static void stop() {
        there.close();
        here.close();
        brokerThere.close();
        brokerHere.close();
        mongoThere.close();
        mongoHere.close();
        issuer.close();
    }

    @Test
    void anotherInstanceBecomesTheSame() {
        byte[] bundle = bundle(here);
        HttpResponse<String> taken = give(there, bundle, issuer.token("administrator"));
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        assertThat(taken.body()).contains("\"events\":4", "https://hub.example/");
        await().until(() -> there.ids("/api/v1/practices").size() == 2);
        await().untilAsserted(
                        () ->
                                assertThat(manifest(bundle(there)).get("files"))
                                        .isEqualTo(manifest(bundle).get("files")));
        assertThat(there.json("/api/v1/practices?facets=country,topic"))
                .isEqualTo(here.json("/api/v1/practices?facets=country,topic"));
        assertThat(there.get("/api/v1/practices/" + id(3)).statusCode()).isEqualTo(410);

        assertThat(give(there, bundle, issuer.token("administrator")).statusCode()).isEqualTo(200);
        assertThat(manifest(bundle(there)).get("files")).isEqualTo(manifest(bundle).get("files"));
    }

    @Test
    void whatWasChangedOnTheWayIsRefused() {
        Map<String, String> files = files(bundle(here));
        files.computeIfPresent("practices.jsonl", (name, text) -> text.replace("Skills", "Shills"));
        refused(there, zip(files), "not the one that was signed");

        files = files(bundle(here));
        files.computeIfPresent("manifest.json", (name, text) -> text.replace("hub.ex", "hub.ez"));
        refused(there, zip(files), "not signed by a key that is trusted");

        files = files(bundle(here));
        files.remove("topics.jsonl");
        refused(there, zip(files), "has no topics.jsonl");

        refused(there, "nonsense".getBytes(StandardCharsets.UTF_8), "cannot be read");
    }

    @Test
    void aBundleOfAStrangerIsRefused() {
        // The instance elsewhere signs with a key of its own, which nobody was told of.
        refused(here, bundle(there), "not signed by a key that is trusted");
        assertThat(give(here, bundle(here), issuer.token("administrator")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void onlyAdministratorsTakeBundlesIn() {
        assertThat(give(there, bundle(here), issuer.token("contributor")).statusCode())
                .isEqualTo(403);
        assertThat(give(there, bundle(here), issuer.token("moderator")).statusCode())
                .isEqualTo(403);
        assertThat(give(there, bundle(here), "nonsense").statusCode()).isEqualTo(401);
    }

    private static void refused(TestCatalogue by, byte[] bundle, String why) {
        HttpResponse<String> refused = give(by, bundle, issuer.token("administrator"));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains(why);
    }

    private static HttpResponse<String> give(TestCatalogue to, byte[] bundle, String token) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address(to) + "/api/v1/bundles"))
                        .header("Content-Type", "application/zip")
                        .header("Authorization", "Bearer " + token)
                        .POST(BodyPublishers.ofByteArray(bundle))
                        .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bundle(TestCatalogue catalogue) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address(catalogue) + BUNDLE)).build();
        try {
            return http.send(request, BodyHandlers.ofByteArray()).body();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String address(TestCatalogue catalogue) {
        return "http://127.0.0.1:" + catalogue.port();
    }

    private static JsonNode manifest(byte[] bundle) {
        return JsonMapper.shared().readTree(files(bundle).get("manifest.json"));
    }

    /** By name; Latin-1, so that no byte is lost. */
    private static Map<String, String> files(byte[] bundle) {
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bundle))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(
                        entry.getName(),
                        new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return files;
    }

    private static byte[] zip(Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.ISO_8859_1));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }
}
