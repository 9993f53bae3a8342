package org.practicehub.catalogue.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandSucceededEvent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.practicehub.catalogue.TestMongo;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

@Timeout(60)
class ReadModelsTests {

    @Test
    void anAnswerAskedForBeforeASwitchDoesNotUndoIt() {
        SlowAnswer slow = new SlowAnswer();
        try (TestMongo mongo = new TestMongo();
                MongoClient client =
                        MongoClients.create(
                                MongoClientSettings.builder()
                                        .applyConnectionString(new ConnectionString(mongo.uri()))
                                        .addCommandListener(slow)
                                        .build())) {
            ReadModels models = new ReadModels(() -> client.getDatabase("catalogue"));
            models.complete(models.begin().candidate());

            CompletableFuture<Generations> asked =
                    CompletableFuture.supplyAsync(() -> slow.toThis(models::asked));
            slow.awaitAnswer();
            models.switchOver();
            slow.arrives();

            assertThat(asked.join().live()).isEqualTo("practices-2");
            assertThat(models.generations().live()).isEqualTo("practices-2");
        }
    }

    /** Keeps an answer of the store that is already on its way. */
    private static final class SlowAnswer implements CommandListener {

        private final CountDownLatch answered = new CountDownLatch(1);
        private final CountDownLatch arrived = new CountDownLatch(1);
        private final ThreadLocal<Boolean> mine = ThreadLocal.withInitial(() -> false);

        <T> T toThis(Supplier<T> question) {
            mine.set(true);
            return question.get();
        }

        void awaitAnswer() {
            await(answered);
        }

        void arrives() {
            arrived.countDown();
        }

        @Override
        public void commandSucceeded(CommandSucceededEvent event) {
            if (mine.get()) {
                answered.countDown();
                await(arrived);
            }
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
