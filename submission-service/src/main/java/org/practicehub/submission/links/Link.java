package org.practicehub.submission.links;

import org.practicehub.events.Content;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address that a content names.
 *
 * @param pointer a JSON pointer to where it stands
 */
public record Link(String pointer, String address) {

    private static final Pattern IN_TEXT =
            Pattern.compile(
                    "(?i)\\b(https?://|javascript:|data:text/html|file:)[^\\s<>\"']{0,500}");

    private static final Pattern PUNCTUATION = Pattern.compile("[.,;:!?)\\]]+$");

    /** All of a content, in the order of its fields; those in its text at the end. */
    public static List<Link> in(Content content) {
        List<Link> links = inFields(content);
        addFrom(content.summary(), links);
        return links;
    }

    /** As {@link #in}, for the price of nearly nothing where the text has no web address. */
    static List<Link> onTheWebIn(Content content) {
        List<Link> links = inFields(content);
        if (content.summary().contains("://")) {
            addFrom(content.summary(), links);
        }
        return links;
    }

    private static List<Link> inFields(Content content) {
        List<Link> links = new ArrayList<>();
        String source = content.source();
        if (source != null && source.contains(":/")) {
            links.add(new Link("/source", source));
        }
        for (int i = 0; i < content.resources().size(); i++) {
            Content.Resource resource = content.resources().get(i);
            links.add(new Link("/resources/" + i + "/url", resource.url()));
        }
        for (int i = 0; i < content.images().size(); i++) {
            Content.Image image = content.images().get(i);
            links.add(new Link("/images/" + i + "/url", image.url()));
        }
        for (int i = 0; i < content.contacts().size(); i++) {
            Content.Contact contact = content.contacts().get(i);
            if (contact.url() != null) {
                links.add(new Link("/contacts/" + i + "/url", contact.url()));
            }
        }
        return links;
    }

    private static void addFrom(String summary, List<Link> links) {
        Matcher text = IN_TEXT.matcher(summary);
        while (text.find()) {
            links.add(new Link("/summary", PUNCTUATION.matcher(text.group()).replaceAll("")));
        }
    }
}
