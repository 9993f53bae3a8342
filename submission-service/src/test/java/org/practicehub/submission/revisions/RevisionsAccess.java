package org.practicehub.submission.revisions;

import org.springframework.data.mongodb.core.MongoTemplate;

import tools.jackson.databind.json.JsonMapper;

/** Lets tests of other packages have an archive of their own. */
public final class RevisionsAccess {

    public static Revisions revisions(MongoTemplate mongo) {
        return new Revisions(mongo, JsonMapper.builder().build());
    }

    public static long count(MongoTemplate mongo) {
        return mongo.getCollection("revisions").countDocuments();
    }

    private RevisionsAccess() {}
}
