package org.practicehub.submission.practice;

import org.springframework.data.mongodb.core.MongoTemplate;

/** Lets tests of other packages have a store of their own. */
public final class StoreAccess {

    public static Submissions submissions(MongoTemplate mongo, String instance) {
        return new Submissions(mongo, instance(instance));
    }

    public static Instance instance(String name) {
        return new Instance(name);
    }

    private StoreAccess() {}
}
