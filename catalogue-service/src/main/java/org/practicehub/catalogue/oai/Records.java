package org.practicehub.catalogue.oai;

import org.practicehub.catalogue.store.CatalogueEntry;
import org.practicehub.catalogue.store.CatalogueEntry.Published;
import org.practicehub.catalogue.web.Links;
import org.practicehub.catalogue.web.Xml;
import org.practicehub.criteria.PracticeTerms;
import org.practicehub.events.Content;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.Tag;
import org.springframework.stereotype.Component;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Practices as records: unqualified Dublin Core, and a format of our own that loses nothing. */
@Component
class Records {

    static final String NATIVE = "practicehub";
    static final String NATIVE_NAMESPACE = "urn:practicehub:practice:1";

    private final Links links;

    Records(Links links) {
        this.links = links;
    }

    /**
     * @param full with metadata; else only the header
     */
    void write(Xml xml, CatalogueEntry entry, String prefix, boolean full) {
        if (full) {
            xml.open("record");
        }
        boolean deleted = !(entry instanceof Published);
        if (deleted) {
            xml.open("header", "status", "deleted");
        } else {
            xml.open("header");
        }
        xml.element("identifier", identifier(entry.id()));
        xml.element("datestamp", seconds(entry.changed()));
        if (entry instanceof Published(PracticePublished practice, byte[] json)) {
            for (String term : PracticeTerms.of(practice)) {
                if (isSet(term)) {
                    xml.element("setSpec", term);
                }
            }
            xml.close();
            if (full) {
                xml.open("metadata");
                if (prefix.equals("oai_dc")) {
                    dublinCore(xml, practice);
                } else {
                    nativeFormat(xml, practice);
                }
                xml.close();
            }
        } else {
            xml.close();
        }
        if (full) {
            xml.close();
        }
    }

    private static boolean isSet(String term) {
        return term.startsWith("topic:")
                || (term.startsWith("country:") && term.indexOf('@') < 0)
                || term.startsWith("sdg:")
                || term.startsWith("sdg-target:")
                || term.startsWith("gcm:");
    }

    private void dublinCore(Xml xml, PracticePublished practice) {
        Content content = practice.content();
        xml.open(
                "oai_dc:dc",
                "xmlns:oai_dc",
                "http://www.openarchives.org/OAI/2.0/oai_dc/",
                "xmlns:dc",
                "http://purl.org/dc/elements/1.1/",
                "xmlns:xsi",
                "http://www.w3.org/2001/XMLSchema-instance",
                "xsi:schemaLocation",
                "http://www.openarchives.org/OAI/2.0/oai_dc/"
                        + " http://www.openarchives.org/OAI/2.0/oai_dc.xsd");
        xml.element("dc:title", content.title(), "xml:lang", content.language());
        for (Content.Organisation organisation : content.organisations()) {
            xml.element("dc:creator", organisation.name());
        }
        content.topics().forEach(topic -> xml.element("dc:subject", topic));
        practice.tags().stream()
                .map(Tag::term)
                .distinct()
                .forEach(term -> xml.element("dc:subject", term));
        xml.element("dc:description", content.summary(), "xml:lang", content.language());
        xml.element("dc:publisher", "Practice Hub");
        xml.element(
                "dc:date",
                practice.firstPublishedAt().atOffset(ZoneOffset.UTC).toLocalDate().toString());
        xml.element("dc:type", content.kind().wire());
        xml.element("dc:identifier", links.page(practice.practiceId()));
        if (content.source() != null) {
            xml.element("dc:source", content.source());
        }
        xml.element("dc:language", content.language());
        for (Content.Relation relation : content.relations()) {
            xml.element("dc:relation", links.page(relation.practice()));
        }
        xml.close();
    }

    /** What Dublin Core has no place for: roles, revision, period, each tag by its origin. */
    private void nativeFormat(Xml xml, PracticePublished practice) {
        Content content = practice.content();
        xml.open(
                "practice",
                "xmlns",
                NATIVE_NAMESPACE,
                "id",
                practice.practiceId(),
                "revision",
                String.valueOf(practice.revision()),
                "xml:lang",
                content.language());
        xml.element("title", content.title());
        xml.element("summary", content.summary());
        xml.element("kind", content.kind().wire());
        xml.element("page", links.page(practice.practiceId()));
        xml.element("publishedAt", practice.firstPublishedAt().toString());
        xml.element("revisedAt", practice.revisedAt().toString());
        if (content.period() != null) {
            List<String> ends = new ArrayList<>();
            if (content.period().from() != null) {
                ends.add("from");
                ends.add(content.period().from());
            }
            if (content.period().to() != null) {
                ends.add("to");
                ends.add(content.period().to());
            }
            xml.empty("period", ends.toArray(String[]::new));
        }
        content.topics().forEach(topic -> xml.element("topic", topic));
        for (Content.Organisation organisation : content.organisations()) {
            xml.element(
                    "organisation",
                    organisation.name(),
                    "role",
                    organisation.role() == null ? "" : organisation.role().wire());
        }
        for (Tag tag : practice.tags()) {
            xml.empty(
                    "tag",
                    "term",
                    tag.term(),
                    "role",
                    tag.role() == null ? "" : tag.role().wire(),
                    "origin",
                    tag.origin() == null ? "" : tag.origin().wire());
        }
        for (Content.Relation relation : content.relations()) {
            xml.empty("relation", "type", relation.type().wire(), "practice", relation.practice());
        }
        xml.close();
    }

    String identifier(String id) {
        return "oai:" + host() + ":" + id;
    }

    /** The host readers know; identifiers need one with a dot in it. */
    String host() {
        String host = URI.create(links.publicUrl()).getHost();
        return host == null ? "practicehub.local" : host.contains(".") ? host : host + ".local";
    }

    static String seconds(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
