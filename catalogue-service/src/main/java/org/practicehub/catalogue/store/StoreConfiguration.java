package org.practicehub.catalogue.store;

import com.mongodb.client.MongoCollection;

import org.bson.Document;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

import java.util.concurrent.TimeUnit;

/** The collections of the read model, and how long a reader waits for an absent store. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    /** Readers are told within seconds that the store is away instead of the driver's 30. */
    private static final int SELECTION_SECONDS = 2;

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
                                                .readTimeout(60, TimeUnit.SECONDS));
    }

    @Bean
    PracticeStore practiceStore(MongoTemplate mongo) {
        return new PracticeStore(() -> collection(mongo, "practices"));
    }

    @Bean
    TopicStore topicStore(MongoTemplate mongo) {
        return new TopicStore(() -> collection(mongo, "topics"));
    }

    private static MongoCollection<Document> collection(MongoTemplate mongo, String name) {
        return mongo.getCollection(name);
    }
}
