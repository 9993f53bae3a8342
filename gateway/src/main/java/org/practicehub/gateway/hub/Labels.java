package org.practicehub.gateway.hub;

import com.github.benmanes.caffeine.cache.Caffeine;

import org.jspecify.annotations.Nullable;
import org.practicehub.gateway.hub.Hub.Call;
import org.practicehub.gateway.routes.Service;
import org.springframework.stereotype.Component;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * What codes are called. Goals are named by the tagging service, topics by the submission service;
 * while they are away codes have to do.
 */
@Component("labels")
public class Labels {

    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final long MINUTES_OF_AN_HOUR = 60;
    private static final long HOURS_OF_A_DAY = 24;

    private final Hub hub;
    private final ConcurrentMap<String, Map<String, String>> names =
            Caffeine.newBuilder()
                    .expireAfterWrite(KEPT)
                    .<String, Map<String, String>>build()
                    .asMap();

    Labels(Hub hub) {
        this.hub = hub;
    }

    /** The English name of an ISO 3166-1 alpha-2 code, or the code. */
    public String country(String code) {
        if (code.length() != 2) {
            return code;
        }
        return new Locale.Builder().setRegion(code).build().getDisplayCountry(Locale.ENGLISH);
    }

    /** The English name of a BCP 47 tag, or the tag. */
    public String language(@Nullable String tag) {
        return tag == null ? "" : Locale.forLanguageTag(tag).getDisplayName(Locale.ENGLISH);
    }

    /** {@code SDG 10}, with its name when known. */
    public String sdg(String code) {
        return numbered("SDG " + code, vocabulary("sdgs").get(code));
    }

    /** {@code Objective 23}, with its name when known. */
    public String gcm(String code) {
        return numbered("GCM " + code, vocabulary("gcm").get(code));
    }

    /** The title of a topic, or its slug made readable. */
    public String topic(String slug) {
        String title = topics().get(slug);
        return title != null ? title : sentence(slug);
    }

    /** Titles of all topics by slug; empty while nobody can tell. */
    public Map<String, String> topics() {
        return known(
                "topics",
                () -> {
                    var reply =
                            hub.ask(
                                    Call.get(Service.SUBMISSION, "/api/v1/topics")
                                            .asking(Map.of("limit", List.of("100"))),
                                    Views.Topics.class);
                    var found = reply.orNull();
                    if (found == null) {
                        return null;
                    }
                    var titles = new LinkedHashMap<String, String>();
                    for (Views.Topic topic : found.items()) {
                        titles.put(
                                topic.slug(),
                                topic.title() == null ? sentence(topic.slug()) : topic.title());
                    }
                    return titles;
                });
    }

    /** {@code policy-or-law} as people write it. */
    public String kind(@Nullable String kind) {
        return kind == null ? "" : sentence(kind);
    }

    /** A code with hyphens as the beginning of a sentence. */
    public String sentence(@Nullable String code) {
        if (code == null || code.isEmpty()) {
            return "";
        }
        String words = code.replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** A tag of any scheme, in full. */
    public String term(String term) {
        int colon = term.indexOf(':');
        String code = term.substring(colon + 1);
        return switch (colon < 0 ? "" : term.substring(0, colon)) {
            case "country" -> country(code);
            case "sdg" -> sdg(code);
            case "sdg-target" -> "Target " + code;
            case "gcm" -> gcm(code);
            case "topic" -> topic(code);
            case "kind" -> kind(code);
            case "language" -> language(code);
            default -> code;
        };
    }

    /** A tag in a few characters, for chips. */
    public String brief(String term) {
        int colon = term.indexOf(':');
        String code = term.substring(colon + 1);
        return switch (colon < 0 ? "" : term.substring(0, colon)) {
            case "sdg" -> "SDG " + code;
            case "gcm" -> "GCM " + code;
            default -> term(term);
        };
    }

    /** {@code 2026-11-22T…} as 22 November 2026. */
    public String day(@Nullable String instant) {
        if (instant == null) {
            return "";
        }
        try {
            return DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC)
                    .format(Instant.parse(instant));
        } catch (DateTimeException e) {
            return instant;
        }
    }

    /** The same with the time, UTC. */
    public String moment(@Nullable String instant) {
        if (instant == null) {
            return "";
        }
        try {
            return DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC)
                    .format(Instant.parse(instant));
        } catch (DateTimeException e) {
            return instant;
        }
    }

    /** An ISO 8601 duration as people say it, rounded: {@code 3 days}, {@code 20 minutes}. */
    public String length(@Nullable String duration) {
        if (duration == null) {
            return "";
        }
        try {
            long minutes = Math.max(1, Duration.parse(duration).toMinutes());
            if (minutes < 2 * MINUTES_OF_AN_HOUR) {
                return minutes == 1 ? "a minute" : minutes + " minutes";
            }
            long hours = Math.round((double) minutes / MINUTES_OF_AN_HOUR);
            return hours < 2 * HOURS_OF_A_DAY
                    ? hours + " hours"
                    : Math.round((double) hours / HOURS_OF_A_DAY) + " days";
        } catch (DateTimeException e) {
            return duration;
        }
    }

    /** Only what a browser may be sent to: an absolute http or https address, or null. */
    public @Nullable String safe(@Nullable String url) {
        if (url == null) {
            return null;
        }
        try {
            var uri = URI.create(url.strip());
            String scheme = uri.getScheme();
            boolean web =
                    scheme != null
                            && (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))
                            && uri.getHost() != null;
            return web ? uri.toASCIIString() : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private Map<String, String> vocabulary(String which) {
        return known(
                which,
                () -> {
                    JsonNode found =
                            hub.ask(
                                            Call.get(
                                                    Service.TAGGING,
                                                    "/api/v1/vocabularies/{}",
                                                    which),
                                            JsonNode.class)
                                    .orNull();
                    return found == null ? null : Views.names(found);
                });
    }

    /** What could not be told is not kept, but asked for again. */
    private Map<String, String> known(
            String which, Supplier<@Nullable Map<String, String>> telling) {
        Map<String, String> known = names.get(which);
        if (known == null) {
            known = telling.get();
            if (known == null) {
                return Map.of();
            }
            names.put(which, known);
        }
        return known;
    }

    private static String numbered(String code, @Nullable String name) {
        return name == null ? code : code + " · " + name;
    }
}
