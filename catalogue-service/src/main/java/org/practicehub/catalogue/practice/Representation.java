package org.practicehub.catalogue.practice;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The forms in which a practice can be read at its one address. */
enum Representation {
    JSON("json", "application/json"),
    JSON_LD("jsonld", "application/ld+json"),
    MARKDOWN("markdown", "text/markdown"),
    BIBTEX("bibtex", "application/x-bibtex"),
    RIS("ris", "application/x-research-info-systems"),
    CSL("csl", "application/vnd.citationstyles.csl+json");

    private final String wire;
    private final String mediaType;

    Representation(String wire, String mediaType) {
        this.wire = wire;
        this.mediaType = mediaType;
    }

    /** As {@code format=} names it. */
    String wire() {
        return wire;
    }

    String mediaType() {
        return mediaType;
    }

    String contentType() {
        return mediaType.startsWith("text/") || this == BIBTEX || this == RIS
                ? mediaType + ";charset=utf-8"
                : mediaType;
    }

    static @Nullable Representation byWire(String wire) {
        for (Representation representation : values()) {
            if (representation.wire.equals(wire)) {
                return representation;
            }
        }
        return null;
    }

    /**
     * The form a reader likes best (RFC 9110 section 12.5.1); the first of those it likes alike.
     *
     * @param accept all values of the header; null or empty for anything
     * @return null when none is acceptable
     */
    static @Nullable Representation wanted(@Nullable String accept) {
        if (accept == null || accept.isBlank() || accept.equals("*/*")) {
            return JSON;
        }
        List<Range> ranges = new ArrayList<>();
        for (String part : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
            Range range = Range.parse(part);
            if (range != null) {
                ranges.add(range);
            }
        }
        Representation best = null;
        double quality = 0;
        for (Representation representation : values()) {
            double offered =
                    ranges.stream()
                            .filter(range -> range.covers(representation.mediaType))
                            .max(Comparator.comparingInt(Range::precision))
                            .map(Range::quality)
                            .orElse(0.0);
            if (offered > quality) {
                best = representation;
                quality = offered;
            }
        }
        return best;
    }

    private record Range(String type, double quality) {

        static @Nullable Range parse(String text) {
            String[] parts = text.split(";", -1);
            String type = parts[0].strip();
            double quality = 1;
            for (int i = 1; i < parts.length; i++) {
                String parameter = parts[i].strip();
                if (parameter.startsWith("q=")) {
                    try {
                        quality = Math.clamp(Double.parseDouble(parameter.substring(2)), 0, 1);
                    } catch (NumberFormatException e) {
                        return null;
                    }
                }
            }
            return type.isEmpty() ? null : new Range(type, quality);
        }

        boolean covers(String mediaType) {
            return type.equals("*/*")
                    || type.equals(mediaType)
                    || (type.endsWith("/*")
                            && mediaType.startsWith(type.substring(0, type.length() - 1)));
        }

        int precision() {
            return type.equals("*/*") ? 0 : type.endsWith("/*") ? 1 : 2;
        }
    }
}
