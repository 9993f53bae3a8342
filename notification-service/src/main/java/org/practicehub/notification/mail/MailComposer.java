package org.practicehub.notification.mail;

import org.jspecify.annotations.Nullable;
import org.practicehub.criteria.Criteria;
import org.practicehub.criteria.PracticeTerms;
import org.practicehub.criteria.Term;
import org.practicehub.events.Content;
import org.practicehub.events.Evidence;
import org.practicehub.events.Occasion;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.Tag;
import org.practicehub.notification.ledger.DeskNews;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes messages: text and HTML side by side, in the reader's language and direction. */
@Component
public class MailComposer {

    private static final int LONGEST_SUBJECT = 150;
    private static final int LONGEST_SUMMARY = 600;
    private static final int MOST_EVIDENCE = 3;
    private static final int MOST_IN_DIGEST = 50;

    private final String publicUrl;
    private final String host;
    private final Map<String, Wording> wordings = Wording.all();
    private final Wording fallback;
    private final SpringTemplateEngine templates = new SpringTemplateEngine();
    private final Drafts drafts = new Drafts();

    MailComposer(MailProperties properties) {
        fallback = java.util.Objects.requireNonNull(wordings.get(Wording.LANGUAGES.getFirst()));
        publicUrl = properties.publicUrl().toString().replaceAll("/+$", "");
        host = properties.from().replaceAll(".*@([A-Za-z0-9.-]+).*", "$1");
        templates.addTemplateResolver(resolver(".html", TemplateMode.HTML));
        templates.addTemplateResolver(resolver(".txt", TemplateMode.TEXT));
    }

    /**
     * One subscription that a practice met.
     *
     * @param unsubscribe the token for leaving it
     */
    public record Met(Criteria criteria, String unsubscribe) {}

    /** A practice for one person, with every reason. */
    public Mail practice(
            String to,
            String language,
            String key,
            PracticePublished practice,
            Occasion occasion,
            @Nullable String note,
            List<Met> met) {
        Wording words = wording(language);
        List<Criteria> criteria = met.stream().map(Met::criteria).toList();
        List<String> tokens = met.stream().map(each -> encoded(each.unsubscribe())).toList();
        Drafts.Draft draft =
                drafts.draft(
                        practice,
                        new Drafts.Variant(occasion, note, words.language(), criteria),
                        tokens.size(),
                        gaps -> written(words, practice, occasion, note, criteria, gaps));
        return new Mail(
                to,
                draft.subject(),
                draft.body(),
                tokens,
                words.language(),
                key + "@" + host,
                leaving(tokens.getFirst()));
    }

    /**
     * @param tokens one for each of the criteria
     */
    private Drafts.Written written(
            Wording words,
            PracticePublished practice,
            Occasion occasion,
            @Nullable String note,
            List<Criteria> criteria,
            List<String> tokens) {
        Content content = practice.content();
        Map<String, Object> model = model(words);
        String news =
                switch (occasion) {
                    case PUBLISHED ->
                            words.of(
                                    practice.revision() > 1
                                            ? "practice.revised"
                                            : "practice.published");
                    case CORRECTED -> words.of("practice.corrected");
                    case WITHDRAWN -> words.of("practice.withdrawn");
                };
        model.put("news", news);
        model.put("title", line(content.title()));
        model.put("note", note == null ? "" : line(note));
        model.put("contentLanguage", content.language());
        model.put("summary", cut(line(content.summary()), LONGEST_SUMMARY));
        model.put("link", publicUrl + "/practices/" + practice.practiceId());
        List<Map<String, Object>> reasons = new ArrayList<>();
        for (int i = 0; i < criteria.size(); i++) {
            reasons.add(reason(words, practice, criteria.get(i), tokens.get(i)));
        }
        model.put("reasons", reasons);
        return written(
                "practice", words.of("practice.subject", line(content.title())), words, model);
    }

    /** The practices that one subscription gathered. */
    public record Group(Met met, List<PracticePublished> practices) {

        public Group {
            practices = List.copyOf(practices);
        }
    }

    /** What was gathered until the end of a window, by subscription. */
    public Mail digest(String to, String language, String key, String cadence, List<Group> groups) {
        Wording words = wording(language);
        int total = groups.stream().mapToInt(group -> group.practices().size()).sum();
        Map<String, Object> model = model(words);
        List<Map<String, Object>> shown = new ArrayList<>();
        int left = MOST_IN_DIGEST;
        for (Group group : groups) {
            Map<String, Object> part = new LinkedHashMap<>();
            part.put("criteria", CriteriaWording.describe(words, group.met().criteria()));
            part.put(
                    "unsubscribe",
                    publicUrl
                            + "/subscriptions/unsubscribe?token="
                            + encoded(group.met().unsubscribe()));
            part.put("practices", group.practices().stream().limit(left).map(this::item).toList());
            int more = group.practices().size() - Math.min(left, group.practices().size());
            left -= Math.min(left, group.practices().size());
            part.put("more", more == 0 ? "" : words.of("digest.more", more));
            part.put("search", publicUrl + "/search?sort=newest");
            shown.add(part);
        }
        model.put("groups", shown);
        model.put("news", words.of("digest." + cadence));
        return mail(
                "digest",
                to,
                words,
                key,
                words.of("digest.subject", total),
                model,
                leaving(encoded(groups.getFirst().met().unsubscribe())));
    }

