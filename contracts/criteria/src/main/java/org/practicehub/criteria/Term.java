package org.practicehub.criteria;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.CountryRole;

import java.util.Arrays;
import java.util.Locale;

/**
 * One thing a practice has or has not, written {@code scheme:code}: {@code country:MA}, {@code
 * sdg-target:10.7}, {@code organisation:international organization for migration}. A country may
 * carry the part it plays: {@code country:MA@funder}, or {@code country:MA@any}; without one it is
 * about or participating.
 *
 * @param code in the one way the scheme writes it
 * @param role of a country: a {@link CountryRole} as on the wire, or {@code any}
 */
public record Term(Scheme scheme, String code, @Nullable String role) implements Comparable<Term> {

    /** The role that stands for all roles. */
    public static final String ANY_ROLE = "any";

    public Term {
        String canonical = scheme.canonical(code);
        if (canonical == null) {
            throw new IllegalArgumentException(Texts.quoted(code) + " " + scheme.complaint());
        }
        code = canonical;
        if (role != null) {
            if (scheme != Scheme.COUNTRY) {
                throw new IllegalArgumentException("only a country has a role");
            }
            String given = role.toLowerCase(Locale.ROOT);
            if (!given.equals(ANY_ROLE)
                    && Arrays.stream(CountryRole.values())
                            .noneMatch(known -> known.wire().equals(given))) {
                throw new IllegalArgumentException(
                        Texts.quoted(role) + " is not the role of a country");
            }
            role = given;
        }
    }

    /**
     * @throws IllegalArgumentException saying what is wrong, in words fit for the person who wrote
     *     the term
     */
    @JsonCreator
    public static Term parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException(Texts.quoted(text) + " is not written scheme:code");
        }
        Scheme scheme = Scheme.byWire(text.substring(0, colon));
        if (scheme == null) {
            throw new IllegalArgumentException(
                    Texts.quoted(text.substring(0, colon)) + " is not a scheme");
        }
        String code = text.substring(colon + 1);
        int at = scheme == Scheme.COUNTRY ? code.indexOf('@') : -1;
        return at < 0
                ? new Term(scheme, code, null)
                : new Term(scheme, code.substring(0, at), code.substring(at + 1));
    }

    @Override
    public int compareTo(Term other) {
        return toString().compareTo(other.toString());
    }

    /** As it stands in JSON and in the index. */
    @JsonValue
    @Override
    public String toString() {
        String text = scheme.wire() + ":" + code;
        return role == null ? text : text + "@" + role;
    }
}
