package org.practicehub.gateway.pages;

import org.jspecify.annotations.Nullable;
import org.practicehub.gateway.hub.Views.Content;
import org.practicehub.gateway.hub.Views.Country;
import org.practicehub.gateway.hub.Views.Organisation;
import org.practicehub.gateway.hub.Views.Resource;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The contributor's form. Lists of organisations and links are written one a line, with semicolons
 * between the parts.
 */
record ContributionForm(
        @Nullable String title,
        @Nullable String summary,
        @Nullable String kind,
        @Nullable String language,
        @Nullable String from,
        @Nullable String to,
        @Nullable List<String> topics,
        @Nullable List<String> countries,
        @Nullable List<String> goals,
        @Nullable String organisations,
        @Nullable String resources) {

    static final ContributionForm EMPTY =
            new ContributionForm(
                    "", "", "practice", "en", "", "", List.of(), List.of(), List.of(), "", "");

    static ContributionForm of(@Nullable Content content) {
        if (content == null) {
            return EMPTY;
        }
        return new ContributionForm(
                content.title(),
                content.summary(),
                content.kind(),
                content.language(),
                content.period() == null ? "" : content.period().from(),
                content.period() == null ? "" : content.period().to(),
                content.topics(),
                content.countries().stream().map(Country::code).toList(),
                content.goals(),
                content.organisations().stream()
                        .map(ContributionForm::line)
                        .collect(Collectors.joining("\n")),
                content.resources().stream()
                        .map(ContributionForm::line)
                        .collect(Collectors.joining("\n")));
    }

    /**
     * The content to be sent.
     *
     * @param base what is kept of fields that the form does not show
     */
    ObjectNode over(@Nullable ObjectNode base) {
        var nodes = JsonNodeFactory.instance;
        ObjectNode content = base == null ? nodes.objectNode() : base.deepCopy();
        content.put("title", text(title));
        content.put("summary", text(summary).replace("\r\n", "\n"));
        content.put("kind", orElse(kind, "practice"));
        content.put("language", orElse(language, "en"));
        content.remove("period");
        if (!text(from).isEmpty() || !text(to).isEmpty()) {
            ObjectNode period = content.putObject("period");
            putUnlessEmpty(period, "from", text(from));
            putUnlessEmpty(period, "to", text(to));
        }
        var slugs = content.putArray("topics");
        orNone(topics).forEach(slugs::add);
        var cited = content.putArray("goals");
        orNone(goals).forEach(cited::add);
        countriesInto(content);
        var named = content.putArray("organisations");
        for (String[] parts : lines(organisations)) {
            ObjectNode organisation = named.addObject().put("name", parts[0]);
            organisation.put("role", parts.length > 1 ? parts[1] : "implementer");
            if (parts.length > 2) {
                organisation.put("country", parts[2]);
            }
        }
        var links = content.putArray("resources");
        for (String[] parts : lines(resources)) {
            ObjectNode resource = links.addObject().put("url", parts[0]);
            resource.put("title", parts.length > 1 ? parts[1] : parts[0]);
            if (parts.length > 2) {
                resource.put("language", parts[2]);
            }
        }
        return content;
    }

    /** Keeps the part a country already plays. */
    private void countriesInto(ObjectNode content) {
        var before = content.path("countries").deepCopy();
        var chosen = content.putArray("countries");
        for (String code : orNone(countries)) {
            boolean known = false;
            for (var country : before) {
                if (code.equals(country.path("code").asString(""))) {
                    chosen.add(country);
                    known = true;
                }
            }
            if (!known) {
                chosen.addObject().put("code", code).put("role", "about");
            }
        }
    }

    public boolean hasTopic(String slug) {
        return orNone(topics).contains(slug);
    }

    public boolean hasCountry(String code) {
        return orNone(countries).contains(code);
    }

    public boolean hasGoal(String goal) {
        return orNone(goals).contains(goal);
    }

    private static String line(Organisation organisation) {
        return text(organisation.name())
                + (organisation.role() == null ? "" : "; " + organisation.role())
                + (organisation.country() == null ? "" : "; " + organisation.country());
    }

    private static String line(Resource resource) {
        return text(resource.url())
                + (resource.title() == null ? "" : "; " + resource.title())
                + (resource.language() == null ? "" : "; " + resource.language());
    }

    private static List<String[]> lines(@Nullable String text) {
        return text(text)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> line.split("\\s*;\\s*"))
                .filter(parts -> parts.length > 0 && !parts[0].isEmpty())
                .toList();
    }

    private static void putUnlessEmpty(ObjectNode node, String name, String value) {
        if (!value.isEmpty()) {
            node.put(name, value);
        }
    }

    private static List<String> orNone(@Nullable List<String> list) {
        return list == null ? List.of() : list;
    }

    private static String orElse(@Nullable String value, String otherwise) {
        return value == null || value.isBlank() ? otherwise : value.strip();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}
