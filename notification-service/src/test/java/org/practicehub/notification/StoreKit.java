package org.practicehub.notification;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.data.mongodb.core.MongoTemplate;

/** What every behaviour kit of a store needs: a store that is opened once and closed again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class StoreKit {

    private TestStore store;

    /** The server that the kit runs against. */
    protected abstract TestStore open();

    /** Makes what is tested. */
    protected abstract void use(MongoTemplate mongo);

    @BeforeAll
    void openStore() {
        store = open();
        use(store.mongo());
    }

    @AfterAll
    void closeStore() {
        store.close();
    }
}
