package org.practicehub.catalogue.oai;

import com.mongodb.MongoException;

import org.jspecify.annotations.Nullable;
import org.practicehub.catalogue.index.CatalogueIndex;
import org.practicehub.catalogue.index.CatalogueIndex.Change;
import org.practicehub.catalogue.index.CatalogueIndex.Changes;
import org.practicehub.catalogue.index.Facet;
import org.practicehub.catalogue.index.Inquiry;
import org.practicehub.catalogue.store.CatalogueEntry;
import org.practicehub.catalogue.store.CatalogueEntry.Published;
import org.practicehub.catalogue.store.Order;
import org.practicehub.catalogue.store.Position;
import org.practicehub.catalogue.store.PracticeStore;
import org.practicehub.catalogue.store.TopicStore;
import org.practicehub.catalogue.web.Links;
import org.practicehub.catalogue.web.Problem.Name;
import org.practicehub.catalogue.web.Refusal;
import org.practicehub.catalogue.web.Xml;
import org.practicehub.criteria.Criteria;
import org.practicehub.criteria.PracticeTerms;
import org.practicehub.criteria.Term;
import org.practicehub.events.Content;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.Tag;
import org.practicehub.events.TopicChanged;
import org.springframework.stereotype.Component;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The Open Archives Initiative Protocol for Metadata Harvesting 2.0.
 *
 * <p>Deletions are kept for ever. What a withdrawn practice was about is not known any more, so
 * every set tells all deletions: a harvester ignores those it never had.
 *
 * @see <a href="https://www.openarchives.org/OAI/openarchivesprotocol.html">the protocol</a>
 */
@Component
class Repository {

    private static final String OAI = "http://www.openarchives.org/OAI/2.0/";
    private static final String NATIVE = "practicehub";
    private static final String NATIVE_NAMESPACE = "urn:practicehub:practice:1";
    private static final int PAGE = 100;

    private static final Map<String, Set<String>> ARGUMENTS =
            Map.of(
                    "Identify", Set.of(),
                    "ListMetadataFormats", Set.of("identifier"),
                    "ListSets", Set.of("resumptionToken"),
                    "GetRecord", Set.of("identifier", "metadataPrefix"),
                    "ListIdentifiers",
                            Set.of("from", "until", "metadataPrefix", "set", "resumptionToken"),
                    "ListRecords",
                            Set.of("from", "until", "metadataPrefix", "set", "resumptionToken"));

    private final CatalogueIndex index;
    private final PracticeStore practices;
    private final TopicStore topics;
    private final Links links;
    private final Clock clock;

    Repository(
            CatalogueIndex index,
            PracticeStore practices,
            TopicStore topics,
            Links links,
            Clock clock) {
        this.index = index;
        this.practices = practices;
        this.topics = topics;
        this.links = links;
        this.clock = clock;
    }

    /** An error of the protocol, told in the body of a 200. */
    private static final class OaiError extends RuntimeException {

        private final String code;

        OaiError(String code, String message) {
            super(message, null, false, false);
            this.code = code;
        }
    }

    byte[] answer(Map<String, String[]> arguments, String base) {
        if (!index.isComplete()) {
            throw new Refusal(Name.UNAVAILABLE, "the index is being made");
        }
        String verb = "";
        try {
            verb = checkedVerb(arguments);
            Xml xml = start(base, verb, arguments);
            xml.open(verb);
            switch (verb) {
                case "Identify" -> identify(xml, base);
                case "ListMetadataFormats" -> formats(xml, arguments);
                case "ListSets" -> sets(xml, arguments);
                case "GetRecord" -> record(xml, arguments);
                default -> list(xml, arguments, verb.equals("ListRecords"));
            }
            return xml.bytes();
        } catch (OaiError e) {
            boolean echo = !e.code.equals("badVerb") && !e.code.equals("badArgument");
            return start(base, echo ? verb : "", echo ? arguments : Map.of())
                    .element("error", String.valueOf(e.getMessage()), "code", e.code)
                    .bytes();
        }
    }

    private Xml start(String base, String verb, Map<String, String[]> arguments) {
        Xml xml = new Xml();
        xml.open(
                "OAI-PMH",
                "xmlns",
                OAI,
                "xmlns:xsi",
                "http://www.w3.org/2001/XMLSchema-instance",
                "xsi:schemaLocation",
                OAI + " http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd");
        xml.element("responseDate", seconds(clock.millis()));
        List<String> attributes = new ArrayList<>();
        if (!verb.isEmpty()) {
            arguments.forEach(
                    (name, values) -> {
                        attributes.add(name);
                        attributes.add(values[0]);
                    });
        }
        xml.element("request", base, attributes.toArray(String[]::new));
        return xml;
    }

