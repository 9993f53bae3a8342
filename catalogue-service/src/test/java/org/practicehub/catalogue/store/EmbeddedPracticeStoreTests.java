package org.practicehub.catalogue.store;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.practicehub.catalogue.TestMongo;

class EmbeddedPracticeStoreTests extends PracticeStoreKit {

    static TestMongo mongo;

    @BeforeAll
    static void start() {
        mongo = new TestMongo();
    }

    @AfterAll
    static void stop() {
        mongo.close();
    }

    @Override
    String uri() {
        return mongo.uri();
    }
}
