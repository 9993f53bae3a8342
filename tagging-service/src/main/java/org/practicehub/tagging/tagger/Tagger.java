package org.practicehub.tagging.tagger;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Content;
import org.practicehub.events.CountryRole;
import org.practicehub.events.OrganisationRole;
import org.practicehub.tagging.citations.CitationTagger;
import org.practicehub.tagging.countries.CountryTagger;
import org.practicehub.tagging.evidence.Findings;
import org.practicehub.tagging.goals.GoalTagger;
import org.practicehub.tagging.goals.ObjectiveTagger;
import org.practicehub.tagging.goals.TextTerms;
import org.practicehub.tagging.languages.Language;
import org.practicehub.tagging.languages.LanguageDetector;
import org.practicehub.tagging.text.Passage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tags a content: the same content gets the same tags, whoever asks and however often. */
public final class Tagger {

    private final CitationTagger citations;
    private final CountryTagger countries;
    private final GoalTagger goals;
    private final ObjectiveTagger objectives;
    private final LanguageDetector languages = new LanguageDetector();

    private Tagger(
            CitationTagger citations,
            CountryTagger countries,
            GoalTagger goals,
            ObjectiveTagger objectives) {
        this.citations = citations;
        this.countries = countries;
        this.goals = goals;
        this.objectives = objectives;
    }

    /** A tagger with everything that the service knows; takes about a second to load. */
    public static Tagger load() {
        return new Tagger(
                new CitationTagger(),
                CountryTagger.load(),
                GoalTagger.load(),
                ObjectiveTagger.load());
    }

    public Tagged tag(Content content) {
        List<Passage> text =
                List.of(
                        Passage.of("title", content.title()),
                        Passage.of("summary", content.summary()));
        List<Passage> topics = new ArrayList<>();
        for (int i = 0; i < content.topics().size(); i++) {
            topics.add(Passage.of("topics/" + i, content.topics().get(i)));
        }
        Findings findings = new Findings();
        objectives.tagTopics(topics, findings);
        for (int i = 0; i < content.organisations().size(); i++) {
            Content.Organisation organisation = content.organisations().get(i);
            countries.tagName(
                    Passage.of("organisations/" + i + "/name", organisation.name()),
                    role(organisation.role()),
                    findings);
        }
        return tag(text, content.language(), findings);
    }

    /**
     * Tags a text that is not a content.
     *
     * @param title may be null
     */
    public Tagged tag(@Nullable String title, String titleField, String text, String textField) {
        List<Passage> passages = new ArrayList<>();
        if (title != null) {
            passages.add(Passage.of(titleField, title));
        }
        passages.add(Passage.of(textField, text));
        return tag(passages, "en", new Findings());
    }

    private static CountryRole role(@Nullable OrganisationRole role) {
        return switch (role) {
            case FUNDER -> CountryRole.FUNDER;
            case PARTNER -> CountryRole.PARTNER;
            case IMPLEMENTER -> CountryRole.PARTNER;
            case null -> CountryRole.PARTNER;
        };
    }

    private Tagged tag(List<Passage> passages, String declared, Findings findings) {
        Language language = languages.detect(passages, Language.of(declared));
        citations.tag(passages, findings);
        countries.tag(passages, language, findings);
        TextTerms text = TextTerms.of(passages);
        Map<String, Double> sdg = goals.tag(text, language, findings);
        Map<String, Double> gcm = objectives.tag(text, language, findings);
        return new Tagged(
                language == Language.OTHER && Language.of(declared) == Language.OTHER
                        ? declared
                        : language.tag(),
                findings.tags(),
                new Scores(sdg, gcm),
                notAttempted(language));
    }

    private static List<String> notAttempted(Language language) {
        return switch (language) {
            case ENGLISH -> List.of();
            case FRENCH, SPANISH, ARABIC -> List.of("goals:model", "objectives:model");
            case OTHER ->
                    List.of(
                            "goals:model",
                            "goals:lexicon",
                            "objectives:model",
                            "objectives:lexicon",
                            "countries:demonyms");
        };
    }
}
