package org.practicehub.criteria;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Content;
import org.practicehub.events.CountryRole;
import org.practicehub.events.Kind;
import org.practicehub.events.OrganisationRole;
import org.practicehub.events.Origin;
import org.practicehub.events.Period;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PublicationReason;
import org.practicehub.events.Tag;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * A practice in as few words as the corpus needs: what is absent is the default.
 *
 * @param tags {@code scheme:code} or {@code country:MA@funder}
 */
public record CompactPractice(
        String id,
        String title,
        String summary,
        @Nullable String kind,
        @Nullable String language,
        @Nullable List<String> topics,
        @Nullable List<String> tags,
        @Nullable List<String> organisations,
        @Nullable Period period,
        @Nullable Instant published) {

    private static final Instant DEFAULT = Instant.parse("2025-06-15T12:00:00Z");

    public PracticePublished event() {
        Instant at = published == null ? DEFAULT : published;
        Content content =
                new Content(
                        title,
                        summary,
                        kind == null ? Kind.PRACTICE : kind(kind),
                        language == null ? "en" : language,
                        period,
                        null,
                        null,
                        orEmpty(topics),
                        List.of(),
                        orEmpty(organisations).stream()
                                .map(
                                        name ->
                                                new Content.Organisation(
                                                        name, OrganisationRole.PARTNER, null))
                                .toList(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of());
        return new PracticePublished(
                id,
                1,
                at,
                1,
                content,
                orEmpty(tags).stream().map(CompactPractice::tag).toList(),
                at,
                at,
                1,
                at,
                PublicationReason.FIRST);
    }

    private static Tag tag(String text) {
        String scheme = text.substring(0, text.indexOf(':'));
        String code = text.substring(text.indexOf(':') + 1);
        int at = code.indexOf('@');
        CountryRole role = at < 0 ? null : role(code.substring(at + 1));
        return new Tag(
                scheme,
                at < 0 ? code : code.substring(0, at),
                role,
                Origin.MODERATOR,
                1,
                List.of(),
                null);
    }

    private static Kind kind(String wire) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.wire().equals(wire))
                .findFirst()
                .orElseThrow();
    }

    private static CountryRole role(String wire) {
        return Arrays.stream(CountryRole.values())
                .filter(role -> role.wire().equals(wire))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> orEmpty(@Nullable List<String> list) {
        return list == null ? List.of() : list;
    }
}