    private Map<String, Object> item(PracticePublished practice) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("title", line(practice.content().title()));
        item.put("language", practice.content().language());
        item.put("link", publicUrl + "/practices/" + practice.practiceId());
        return item;
    }

    private Map<String, String> leaving(String token) {
        return Map.of(
                "List-Unsubscribe",
                "<" + publicUrl + "/api/v1/subscriptions/unsubscription?token=" + token + ">",
                "List-Unsubscribe-Post",
                "List-Unsubscribe=One-Click",
                "List-Id",
                "<subscriptions." + host + ">");
    }

    /** Asks the owner of an address whether they want this subscription. */
    public Mail confirmation(
            String to, String language, String key, Criteria criteria, String token) {
        Wording words = wording(language);
        Map<String, Object> model = model(words);
        model.put("criteria", CriteriaWording.describe(words, criteria));
        model.put("link", publicUrl + "/subscriptions/confirm?token=" + encoded(token));
        return mail(
                "confirmation", to, words, key, words.of("confirmation.subject"), model, Map.of());
    }

    /** Lets the owner of an address see and change what they have. */
    public Mail manageLink(String to, String language, String key, String token) {
        Wording words = wording(language);
        Map<String, Object> model = model(words);
        model.put("link", publicUrl + "/subscriptions/manage?token=" + encoded(token));
        return mail("manage", to, words, key, words.of("manage.subject"), model, Map.of());
    }

    /** Tells a contributor what becomes of a submission. */
    public Mail submission(
            String to,
            String language,
            String key,
            String submission,
            DeskNews news,
            String title,
            String message) {
        Wording words = wording(language);
        Map<String, Object> model = model(words);
        model.put("title", line(title));
        model.put("contentLanguage", language);
        model.put("message", message.strip());
        model.put("news", words.of("decision." + news.wire()));
        model.put(
                "link",
                news == DeskNews.APPROVED
                        ? publicUrl + "/practices/" + submission
                        : publicUrl + "/submissions/" + submission);
        return mail(
                "decision",
                to,
                words,
                key,
                words.of("decision.subject." + news.wire(), line(title)),
                model,
                Map.of());
    }

    /** Tells the owner of an endpoint that nothing is posted to it any more. */
    public Mail disabledEndpoint(String to, String key, String url, String why) {
        Wording words = fallback;
        Map<String, Object> model = model(words);
        model.put("url", line(url));
        model.put("why", words.of("endpoint.why", line(why)));
        return mail("endpoint", to, words, key, words.of("endpoint.subject"), model, Map.of());
    }

    /** Criteria in a reader's words. */
    public String describe(String language, Criteria criteria) {
        return CriteriaWording.describe(wording(language), criteria);
    }

    private Mail mail(
            String template,
            String to,
            Wording words,
            String key,
            String subject,
            Map<String, Object> model,
            Map<String, String> headers) {
        Drafts.Written written = written(template, subject, words, model);
        return new Mail(
                to,
                written.subject(),
                Body.of(written.text(), written.html()),
                List.of(),
                words.language(),
                key + "@" + host,
                headers);
    }

    private Drafts.Written written(
            String template, String subject, Wording words, Map<String, Object> model) {
        Context context = new Context(words.locale(), model);
        return new Drafts.Written(
                cut(line(subject), LONGEST_SUBJECT),
                templates.process(template + ".txt", context),
                templates.process(template + ".html", context));
    }

    private Map<String, Object> model(Wording words) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("w", words);
        model.put("home", publicUrl + "/");
        return model;
    }

    private Map<String, Object> reason(
            Wording words, PracticePublished practice, Criteria criteria, String token) {
        Map<String, Object> reason = new LinkedHashMap<>();
        reason.put("criteria", CriteriaWording.describe(words, criteria));
        reason.put("evidence", evidence(words, practice, criteria));
        reason.put("unsubscribe", publicUrl + "/subscriptions/unsubscribe?token=" + token);
        return reason;
    }

    /** The tags that the criteria ask for, with the words of the practice that support them. */
    private static List<String> evidence(
            Wording words, PracticePublished practice, Criteria criteria) {
        Set<String> wanted =
                Stream.concat(
                                criteria.all().stream(),
                                criteria.any().stream().flatMap(List::stream))
                        .map(Term::toString)
                        .collect(Collectors.toSet());
        Set<String> has = PracticeTerms.of(practice);
        List<String> lines = new ArrayList<>();
        for (Tag tag : practice.tags()) {
            boolean asked =
                    wanted.stream()
                            .anyMatch(
                                    term ->
                                            has.contains(term)
                                                    && (term.equals(tag.term())
                                                            || term.startsWith(tag.term() + "@")));
            if (asked && !tag.evidence().isEmpty()) {
                String quotes =
                        tag.evidence().stream()
                                .map(Evidence::text)
                                .map(text -> words.of("quoted", cut(line(text), 120)))
                                .distinct()
                                .limit(MOST_EVIDENCE)
                                .collect(Collectors.joining(", "));
                lines.add(CriteriaWording.label(words, Term.parse(tag.term())) + ": " + quotes);
            }
        }
        return lines;
    }

    private Wording wording(String language) {
        Wording wording = wordings.get(Locale.forLanguageTag(language).getLanguage());
        return wording == null ? fallback : wording;
    }

    private static ClassLoaderTemplateResolver resolver(String suffix, TemplateMode mode) {
        ClassLoaderTemplateResolver resolver =
                new ClassLoaderTemplateResolver(MailComposer.class.getClassLoader());
        resolver.setPrefix("notification/templates/");
        resolver.setResolvablePatterns(Set.of("*" + suffix));
        resolver.setTemplateMode(mode);
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        resolver.setCheckExistence(true);
        return resolver;
    }

    /** One line without control characters: fit for a header. */
    private static String line(String text) {
        return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }

    private static String cut(String text, int most) {
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, most - 1)).strip() + "…";
    }

    private static String encoded(String token) {
        return URLEncoder.encode(token, StandardCharsets.UTF_8);
    }
}