    private static String checkedVerb(Map<String, String[]> arguments) {
        String[] verbs = arguments.get("verb");
        if (verbs == null || verbs.length != 1 || !ARGUMENTS.containsKey(verbs[0])) {
            throw new OaiError("badVerb", "There is no such verb, or not exactly one");
        }
        Set<String> known = ARGUMENTS.getOrDefault(verbs[0], Set.of());
        arguments.forEach(
                (name, values) -> {
                    if (!name.equals("verb") && (!known.contains(name) || values.length != 1)) {
                        throw new OaiError(
                                "badArgument", name + " is not known here, or given twice");
                    }
                });
        if (arguments.containsKey("resumptionToken") && arguments.size() != 2) {
            throw new OaiError("badArgument", "resumptionToken stands alone");
        }
        return verbs[0];
    }

    private void identify(Xml xml, String base) {
        Changes first = index.changes(null, Long.MIN_VALUE, Long.MAX_VALUE, null, 1);
        long earliest =
                first.changes().isEmpty() ? clock.millis() : first.changes().getFirst().changed();
        xml.element("repositoryName", "Practice Hub");
        xml.element("baseURL", base);
        xml.element("protocolVersion", "2.0");
        xml.element("adminEmail", "practices@" + host());
        xml.element("earliestDatestamp", seconds(earliest));
        xml.element("deletedRecord", "persistent");
        xml.element("granularity", "YYYY-MM-DDThh:mm:ssZ");
        xml.open("description");
        xml.open(
                "oai-identifier",
                "xmlns",
                "http://www.openarchives.org/OAI/2.0/oai-identifier",
                "xmlns:xsi",
                "http://www.w3.org/2001/XMLSchema-instance",
                "xsi:schemaLocation",
                "http://www.openarchives.org/OAI/2.0/oai-identifier"
                        + " http://www.openarchives.org/OAI/2.0/oai-identifier.xsd");
        xml.element("scheme", "oai");
        xml.element("repositoryIdentifier", host());
        xml.element("delimiter", ":");
        xml.element("sampleIdentifier", identifier("0190a000-0000-7000-8000-000000000000"));
        xml.close().close();
    }

