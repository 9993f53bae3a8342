package org.practicehub.submission.retagging;

import org.practicehub.events.Tag;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the tags of one practice differ; the same tag in another role is another tag. */
record TagChanges(List<Tag> gained, List<Tag> lost, List<Reweighed> changed) {

    /** Below this, people see the same percentage, or nearly. */
    private static final double VISIBLE = 0.01;

    TagChanges {
        gained = List.copyOf(gained);
        lost = List.copyOf(lost);
        changed = List.copyOf(changed);
    }

    /** A tag whose confidence is another. */
    record Reweighed(Tag tag, double from) {}

    static TagChanges between(List<Tag> before, List<Tag> after) {
        Map<String, Tag> old = new LinkedHashMap<>();
        before.forEach(tag -> old.put(name(tag), tag));
        List<Tag> gained = new ArrayList<>();
        List<Reweighed> changed = new ArrayList<>();
        for (Tag tag : after) {
            Tag known = old.remove(name(tag));
            if (known == null) {
                gained.add(tag);
            } else if (Math.abs(known.confidence() - tag.confidence()) >= VISIBLE) {
                changed.add(new Reweighed(tag, known.confidence()));
            }
        }
        return new TagChanges(gained, List.copyOf(old.values()), changed);
    }

    boolean isEmpty() {
        return gained.isEmpty() && lost.isEmpty() && changed.isEmpty();
    }

    /** {@code sdg:10}, or {@code country:MA@funder}. */
    static String name(Tag tag) {
        return tag.role() == null ? tag.term() : tag.term() + "@" + tag.role().wire();
    }
}
