package org.practicehub.catalogue.oai;

import org.practicehub.catalogue.index.CatalogueIndex;
import org.practicehub.catalogue.index.CatalogueIndex.Change;
import org.practicehub.catalogue.index.CatalogueIndex.Changes;
import org.practicehub.catalogue.index.Facet;
import org.practicehub.catalogue.index.Inquiry;
import org.practicehub.catalogue.store.CatalogueEntry;
import org.practicehub.catalogue.store.Order;
import org.practicehub.catalogue.store.Position;
import org.practicehub.catalogue.store.PracticeStore;
import org.practicehub.catalogue.store.TopicStore;
import org.practicehub.catalogue.web.Links;
import org.practicehub.catalogue.web.Problem.Name;
import org.practicehub.catalogue.web.Refusal;
import org.practicehub.catalogue.web.Xml;
import org.practicehub.criteria.Criteria;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.ArrayList;
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
    private static final int PAGE = 100;

    private final CatalogueIndex index;
    private final PracticeStore practices;
    private final TopicStore topics;
    private final Records records;
    private final Links links;
    private final Clock clock;

    Repository(
            CatalogueIndex index,
            PracticeStore practices,
            TopicStore topics,
            Records records,
            Links links,
            Clock clock) {
        this.index = index;
        this.practices = practices;
        this.topics = topics;
        this.records = records;
        this.links = links;
        this.clock = clock;
    }

    byte[] answer(Map<String, String[]> arguments, String base) {
        if (!index.isComplete()) {
            throw new Refusal(Name.UNAVAILABLE, "the index is being made");
        }
        String verb = "";
        try {
            verb = Arguments.checkedVerb(arguments);
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
            boolean echo = !e.code().equals("badVerb") && !e.code().equals("badArgument");
            return start(base, echo ? verb : "", echo ? arguments : Map.of())
                    .element("error", String.valueOf(e.getMessage()), "code", e.code())
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
        xml.element("responseDate", Records.seconds(clock.millis()));
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

    private void identify(Xml xml, String base) {
        Changes first = index.changes(null, Long.MIN_VALUE, Long.MAX_VALUE, null, 1);
        long earliest =
                first.changes().isEmpty() ? clock.millis() : first.changes().getFirst().changed();
        xml.element("repositoryName", "Practice Hub");
        xml.element("baseURL", base);
        xml.element("protocolVersion", "2.0");
        xml.element("adminEmail", "practices@" + records.host());
        xml.element("earliestDatestamp", Records.seconds(earliest));
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
        xml.element("repositoryIdentifier", records.host());
        xml.element("delimiter", ":");
        xml.element("sampleIdentifier", records.identifier("0190a000-0000-7000-8000-000000000000"));
        xml.close().close();
    }

    private void formats(Xml xml, Map<String, String[]> arguments) {
        String identifier = Arguments.argument(arguments, "identifier");
        if (identifier != null) {
            entry(identifier);
        }
        xml.open("metadataFormat")
                .element("metadataPrefix", "oai_dc")
                .element("schema", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd")
                .element("metadataNamespace", "http://www.openarchives.org/OAI/2.0/oai_dc/")
                .close();
        xml.open("metadataFormat")
                .element("metadataPrefix", Records.NATIVE)
                .element("schema", links.to("/openapi.json"))
                .element("metadataNamespace", Records.NATIVE_NAMESPACE)
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
        Map<String, String> titles = topics.titles();
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

    private static void set(Xml xml, String spec, String name) {
        xml.open("set").element("setSpec", spec).element("setName", name).close();
    }

    private void record(Xml xml, Map<String, String[]> arguments) {
        String identifier = Arguments.argument(arguments, "identifier");
        String prefix = Arguments.argument(arguments, "metadataPrefix");
        if (identifier == null || prefix == null) {
            throw new OaiError("badArgument", "identifier and metadataPrefix are needed");
        }
        Arguments.checkPrefix(prefix);
        records.write(xml, entry(identifier), prefix, true);
    }

    private CatalogueEntry entry(String identifier) {
        String start = "oai:" + records.host() + ":";
        Optional<CatalogueEntry> entry =
                identifier.startsWith(start)
                        ? practices.find(identifier.substring(start.length()))
                        : Optional.empty();
        return entry.orElseThrow(
                () -> new OaiError("idDoesNotExist", "Nothing has this identifier"));
    }

    private void list(Xml xml, Map<String, String[]> arguments, boolean full) {
        Token token = Arguments.token(arguments);
        if (!full) {
            // Headers are the same in every format.
            Arguments.checkPrefix(token.prefix());
        }
        Changes changes =
                index.changes(
                        token.set() == null ? null : Arguments.term(token.set()),
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
            records.write(xml, entry, token.prefix(), full);
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
}
