package org.practicehub.submission.imports;

import org.practicehub.events.Content;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A practice that is listed again, perhaps under another topic: its title, its text and who
 * submitted it are as listed now, its topics are added, and whatever a listing does not say stays.
 */
final class Addition {

    private static final JsonMapper JSON = JsonMapper.shared();

    static ObjectNode to(Content before, JsonNode listed) {
        ObjectNode whole = JSON.valueToTree(before);
        whole.set("externalId", listed.get("externalId"));
        for (String name : new String[] {"title", "summary", "submitter"}) {
            if (listed.has(name)) {
                whole.set(name, listed.get(name));
            }
        }
        Set<String> topics = new LinkedHashSet<>(before.topics());
        listed.path("topics").forEach(topic -> topics.add(topic.stringValue("")));
        ArrayNode all = whole.putArray("topics");
        topics.forEach(all::add);
        return whole;
    }

    private Addition() {}
}