    private void formats(Xml xml, Map<String, String[]> arguments) {
        String identifier = argument(arguments, "identifier");
        if (identifier != null) {
            entry(identifier);
        }
        xml.open("metadataFormat")
                .element("metadataPrefix", "oai_dc")
                .element("schema", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd")
                .element("metadataNamespace", "http://www.openarchives.org/OAI/2.0/oai_dc/")
                .close();
        xml.open("metadataFormat")
                .element("metadataPrefix", NATIVE)
                .element("schema", links.to("/openapi.json"))
                .element("metadataNamespace", NATIVE_NAMESPACE)
                .close();
    }

    private void sets(Xml xml, Map<String, String[]> arguments) {
        if (arguments.containsKey("resumptionToken")) {
            throw new OaiError("badResumptionToken", "All sets are told at once");
        }
        Set<Facet> facets = Set.of(Facet.TOPIC, Facet.COUNTRY, Facet.SDG, Facet.TARGET, Facet.GCM);
        Map<Facet, List<Inquiry.Count>> counts =
                index.search(new Inquiry(Criteria.EVERYTHING, null, Order.NEWEST, null, 1, facets))
                        .facets();
        set(xml, "topic", "Topics");
        set(xml, "country", "Countries");
        set(xml, "sdg", "Sustainable Development Goals");
        set(xml, "sdg-target", "Targets of the Sustainable Development Goals");
        set(xml, "gcm", "Objectives of the Global Compact for Migration");
        Map<String, String> titles = titles();
        for (Facet facet :
                List.of(Facet.TOPIC, Facet.COUNTRY, Facet.SDG, Facet.TARGET, Facet.GCM)) {
            for (Inquiry.Count count : counts.getOrDefault(facet, List.of())) {
                String name =
                        switch (facet) {
                            case TOPIC -> titles.getOrDefault(count.value(), count.value());
                            case COUNTRY ->
                                    Locale.of("", count.value()).getDisplayCountry(Locale.ENGLISH);
                            case SDG -> "Goal " + count.value();
                            case TARGET -> "Target " + count.value();
                            default -> "Objective " + count.value();
                        };
                set(xml, facet.prefix() + count.value(), name);
            }
        }
    }

    private Map<String, String> titles() {
        Map<String, String> titles = new HashMap<>();
        try {
            for (TopicChanged topic : topics.all()) {
                titles.put(topic.slug(), topic.title());
            }
        } catch (MongoException e) {
            // Slugs say enough while the read model is away.
            return Map.of();
        }
        return titles;
    }

    private static void set(Xml xml, String spec, String name) {
        xml.open("set").element("setSpec", spec).element("setName", name).close();
    }

    private void record(Xml xml, Map<String, String[]> arguments) {
        String identifier = argument(arguments, "identifier");
        String prefix = argument(arguments, "metadataPrefix");
        if (identifier == null || prefix == null) {
            throw new OaiError("badArgument", "identifier and metadataPrefix are needed");
        }
        checkPrefix(prefix);
        write(xml, entry(identifier), prefix, true);
    }

    private CatalogueEntry entry(String identifier) {
        String start = "oai:" + host() + ":";
        Optional<CatalogueEntry> entry =
                identifier.startsWith(start)
                        ? practices.find(identifier.substring(start.length()))
                        : Optional.empty();
        return entry.orElseThrow(
                () -> new OaiError("idDoesNotExist", "Nothing has this identifier"));
    }

    private void list(Xml xml, Map<String, String[]> arguments, boolean full) {
        Token token = token(arguments);
        if (!full) {
            // Headers are the same in every format.
            checkPrefix(token.prefix());
        }
        Changes changes =
                index.changes(
                        token.set() == null ? null : term(token.set()),
                        token.from(),
                        token.until(),
                        token.told() == 0 ? null : token.after(),
                        PAGE);
        if (changes.changes().isEmpty()) {
            throw new OaiError("noRecordsMatch", "Nothing changed so");
        }
        Map<String, CatalogueEntry> entries =
                practices.findAll(changes.changes().stream().map(Change::id).toList());
        for (Change change : changes.changes()) {
            CatalogueEntry entry = entries.get(change.id());
            if (entry == null || entry.changed() < change.changed()) {
                throw new Refusal(Name.UNAVAILABLE, "the read model lags; try again");
            }
            write(xml, entry, token.prefix(), full);
        }
        long told = token.told() + changes.changes().size();
        Position next = changes.next();
        if (next != null) {
            xml.element(
                    "resumptionToken",
                    new Token(token.prefix(), token.from(), token.until(), token.set(), next, told)
                            .write(),
                    "completeListSize",
                    String.valueOf(changes.total()),
                    "cursor",
                    String.valueOf(token.told()));
        } else if (token.told() > 0) {
            xml.empty(
                    "resumptionToken",
                    "completeListSize",
                    String.valueOf(changes.total()),
                    "cursor",
                    String.valueOf(token.told()));
        }
    }

    private static Token token(Map<String, String[]> arguments) {
        String resumption = argument(arguments, "resumptionToken");
        if (resumption != null) {
            Token token = Token.read(resumption);
            if (token == null || token.told() <= 0) {
                throw new OaiError("badResumptionToken", "This is no resumption token");
            }
            return token;
        }
        String prefix = argument(arguments, "metadataPrefix");
        if (prefix == null) {
            throw new OaiError("badArgument", "metadataPrefix is needed");
        }
        checkPrefix(prefix);
        String from = argument(arguments, "from");
        String until = argument(arguments, "until");
        if (from != null && until != null && from.length() != until.length()) {
            throw new OaiError("badArgument", "from and until differ in granularity");
        }
        long first = from == null ? 0 : instant(from, false);
        long last = until == null ? Long.MAX_VALUE : instant(until, true);
        if (first > last) {
            throw new OaiError("badArgument", "from is after until");
        }
        return new Token(prefix, first, last, argument(arguments, "set"), new Position(0L, ""), 0);
    }

    private static long instant(String text, boolean end) {
        try {
            if (text.length() == 10) {
                LocalDate day = LocalDate.parse(text);
                return (end ? day.plusDays(1) : day)
                                .atStartOfDay()
                                .toInstant(ZoneOffset.UTC)
                                .toEpochMilli()
                        - (end ? 1 : 0);
            }
            if (text.length() == 20) {
                return Instant.parse(text).toEpochMilli() + (end ? 999 : 0);
            }
        } catch (DateTimeParseException e) {
            throw new OaiError("badArgument", "this is not a date of the protocol");
        }
        throw new OaiError("badArgument", "this is not a date of the protocol");
    }

    private static String term(String set) {
        if (Set.of("topic", "country", "sdg", "sdg-target", "gcm").contains(set)) {
            throw new OaiError("noRecordsMatch", "Records are in the sets below this one");
        }
        try {
            return Term.parse(set).toString();
        } catch (IllegalArgumentException e) {
            throw new OaiError("noRecordsMatch", "There is no such set");
        }
    }

    private static void checkPrefix(String prefix) {
        if (!prefix.equals("oai_dc") && !prefix.equals(NATIVE)) {
            throw new OaiError("cannotDisseminateFormat", "oai_dc and practicehub are offered");
        }
    }

    private void write(Xml xml, CatalogueEntry entry, String prefix, boolean full) {
        if (full) {
            xml.open("record");
        }
        boolean deleted = !(entry instanceof Published);
        if (deleted) {
            xml.open("header", "status", "deleted");
        } else {
            xml.open("header");
        }
        xml.element("identifier", identifier(entry.id()));
        xml.element("datestamp", seconds(entry.changed()));
        if (entry instanceof Published(PracticePublished practice, byte[] json)) {
            for (String term : PracticeTerms.of(practice)) {
                if (isSet(term)) {
                    xml.element("setSpec", term);
                }
            }
            xml.close();
            if (full) {
                xml.open("metadata");
                if (prefix.equals("oai_dc")) {
                    dublinCore(xml, practice);
                } else {
                    nativeFormat(xml, practice);
                }
                xml.close();
            }
        } else {
            xml.close();
        }
        if (full) {
            xml.close();
        }
    }

    private static boolean isSet(String term) {
        return term.startsWith("topic:")
                || (term.startsWith("country:") && term.indexOf('@') < 0)
                || term.startsWith("sdg:")
                || term.startsWith("sdg-target:")
                || term.startsWith("gcm:");
    }

    private void dublinCore(Xml xml, PracticePublished practice) {
        Content content = practice.content();
        xml.open(
                "oai_dc:dc",
                "xmlns:oai_dc",
                "http://www.openarchives.org/OAI/2.0/oai_dc/",
                "xmlns:dc",
                "http://purl.org/dc/elements/1.1/",
                "xmlns:xsi",
                "http://www.w3.org/2001/XMLSchema-instance",
                "xsi:schemaLocation",
                "http://www.openarchives.org/OAI/2.0/oai_dc/"
                        + " http://www.openarchives.org/OAI/2.0/oai_dc.xsd");
        xml.element("dc:title", content.title(), "xml:lang", content.language());
        for (Content.Organisation organisation : content.organisations()) {
            xml.element("dc:creator", organisation.name());
        }
        content.topics().forEach(topic -> xml.element("dc:subject", topic));
        practice.tags().stream()
                .map(Tag::term)
                .distinct()
                .forEach(term -> xml.element("dc:subject", term));
        xml.element("dc:description", content.summary(), "xml:lang", content.language());
        xml.element("dc:publisher", "Practice Hub");
        xml.element(
                "dc:date",
                practice.firstPublishedAt().atOffset(ZoneOffset.UTC).toLocalDate().toString());
        xml.element("dc:type", content.kind().wire());
        xml.element("dc:identifier", links.page(practice.practiceId()));
        if (content.source() != null) {
            xml.element("dc:source", content.source());
        }
        xml.element("dc:language", content.language());
        for (Content.Relation relation : content.relations()) {
            xml.element("dc:relation", links.page(relation.practice()));
        }
        xml.close();
    }

    /** What Dublin Core has no place for: roles, revision, period, each tag by its origin. */
    private void nativeFormat(Xml xml, PracticePublished practice) {
        Content content = practice.content();
        xml.open(
                "practice",
                "xmlns",
                NATIVE_NAMESPACE,
                "id",
                practice.practiceId(),
                "revision",
                String.valueOf(practice.revision()),
                "xml:lang",
                content.language());
        xml.element("title", content.title());
        xml.element("summary", content.summary());
        xml.element("kind", content.kind().wire());
        xml.element("page", links.page(practice.practiceId()));
        xml.element("publishedAt", practice.firstPublishedAt().toString());
        xml.element("revisedAt", practice.revisedAt().toString());
        if (content.period() != null) {
            List<String> ends = new ArrayList<>();
            if (content.period().from() != null) {
                ends.add("from");
                ends.add(content.period().from());
            }
            if (content.period().to() != null) {
                ends.add("to");
                ends.add(content.period().to());
            }
            xml.empty("period", ends.toArray(String[]::new));
        }
        content.topics().forEach(topic -> xml.element("topic", topic));
        for (Content.Organisation organisation : content.organisations()) {
            xml.element(
                    "organisation",
                    organisation.name(),
                    "role",
                    organisation.role() == null ? "" : organisation.role().wire());
        }
        for (Tag tag : practice.tags()) {
            xml.empty(
                    "tag",
                    "term",
                    tag.term(),
                    "role",
                    tag.role() == null ? "" : tag.role().wire(),
                    "origin",
                    tag.origin() == null ? "" : tag.origin().wire());
        }
        for (Content.Relation relation : content.relations()) {
            xml.empty("relation", "type", relation.type().wire(), "practice", relation.practice());
        }
        xml.close();
    }

    private static @Nullable String argument(Map<String, String[]> arguments, String name) {
        String[] values = arguments.get(name);
        return values == null ? null : values[0];
    }

    private String identifier(String id) {
        return "oai:" + host() + ":" + id;
    }

    /** The host readers know; identifiers need one with a dot in it. */
    private String host() {
        String host = URI.create(links.publicUrl()).getHost();
        return host == null ? "practicehub.local" : host.contains(".") ? host : host + ".local";
    }

    private static String seconds(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
