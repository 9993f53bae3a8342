package org.practicehub.submission.content;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Content;
import org.practicehub.events.CountryRole;
import org.practicehub.events.Kind;
import org.practicehub.events.OrganisationRole;
import org.practicehub.events.Period;
import org.practicehub.events.RelationType;
import org.practicehub.submission.practice.EventSize;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.web.Fields;
import org.practicehub.submission.web.ProblemException;
import org.springframework.http.HttpStatus;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads content as it comes from outside. Lengths are in UTF-16 code units of the stored text,
 * which is NFC.
 */
public final class ContentReader {

    private static final int MAX_TITLE = 300;
    private static final int MAX_SUMMARY = 100_000;
    private static final int MAX_NAME = 300;
    private static final int MAX_TEXT = 5_000;
    private static final int MAX_URL = 2_000;
    private static final int MAX_LIST = 100;
    private static final int MAX_COUNTRIES = 300;

    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int MAX_SLUG = 100;
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\"]{1,64}@[^\\s@<>\"]{1,253}");

    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:\\S");

    private static final Set<String> COUNTRIES =
            Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    private static final Map<String, Kind> KINDS = byWire(Kind.values(), Kind::wire);
    private static final Map<String, CountryRole> COUNTRY_ROLES =
            byWire(CountryRole.values(), CountryRole::wire);
    private static final Map<String, OrganisationRole> ORGANISATION_ROLES =
            byWire(OrganisationRole.values(), OrganisationRole::wire);
    private static final Map<String, RelationType> RELATION_TYPES =
            byWire(RelationType.values(), RelationType::wire);

    /**
     * @throws ProblemException with everything that is wrong
     */
    public static Content read(JsonNode object) {
        Fields fields = Fields.of(object);
        Content content = read(fields, UnaryOperator.identity());
        fields.done();
        checkSize(content);
        return content;
    }

    /**
     * @throws ProblemException 413 when no event can carry the content
     */
    public static void checkSize(Content content) {
        if (EventSize.isTooLarge(content)) {
            throw new ProblemException(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "too-large",
                    "All fields together are too long; shorten them or link to a document.");
        }
    }

    /**
     * Reads without a last word on the fields: whoever calls may take more of them, and then ends
     * with {@link Fields#done()}.
     *
     * @param relation turns what stands as the other practice of a relation into its id
     */
    public static Content read(Fields fields, UnaryOperator<String> relation) {
        String kind = fields.line("kind", 40);
        return new Content(
                fields.requiredLine("title", MAX_TITLE),
                fields.requiredParagraphs("summary", MAX_SUMMARY),
                kind == null ? Kind.PRACTICE : oneOf(fields, "kind", kind, KINDS, Kind.PRACTICE),
                language(fields, "language", "en"),
                period(fields),
                fields.line("submitter", MAX_NAME),
                source(fields),
                topics(fields),
                countries(fields),
                organisations(fields),
                goals(fields),
                contacts(fields),
                quotations(fields),
                resources(fields),
                images(fields),
                relations(fields, relation));
    }

    /** Whether the text can be the slug of a topic: lower case letters, digits, single hyphens. */
    public static boolean isSlug(String text) {
        return text.length() <= MAX_SLUG && SLUG.matcher(text).matches();
    }

    static CountryRole countryRole(Fields fields, String role) {
        return oneOf(fields, "role", role, COUNTRY_ROLES, CountryRole.ABOUT);
    }

    /** The page where it was first listed: its address, or its name where it has none. */
    private static @Nullable String source(Fields fields) {
        String source = fields.line("source", MAX_URL);
        return source != null && ADDRESS.matcher(source).lookingAt()
                ? url(fields, "source", source)
                : source;
    }

    private static List<String> topics(Fields fields) {
        List<String> topics = fields.lines("topics", MAX_LIST, MAX_SLUG);
        for (int i = 0; i < topics.size(); i++) {
            if (!isSlug(topics.get(i))) {
                fields.problem("topics", i, "must be a slug: lower case letters, digits, hyphens");
            }
        }
        return topics.stream().distinct().toList();
    }

    private static List<Content.Country> countries(Fields fields) {
        Set<Content.Country> countries = new LinkedHashSet<>();
        for (Fields country : fields.objects("countries", MAX_COUNTRIES)) {
            String code = country.requiredLine("code", 10);
            if (!code.isEmpty() && !COUNTRIES.contains(code)) {
                country.problem("code", "is not an ISO 3166-1 alpha-2 code in upper case");
            }
            String role = country.line("role", 40);
            countries.add(
                    new Content.Country(
                            code, role == null ? CountryRole.ABOUT : countryRole(country, role)));
            country.nothingElse();
        }
        return List.copyOf(countries);
    }

    private static List<Content.Organisation> organisations(Fields fields) {
        List<Content.Organisation> organisations = new ArrayList<>();
        for (Fields organisation : fields.objects("organisations", MAX_LIST)) {
            String name = organisation.requiredLine("name", MAX_NAME);
            String role = organisation.line("role", 40);
            String country = organisation.line("country", 10);
            if (country != null && !COUNTRIES.contains(country)) {
                organisation.problem("country", "is not an ISO 3166-1 alpha-2 code in upper case");
            }
            organisations.add(
                    new Content.Organisation(
                            name,
                            role == null
                                    ? OrganisationRole.IMPLEMENTER
                                    : oneOf(
                                            organisation,
                                            "role",
                                            role,
                                            ORGANISATION_ROLES,
                                            OrganisationRole.IMPLEMENTER),
                            country));
            organisation.nothingElse();
        }
        return organisations;
    }

    private static List<String> goals(Fields fields) {
        List<String> goals = fields.lines("goals", MAX_COUNTRIES, 40);
        for (int i = 0; i < goals.size(); i++) {
            if (!Goals.isGoal(goals.get(i))) {
                fields.problem(
                        "goals",
                        i,
                        "must be an existing goal such as sdg:8, sdg-target:17.9 or gcm:23");
            }
        }
        return goals.stream().distinct().toList();
    }

    private static List<Content.Contact> contacts(Fields fields) {
        List<Content.Contact> contacts = new ArrayList<>();
        for (Fields contact : fields.objects("contacts", MAX_LIST)) {
            String email = contact.line("email", 320);
            if (email != null && !EMAIL.matcher(email).matches()) {
                contact.problem("email", "is not an e-mail address");
            }
            contacts.add(
                    new Content.Contact(
                            contact.requiredLine("name", MAX_NAME),
                            contact.line("organisation", MAX_NAME),
                            email,
                            url(contact, "url", contact.line("url", MAX_URL))));
            contact.nothingElse();
        }
        return contacts;
    }

    private static List<Content.Quotation> quotations(Fields fields) {
        List<Content.Quotation> quotations = new ArrayList<>();
        for (Fields quotation : fields.objects("quotations", MAX_LIST)) {
            quotations.add(
                    new Content.Quotation(
                            quotation.requiredParagraphs("text", MAX_TEXT),
                            quotation.line("speaker", MAX_NAME)));
            quotation.nothingElse();
        }
        return quotations;
    }

    private static List<Content.Resource> resources(Fields fields) {
        List<Content.Resource> resources = new ArrayList<>();
        for (Fields resource : fields.objects("resources", MAX_LIST)) {
            String url = resource.requiredLine("url", MAX_URL);
            url(resource, "url", url.isEmpty() ? null : url);
            resources.add(
                    new Content.Resource(
                            url,
                            resource.requiredLine("title", MAX_NAME),
                            optionalLanguage(resource)));
            resource.nothingElse();
        }
        return resources;
    }

    private static List<Content.Image> images(Fields fields) {
        List<Content.Image> images = new ArrayList<>();
        for (Fields image : fields.objects("images", MAX_LIST)) {
            String url = image.requiredLine("url", MAX_URL);
            url(image, "url", url.isEmpty() ? null : url);
            images.add(
                    new Content.Image(
                            url,
                            image.line("title", MAX_NAME),
                            optionalLanguage(image),
                            image.line("alternative", 1_000)));
            image.nothingElse();
        }
        return images;
    }

    private static List<Content.Relation> relations(
            Fields fields, UnaryOperator<String> toPracticeId) {
        List<Content.Relation> relations = new ArrayList<>();
        for (Fields relation : fields.objects("relations", MAX_LIST)) {
            String type = relation.requiredLine("type", 40);
            String practice = relation.requiredLine("practice", 300);
            if (!practice.isEmpty()) {
                practice = toPracticeId.apply(practice);
                if (PracticeId.parse(practice).isEmpty()) {
                    relation.problem("practice", "is not the id of a practice");
                }
            }
            relations.add(
                    new Content.Relation(
                            type.isEmpty()
                                    ? RelationType.ABOUT
                                    : oneOf(
                                            relation,
                                            "type",
                                            type,
                                            RELATION_TYPES,
                                            RelationType.ABOUT),
                            practice));
            relation.nothingElse();
        }
        return relations;
    }

    private static @Nullable Period period(Fields fields) {
        Fields period = fields.object("period");
        if (period == null) {
            return null;
        }
        String from = period.line("from", 10);
        String to = period.line("to", 10);
        period.nothingElse();
        LocalDate start =
                from == null ? null : sensible(period, "from", PartialDate.firstDay(from));
        LocalDate end = to == null ? null : sensible(period, "to", PartialDate.lastDay(to));
        if (start != null && end != null && end.isBefore(start)) {
            fields.problem("period", "ends before it begins");
        }
        return from == null && to == null ? null : new Period(from, to);
    }

    private static @Nullable LocalDate sensible(
            Fields period, String name, @Nullable LocalDate date) {
        if (date != null && date.getYear() >= 1900 && date.getYear() <= 2200) {
            return date;
        }
        period.problem(name, "must be a year, a month or a day, such as 2019 or 2019-11-30");
        return null;
    }

    private static String language(Fields fields, String name, String absent) {
        String text = fields.line(name, 35);
        if (text == null) {
            return absent;
        }
        try {
            Locale locale = new Locale.Builder().setLanguageTag(text).build();
            String language = locale.getLanguage();
            if (language.length() == 3 || LANGUAGES.contains(language)) {
                return locale.toLanguageTag();
            }
        } catch (IllformedLocaleException e) {
            // Answered below, as an unknown language is.
        }
        fields.problem(name, "is not a BCP 47 language tag");
        return absent;
    }

    private static @Nullable String optionalLanguage(Fields fields) {
        return fields.has("language") ? language(fields, "language", "en") : null;
    }

    private static @Nullable String url(Fields fields, String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme();
            if (scheme != null
                    && (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))
                    && uri.getRawAuthority() != null
                    && uri.getRawUserInfo() == null) {
                return text;
            }
        } catch (URISyntaxException e) {
            // Answered below, as every other address is that is none.
        }
        fields.problem(name, "must be an absolute http or https address");
        return text;
    }

    private static <T> T oneOf(
            Fields fields, String name, String text, Map<String, T> allowed, T otherwise) {
        T value = allowed.get(text);
        if (value == null) {
            fields.problem(name, "must be one of " + new TreeSet<>(allowed.keySet()));
            return otherwise;
        }
        return value;
    }

    private static <T> Map<String, T> byWire(T[] values, Function<T, String> wire) {
        return Arrays.stream(values)
                .collect(Collectors.toUnmodifiableMap(wire, Function.identity()));
    }

    private ContentReader() {}
}
