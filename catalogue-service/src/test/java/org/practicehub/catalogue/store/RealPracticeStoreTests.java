package org.practicehub.catalogue.store;

import org.junit.jupiter.api.Tag;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.mongodb.MongoDBContainer;

@Tag("docker")
@Testcontainers
class RealPracticeStoreTests extends PracticeStoreKit {

    @Container static final MongoDBContainer MONGO = new MongoDBContainer("mongo:8.0");

    @Override
    String uri() {
        return MONGO.getConnectionString();
    }
}
