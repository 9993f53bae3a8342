package org.practicehub.catalogue.practice;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Content;
import org.practicehub.events.CountryRole;
import org.practicehub.events.OrganisationRole;
import org.practicehub.events.Period;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.RelationType;
import org.practicehub.events.Tag;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** A practice in the terms of schema.org. */
public final class JsonLd {

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * @param page gives the address of a practice's page by its id
     */
    public static ObjectNode of(PracticePublished practice, Function<String, String> page) {
        Content content = practice.content();
        String url = page.apply(practice.practiceId());
        ObjectNode node = JSON.createObjectNode();
        node.put("@context", "https://schema.org");
        node.put("@type", type(content));
        node.put("@id", url);
        node.put("identifier", "urn:uuid:" + practice.practiceId());
        node.put("url", url);
        node.put("name", content.title());
        node.put("headline", content.title());
        node.put("abstract", content.summary());
        node.put("inLanguage", content.language());
        node.put("genre", content.kind().wire());
        node.put("datePublished", practice.firstPublishedAt().toString());
        node.put("dateModified", practice.revisedAt().toString());
        node.put("version", practice.revision());
        node.put("isAccessibleForFree", true);
        Period period = content.period();
        if (period != null) {
            node.put("temporalCoverage", end(period.from()) + "/" + end(period.to()));
        }
        about(practice, node);
        organisations(content, node);
        relations(content, page, node);
        if (content.source() != null) {
            node.put("isBasedOn", content.source());
        }
        if (!content.resources().isEmpty()) {
            ArrayNode citations = node.putArray("citation");
            for (Content.Resource resource : content.resources()) {
                ObjectNode work = citations.addObject().put("@type", "CreativeWork");
                work.put("name", resource.title());
                work.put("url", resource.url());
                if (resource.language() != null) {
                    work.put("inLanguage", resource.language());
                }
            }
        }
        if (!content.images().isEmpty()) {
            ArrayNode images = node.putArray("image");
            for (Content.Image image : content.images()) {
                ObjectNode object = images.addObject().put("@type", "ImageObject");
                object.put("contentUrl", image.url());
                if (image.alternative() != null) {
                    object.put("description", image.alternative());
                }
            }
        }
        node.putObject("publisher").put("@type", "Organization").put("name", "Practice Hub");
        return node;
    }

    private static String type(Content content) {
        return switch (content.kind()) {
            case NEWS -> "NewsArticle";
            case POLICY_OR_LAW -> "Legislation";
            case PRACTICE, PROGRAMME, AGREEMENT, GUIDANCE -> "Article";
        };
    }

    private static void about(PracticePublished practice, ObjectNode node) {
        ArrayNode about = node.putArray("about");
        Set<String> keywords = new LinkedHashSet<>(practice.content().topics());
        Set<String> countries = new LinkedHashSet<>();
        for (Tag tag : practice.tags()) {
            keywords.add(tag.term());
            if (tag.scheme().equals("country")
                    && (tag.role() == null
                            || tag.role() == CountryRole.ABOUT
                            || tag.role() == CountryRole.PARTICIPATING)
                    && countries.add(tag.code())) {
                about.addObject()
                        .put("@type", "Country")
                        .put("identifier", tag.code())
                        .put("name", Locale.of("", tag.code()).getDisplayCountry(Locale.ENGLISH));
            }
        }
        ArrayNode words = node.putArray("keywords");
        keywords.forEach(words::add);
    }

    private static void organisations(Content content, ObjectNode node) {
        for (OrganisationRole role : OrganisationRole.values()) {
            ArrayNode named = JSON.createArrayNode();
            for (Content.Organisation organisation : content.organisations()) {
                if (organisation.role() == role) {
                    named.addObject().put("@type", "Organization").put("name", organisation.name());
                }
            }
            if (!named.isEmpty()) {
                node.set(
                        switch (role) {
                            case IMPLEMENTER -> "author";
                            case PARTNER -> "contributor";
                            case FUNDER -> "funder";
                        },
                        named);
            }
        }
    }

    private static void relations(Content content, Function<String, String> page, ObjectNode node) {
        for (RelationType type : RelationType.values()) {
            ArrayNode others = JSON.createArrayNode();
            for (Content.Relation relation : content.relations()) {
                if (relation.type() == type) {
                    others.addObject().put("@id", page.apply(relation.practice()));
                }
            }
            if (!others.isEmpty()) {
                node.set(
                        switch (type) {
                            case PART_OF, PHASE_OF -> "isPartOf";
                            case ABOUT -> "mentions";
                            case TRANSLATION_OF -> "translationOfWork";
                            case SUPERSEDES -> "isBasedOn";
                        },
                        others);
            }
        }
    }

    private static String end(@Nullable String date) {
        return date == null ? ".." : date;
    }

    private JsonLd() {}
}
