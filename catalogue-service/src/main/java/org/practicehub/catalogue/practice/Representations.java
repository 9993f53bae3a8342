package org.practicehub.catalogue.practice;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.practicehub.catalogue.index.CatalogueIndex;
import org.practicehub.catalogue.index.CatalogueIndex.Naming;
import org.practicehub.catalogue.store.CatalogueEntry.Published;
import org.practicehub.catalogue.web.Links;
import org.practicehub.events.Content;
import org.practicehub.events.PracticePublished;
import org.springframework.stereotype.Component;

import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Practices written in each form. Written once while practice and relations stay as they are: the
 * bytes are kept for the readers after.
 */
@Component
class Representations {

    private static final long MOST_BYTES = 24L * 1024 * 1024;
    private static final JsonMapper JSON =
            JsonMapper.builder().disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS).build();

    private final CatalogueIndex index;
    private final Links links;
    private final Cache<Key, byte[]> written =
            Caffeine.newBuilder()
                    .maximumWeight(MOST_BYTES)
                    .<Key, byte[]>weigher((key, body) -> 128 + body.length)
                    .build();

    Representations(CatalogueIndex index, Links links) {
        this.index = index;
        this.links = links;
    }

    private record Key(String id, long sequence, long relations, Representation form) {}

    /**
     * @param etag quoted; differs between forms, as it must for a strong one
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes to be sent, never compared
    record Written(String etag, byte[] body) {}

    Written of(Published practice, Representation form) {
        List<Related> related = form == Representation.JSON ? related(practice) : List.of();
        long relations = related.isEmpty() ? 0 : checksum(related);
        String etag =
                "\""
                        + Long.toString(practice.sequence(), 36)
                        + (relations == 0 ? "" : "." + Long.toString(relations, 36))
                        + (form == Representation.JSON ? "" : "-" + form.wire())
                        + "\"";
        byte[] body =
                written.get(
                        new Key(practice.id(), practice.sequence(), relations, form),
                        key -> write(practice.event(), form, related));
        return new Written(etag, body);
    }

    /**
     * Another practice that has to do with this one.
     *
     * @param named whether this practice names the other, and not the other this one
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes to be copied, never compared
    private record Related(String relation, boolean named, String id, byte[] card) {}

    private List<Related> related(Published practice) {
        List<Content.Relation> named = practice.event().content().relations();
        List<Naming> naming = index.naming(practice.id());
        if (named.isEmpty() && naming.isEmpty()) {
            return List.of();
        }
        List<Related> related = new ArrayList<>();
        for (Content.Relation relation : named) {
            index.card(relation.practice())
                    .ifPresent(
                            hit ->
                                    related.add(
                                            new Related(
                                                    relation.type().wire(),
                                                    true,
                                                    hit.id(),
                                                    hit.card())));
        }
        for (Naming other : naming) {
            related.add(
                    new Related(
                            other.relation(),
                            false,
                            other.practice().id(),
                            other.practice().card()));
        }
        return related;
    }

    private static long checksum(List<Related> related) {
        CRC32 sum = new CRC32();
        for (Related other : related) {
            sum.update(
                    (other.relation() + other.named() + other.id())
                            .getBytes(StandardCharsets.UTF_8));
            sum.update(other.card());
        }
        return sum.getValue() + 1;
    }

    private byte[] write(PracticePublished practice, Representation form, List<Related> related) {
        String url = links.page(practice.practiceId());
        return switch (form) {
            case JSON -> json(practice, url, related);
            case JSON_LD -> JSON.writeValueAsBytes(JsonLd.of(practice, links::page));
            case MARKDOWN -> Markdown.of(practice, url).getBytes(StandardCharsets.UTF_8);
            case BIBTEX -> Citations.bibtex(practice, url).getBytes(StandardCharsets.UTF_8);
            case RIS -> Citations.ris(practice, url).getBytes(StandardCharsets.UTF_8);
            case CSL -> Citations.csl(practice, url);
        };
    }

    private byte[] json(PracticePublished practice, String url, List<Related> related) {
        ObjectNode view =
                JSON.valueToTree(
                        PracticeView.of(
                                practice, url, links.api(practice.practiceId()) + "/revisions"));
        ArrayNode others = view.putArray("related");
        for (Related other : related) {
            ObjectNode card =
                    (ObjectNode)
                            JSON.readTree(new String(other.card(), StandardCharsets.UTF_8) + "}");
            card.put("url", links.page(other.id()));
            ObjectNode entry = others.addObject();
            entry.put("relation", other.relation());
            entry.put("direction", other.named() ? "to" : "from");
            entry.set("practice", card);
        }
        return JSON.writeValueAsBytes(view);
    }
}
