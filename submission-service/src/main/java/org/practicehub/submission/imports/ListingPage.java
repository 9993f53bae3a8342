package org.practicehub.submission.imports;

import org.jspecify.annotations.Nullable;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text of a page that lists the practices of a topic. An entry is a title, a line
 * "Submitted by … on", and paragraphs; or a title, paragraphs, and the bare name of who submitted
 * it. The page ends with "Subscribe to" and its topic. Names stay as they are listed, cut short or
 * not.
 */
final class ListingPage {

    private static final Pattern SUBMITTED = Pattern.compile("Submitted by\\s+(.+?)(?:\\s+on)?");

    private static final Pattern NAME =
            Pattern.compile(
                    "(?:(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sr|Sra|Mme|M)\\.?\\s+\\p{Lu}[^.!?;:]{0,80}…?"
                            + "|Anonymous(?: \\(not verified\\))?)");

    private static final Pattern SUBSCRIBE = Pattern.compile("Subscribe to\\s+(\\S.*)");

    private static final int LONGEST_TITLE = 200;

    /** A hyphen at the end of a line divides a word. */
    private static final Pattern DIVIDED =
            Pattern.compile("(?<=\\p{Ll})[-\\u00AD\\u2010]\\n(?=\\p{Ll})");

    /**
     * A hyphen before what is only an ending was left by a line break, as in "poli-cies": no word
     * that is joined by a hyphen consists of an ending.
     */
    private static final Pattern LEFT_OVER =
            Pattern.compile(
                    "(?<=\\p{L}\\p{Ll})[-\\u00AD\\u2010](?=(?:cies|ties|ries|tion|tions|sion|sions"
                            + "|cation|cations|ration|rations|zation|zations|ment|ments|ity|ities"
                            + "|ing|ings|ance|ances|ence|ences|ness|ical|ally|tive|tives|tional"
                            + "|lopment|ernance|gration)(?!\\p{L}))");

    /**
     * One practice of the page.
     *
     * @param line its title stands in, from 1
     * @param text paragraphs separated by an empty line; empty when there is none
     * @param submitter as listed; null when nobody is
     * @param topic the title of the page's topic; null when the page does not end with one
     */
    record Entry(
            int line,
            String title,
            String text,
            @Nullable String submitter,
            @Nullable String topic) {}

    /** A run of lines without an empty one between them. */
    private record Paragraph(int line, String text) {}

    private static final class Draft {

        final int line;
        final String title;
        final List<Paragraph> paragraphs = new ArrayList<>();
        @Nullable String submitter;

        Draft(Paragraph title) {
            this.line = title.line();
            this.title = title.text();
        }

        Entry under(@Nullable String topic) {
            return new Entry(
                    line,
                    title,
                    String.join("\n\n", paragraphs.stream().map(Paragraph::text).toList()),
                    submitter,
                    topic);
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private final List<Draft> drafts = new ArrayList<>();

    /** The entry that is being read; null before the first and after a closing name. */
    private @Nullable Draft current;

    static List<Entry> read(String page) {
        ListingPage reader = new ListingPage();
        paragraphs(page).forEach(reader::take);
        reader.end(null);
        return List.copyOf(reader.entries);
    }

    private void take(Paragraph paragraph) {
        Matcher subscribe = SUBSCRIBE.matcher(paragraph.text());
        Matcher submitted = SUBMITTED.matcher(paragraph.text());
        if (subscribe.matches()) {
            end(subscribe.group(1));
        } else if (submitted.matches()) {
            submittedBy(submitted.group(1));
        } else if (NAME.matcher(paragraph.text()).matches()
                && current != null
                && !current.paragraphs.isEmpty()) {
            if (current.submitter == null) {
                current.submitter = paragraph.text();
            }
            current = null;
        } else if (current == null
                || (!current.paragraphs.isEmpty() && isTitle(paragraph.text()))) {
            begin(paragraph);
        } else {
            current.paragraphs.add(paragraph);
        }
    }

    /** What stands before this line is a title, whatever it looked like. */
    private void submittedBy(String name) {
        if (current != null && !current.paragraphs.isEmpty()) {
            begin(current.paragraphs.removeLast());
        }
        if (current != null) {
            current.submitter = name;
        }
    }

    private void begin(Paragraph title) {
        current = new Draft(title);
        drafts.add(current);
    }

    private void end(@Nullable String topic) {
        drafts.forEach(draft -> entries.add(draft.under(topic)));
        drafts.clear();
        current = null;
    }

    private static boolean isTitle(String text) {
        return text.length() <= LONGEST_TITLE && !text.matches("(?s).*[.!?:;]");
    }

    private static List<Paragraph> paragraphs(String page) {
        List<Paragraph> paragraphs = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int first = 0;
        int number = 0;
        for (String raw : (page + "\n").split("\\R", -1)) {
            number++;
            String line = raw.replaceAll("[\\s\\u00A0\\u200B\\uFEFF]+", " ").strip();
            boolean alone =
                    SUBMITTED.matcher(line).matches()
                            || SUBSCRIBE.matcher(line).matches()
                            || NAME.matcher(line).matches();
            if (line.isEmpty() || alone) {
                add(paragraphs, first, text);
            }
            if (alone) {
                paragraphs.add(new Paragraph(number, line));
            } else if (!line.isEmpty()) {
                first = text.isEmpty() ? number : first;
                text.append(text.isEmpty() ? "" : "\n").append(line);
            }
        }
        add(paragraphs, first, text);
        return paragraphs;
    }

    private static void add(List<Paragraph> paragraphs, int line, StringBuilder text) {
        if (!text.isEmpty()) {
            String joined = DIVIDED.matcher(text).replaceAll("").replace('\n', ' ');
            paragraphs.add(new Paragraph(line, LEFT_OVER.matcher(joined).replaceAll("")));
            text.setLength(0);
        }
    }

    /** A name for addresses and ids: lower case letters and digits with single hyphens. */
    static String slug(String text) {
        String slug =
                Normalizer.normalize(text, Normalizer.Form.NFKD)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("\\p{M}+", "")
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-+|-+$", "");
        return slug.length() <= 100 ? slug : slug.substring(0, 100).replaceAll("-+$", "");
    }
}
