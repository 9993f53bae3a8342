package org.practicehub.submission.practice;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Content;
import org.practicehub.events.CountryRole;
import org.practicehub.events.Evidence;
import org.practicehub.events.Origin;
import org.practicehub.events.Tag;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tags a practice has: what the contributor named, with the machine's evidence for the same
 * tag, then what moderators added, then what else the machine suggests, less what moderators
 * removed.
 */
final class EffectiveTags {

    /** What keeps two tags apart: a country may stand once in each role. */
    private record Identity(String term, @Nullable CountryRole role) {}

    static List<Tag> of(
            Content content, @Nullable Tagging tagging, Collection<TagDecision> decisions) {
        Map<Identity, Tag> tags = new LinkedHashMap<>();
        for (Content.Country country : content.countries()) {
            put(tags, byPerson("country", country.code(), country.role(), Origin.CONTRIBUTOR));
        }
        for (String goal : content.goals()) {
            int colon = goal.indexOf(':');
            String scheme = goal.substring(0, colon);
            String code = goal.substring(colon + 1);
            put(tags, byPerson(scheme, code, null, Origin.CONTRIBUTOR));
            if (scheme.equals("sdg-target")) {
                String sdg = code.substring(0, code.indexOf('.'));
                put(tags, byPerson("sdg", sdg, null, Origin.CONTRIBUTOR));
            }
        }
        for (TagDecision decision : decisions) {
            switch (decision.action()) {
                case ADDED ->
                        put(
                                tags,
                                byPerson(
                                        decision.scheme(),
                                        decision.code(),
                                        decision.role(),
                                        Origin.MODERATOR));
                case REMOVED ->
                        tags.keySet().removeIf(identity -> identity.term().equals(decision.term()));
            }
        }
        if (tagging != null) {
            for (Tag tag : tagging.tags()) {
                if (!isRemoved(tag, decisions)) {
                    merge(tags, tag);
                }
            }
        }
        return List.copyOf(tags.values());
    }

    /**
     * The machine's tags are new; what people set stays, and what a moderator decided on stays as
     * it is published: there or not.
     */
    static List<Tag> retagged(
            List<Tag> published, List<Tag> suggested, Collection<TagDecision> decisions) {
        Set<String> before = published.stream().map(Tag::term).collect(Collectors.toSet());
        Set<String> decided = decisions.stream().map(TagDecision::term).collect(Collectors.toSet());
        Map<Identity, Tag> tags = new LinkedHashMap<>();
        for (Tag tag : published) {
            if (tag.origin() != Origin.MACHINE) {
                put(tags, byPerson(tag.scheme(), tag.code(), tag.role(), tag.origin()));
            }
        }
        for (Tag tag : suggested) {
            if (before.contains(tag.term()) || !decided.contains(tag.term())) {
                merge(tags, tag);
            }
        }
        return List.copyOf(tags.values());
    }

    private static void put(Map<Identity, Tag> tags, Tag tag) {
        tags.putIfAbsent(new Identity(tag.term(), tag.role()), tag);
    }

    private static Tag byPerson(
            String scheme, String code, @Nullable CountryRole role, Origin origin) {
        return new Tag(scheme, code, role, origin, 1, List.of(), null);
    }

    /** A person's word on the same tag stands, role included; the machine adds its evidence. */
    private static void merge(Map<Identity, Tag> tags, Tag suggested) {
        for (Map.Entry<Identity, Tag> entry : tags.entrySet()) {
            Tag known = entry.getValue();
            if (known.origin() != Origin.MACHINE && known.term().equals(suggested.term())) {
                List<Evidence> evidence = new ArrayList<>(known.evidence());
                evidence.addAll(suggested.evidence());
                entry.setValue(
                        new Tag(
                                known.scheme(),
                                known.code(),
                                known.role(),
                                known.origin(),
                                known.confidence(),
                                evidence,
                                known.generation()));
                return;
            }
        }
        put(tags, suggested);
    }

    private static boolean isRemoved(Tag tag, Collection<TagDecision> decisions) {
        boolean removed = false;
        for (TagDecision decision : decisions) {
            if (decision.term().equals(tag.term())) {
                removed = decision.action() == TagDecision.Action.REMOVED;
            }
        }
        return removed;
    }

    private EffectiveTags() {}
}
