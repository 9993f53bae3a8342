package org.practicehub.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.Topics;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class RestartTests {

    private static final Platform PLATFORM = Platform.shared();

    @Test
    void whatWasAcceptedWhileTheBrokerWasAwayIsToldAfterARestartOnce() throws IOException {
        String database = Platform.freshDatabase();
        List<String> ids = new ArrayList<>();
        String approved;
        try (Platform.Running alone =
                PLATFORM.start(
                        database, "--spring.kafka.bootstrap-servers=localhost:" + freePort())) {
            for (int i = 0; i < 20; i++) {
                Platform.Answer answer =
                        alone.post(
                                "/api/v1/submissions",
                                PLATFORM.contributor(),
                                "{\"title\":\"Kept " + i + "\",\"summary\":\"s\"}",
                                "Idempotency-Key",
                                database + i);
                assertThat(answer.status()).isEqualTo(201);
                ids.add(answer.id());
            }
            approved = ids.getFirst();
            assertThat(
                            alone.post(
                                            "/api/v1/review-queue/" + approved + "/approval",
                                            PLATFORM.moderator(),
                                            "{\"withoutTags\":true}",
                                            "If-Match",
                                            "\"1\"")
                                    .status())
                    .isEqualTo(200);
        }

        try (Platform.Running again = PLATFORM.start(database)) {
            assertThat(
                            again.get("/api/v1/review-queue?limit=100", PLATFORM.moderator())
                                    .json()
                                    .get("total")
                                    .intValue())
                    .isEqualTo(19);
            assertThat(
                            again.get("/api/v1/submissions", PLATFORM.contributor())
                                    .json()
                                    .get("total")
                                    .intValue())
                    .isEqualTo(20);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () ->
                                    assertThat(ids)
                                            .allSatisfy(
                                                    id ->
                                                            assertThat(
                                                                            PLATFORM.events(
                                                                                    Topics
                                                                                            .PRACTICE_SUBMISSIONS,
                                                                                    id))
                                                                    .isNotEmpty()));
            assertThat(PLATFORM.events(Topics.PRACTICES, approved))
                    .singleElement()
                    .isInstanceOf(PracticePublished.class);
            for (String id : ids.subList(1, 20)) {
                assertThat(PLATFORM.events(Topics.PRACTICE_SUBMISSIONS, id)).hasSize(1);
            }
            for (int i = 0; i < 20; i++) {
                assertThat(
                                again.post(
                                                "/api/v1/submissions",
                                                PLATFORM.contributor(),
                                                "{\"title\":\"Kept " + i + "\",\"summary\":\"s\"}",
                                                "Idempotency-Key",
                                                database + i)
                                        .id())
                        .isEqualTo(ids.get(i));
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
