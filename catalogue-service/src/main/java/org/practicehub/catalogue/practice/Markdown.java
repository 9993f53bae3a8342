package org.practicehub.catalogue.practice;

import org.practicehub.events.Content;
import org.practicehub.events.Period;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.Tag;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A practice as Markdown (CommonMark). What contributors wrote stays text: nothing in it is markup.
 */
final class Markdown {

    private static final Pattern SPECIAL = Pattern.compile("([\\\\`*_{}\\[\\]()#+\\-.!|<>~&])");

    static String of(PracticePublished practice, String url) {
        Content content = practice.content();
        StringBuilder text = new StringBuilder("# ").append(inline(content.title())).append("\n\n");
        content.summary()
                .lines()
                .map(Markdown::inline)
                .forEach(line -> text.append(line).append('\n'));
        text.append('\n');
        item(text, "Kind", content.kind().wire());
        item(text, "Language", content.language());
        Period period = content.period();
        if (period != null) {
            item(
                    text,
                    "Period",
                    (period.from() == null ? "" : period.from())
                            + " to "
                            + (period.to() == null ? "" : period.to()));
        }
        item(text, "Topics", String.join(", ", content.topics()));
        item(
                text,
                "Tags",
                practice.tags().stream()
                        .map(Tag::term)
                        .distinct()
                        .collect(Collectors.joining(", ")));
        item(
                text,
                "Organisations",
                content.organisations().stream()
                        .map(
                                organisation ->
                                        organisation.role() == null
                                                ? organisation.name()
                                                : organisation.name()
                                                        + " ("
                                                        + organisation.role().wire()
                                                        + ")")
                        .collect(Collectors.joining(", ")));
        item(text, "Published", practice.firstPublishedAt().toString());
        item(text, "Revision", practice.revision() + " of " + practice.revisedAt());
        links(text, content.resources());
        for (Content.Quotation quotation : content.quotations()) {
            text.append("\n> ").append(inline(quotation.text())).append('\n');
            if (quotation.speaker() != null) {
                text.append("> \n> ").append(inline(quotation.speaker())).append('\n');
            }
        }
        return text.append("\nSource: <").append(url).append(">\n").toString();
    }

    private static void links(StringBuilder text, List<Content.Resource> resources) {
        if (!resources.isEmpty()) {
            text.append("\n## Resources\n\n");
            for (Content.Resource resource : resources) {
                text.append("- [")
                        .append(
                                inline(
                                        resource.title() == null
                                                ? resource.url()
                                                : resource.title()))
                        .append("](<")
                        .append(resource.url().replace("<", "%3C").replace(">", "%3E"))
                        .append(">)\n");
            }
        }
    }

    private static void item(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append("- **").append(name).append(":** ").append(inline(value)).append('\n');
        }
    }

    static String inline(String text) {
        return SPECIAL.matcher(text.replaceAll("\\s+", " ").strip()).replaceAll("\\\\$1");
    }

    private Markdown() {}
}
