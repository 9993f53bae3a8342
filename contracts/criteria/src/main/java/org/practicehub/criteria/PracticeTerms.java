package org.practicehub.criteria;

import org.practicehub.events.Content;
import org.practicehub.events.CountryRole;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.Tag;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The terms a published practice has, as {@link Term} writes them.
 *
 * <p>Countries, groups and goals come from the tags alone: what the contributor named stands among
 * them unless a moderator took it away. Every country gives {@code country:MA@funder} for its role
 * and {@code country:MA@any}; one that the practice is about or that takes part, or whose role is
 * not said, also gives {@code country:MA} and the regions it lies in. A target gives its goal.
 * Topics, kind, language and organisations come from the content.
 */
public final class PracticeTerms {

    public static Set<String> of(PracticePublished practice) {
        Set<String> terms = new LinkedHashSet<>();
        practice.tags().forEach(tag -> add(terms, tag));
        Content content = practice.content();
        content.topics().forEach(topic -> terms.add("topic:" + topic));
        terms.add("kind:" + content.kind().wire());
        Locale language = Locale.forLanguageTag(content.language());
        if (!language.getLanguage().isEmpty()) {
            terms.add("language:" + language.getLanguage());
            terms.add("language:" + language.toLanguageTag());
        }
        for (Content.Organisation organisation : content.organisations()) {
            String name = Analysis.name(organisation.name());
            if (!name.isEmpty()) {
                terms.add("organisation:" + name);
            }
        }
        return Collections.unmodifiableSet(terms);
    }

    private static void add(Set<String> terms, Tag tag) {
        switch (tag.scheme()) {
            case "country" -> addCountry(terms, tag);
            case "group" -> terms.add("group:" + tag.code().toUpperCase(Locale.ROOT));
            case "sdg-target" -> {
                String target = tag.code().toLowerCase(Locale.ROOT);
                terms.add("sdg-target:" + target);
                int dot = target.indexOf('.');
                if (dot > 0) {
                    terms.add("sdg:" + target.substring(0, dot));
                }
            }
            default -> terms.add(tag.term());
        }
    }

    private static void addCountry(Set<String> terms, Tag tag) {
        String code = tag.code().toUpperCase(Locale.ROOT);
        CountryRole role = tag.role() == null ? CountryRole.ABOUT : tag.role();
        String country = "country:" + code;
        terms.add(country + "@" + Term.ANY_ROLE);
        terms.add(country + "@" + role.wire());
        if (role == CountryRole.ABOUT || role == CountryRole.PARTICIPATING) {
            terms.add(country);
            Regions.of(code).forEach(region -> terms.add("region:" + region));
        }
    }

    private PracticeTerms() {}
}
