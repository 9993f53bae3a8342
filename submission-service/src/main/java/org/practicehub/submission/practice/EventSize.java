package org.practicehub.submission.practice;

import org.practicehub.events.Content;
import org.practicehub.events.Tag;
import org.practicehub.events.Topics;

import java.util.List;

/**
 * Keeps events below {@link Topics#MAX_EVENT_BYTES}: content has its share, checked at the door;
 * tags have the rest, and give up evidence beyond it.
 */
public final class EventSize {

    /** The largest content that is taken, as JSON, in bytes. */
    static final int MAX_CONTENT_BYTES = 600 * 1024;

    private static final int MAX_TAG_BYTES = 250 * 1024;
    private static final int FEW = 3;

    /** Longer than any element of a list in content can be, except a quotation. */
    private static final int ELEMENT = 4_000;

    private static final int MOST_BYTES_A_CHARACTER = 3;

    /** Whether the content could make an event too large. Counts exactly only when it is close. */
    public static boolean isTooLarge(Content content) {
        long characters =
                content.title().length()
                        + content.summary().length()
                        + content.quotations().stream()
                                .mapToLong(quotation -> quotation.text().length() + ELEMENT)
                                .sum()
                        + (long) ELEMENT
                                * (content.contacts().size()
                                        + content.organisations().size()
                                        + content.resources().size()
                                        + content.images().size()
                                        + content.relations().size())
                        + 100L
                                * (content.topics().size()
                                        + content.countries().size()
                                        + content.goals().size());
        return characters * MOST_BYTES_A_CHARACTER > MAX_CONTENT_BYTES
                && Json.bytes(content).length > MAX_CONTENT_BYTES;
    }

    static List<Tag> bounded(Content content, List<Tag> tags) {
        if (Json.bytes(tags).length <= MAX_TAG_BYTES) {
            return tags;
        }
        List<Tag> fewer = tags.stream().map(tag -> withEvidence(tag, FEW)).toList();
        return Json.bytes(fewer).length <= MAX_TAG_BYTES
                ? fewer
                : tags.stream().map(tag -> withEvidence(tag, 0)).toList();
    }

    private static Tag withEvidence(Tag tag, int most) {
        return new Tag(
                tag.scheme(),
                tag.code(),
                tag.role(),
                tag.origin(),
                tag.confidence(),
                tag.evidence().subList(0, Math.min(most, tag.evidence().size())),
                tag.generation());
    }

    private EventSize() {}
}
