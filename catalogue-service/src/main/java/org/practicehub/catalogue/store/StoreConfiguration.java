package org.practicehub.catalogue.store;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;

import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.data.mongodb.core.MongoTemplate;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The collections of the read model, and how long a reader waits for an absent store. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    /** Readers are told within seconds that the store is away instead of the driver's 30. */
    private static final int SELECTION_SECONDS = 2;

    private static final int MOST_ATTEMPTS = 720;
    private static final Logger log = LoggerFactory.getLogger(StoreConfiguration.class);

    @Bean
    MongoClientSettingsBuilderCustomizer impatience() {
        return settings ->
                settings.applyToClusterSettings(
                                cluster ->
                                        cluster.serverSelectionTimeout(
                                                SELECTION_SECONDS, TimeUnit.SECONDS))
                        .applyToSocketSettings(
                                socket ->
                                        socket.connectTimeout(SELECTION_SECONDS, TimeUnit.SECONDS)
                                                .readTimeout(20, TimeUnit.SECONDS));
    }

    @Bean
    ReadModels readModels(MongoTemplate mongo) {
        return new ReadModels(mongo::getDb);
    }

    @Bean
    PracticeStore practiceStore(ReadModels models) {
        return new PracticeStore(models::live);
    }

    @Bean
    TopicStore topicStore(MongoTemplate mongo) {
        return new TopicStore(() -> collection(mongo, "topics"));
    }

    /** Declared when the store answers; reading and writing do not wait for it. */
    @Bean
    SmartInitializingSingleton indexes(ReadModels models) {
        return () ->
                Thread.ofVirtual().name("catalogue-store-indexes").start(() -> declare(models));
    }

    private static void declare(ReadModels models) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            try {
                PracticeIndexes.ensure(models.live());
                return;
            } catch (MongoException | DataAccessException e) {
                log.info("the indexes are declared later: {}", e.toString());
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(5));
            } catch (IllegalStateException e) {
                log.debug("closed before the store answered", e);
                return;
            }
        }
    }

    private static MongoCollection<Document> collection(MongoTemplate mongo, String name) {
        return mongo.getCollection(name);
    }
}
