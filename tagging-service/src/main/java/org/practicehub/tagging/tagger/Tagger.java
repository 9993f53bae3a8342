package org.practicehub.tagging.tagger;

import org.practicehub.events.Content;
import org.practicehub.tagging.citations.CitationTagger;
import org.practicehub.tagging.countries.CountryTagger;
import org.practicehub.tagging.evidence.Findings;
import org.practicehub.tagging.text.Passage;

import java.util.ArrayList;
import java.util.List;

/** Tags a content: the same content gets the same tags, whoever asks and however often. */
public final class Tagger {

    private final CitationTagger citations;
    private final CountryTagger countries;

    public Tagger(CitationTagger citations, CountryTagger countries) {
        this.citations = citations;
        this.countries = countries;
    }

    /** A tagger with everything that the service knows; takes about a second to load. */
    public static Tagger load() {
        return new Tagger(new CitationTagger(), CountryTagger.load());
    }

    public Tagged tag(Content content) {
        List<Passage> passages = new ArrayList<>();
        passages.add(Passage.of("title", content.title()));
        passages.add(Passage.of("summary", content.summary()));
        return tag(passages, content.language());
    }

    private Tagged tag(List<Passage> passages, String language) {
        Findings findings = new Findings();
        citations.tag(passages, findings);
        countries.tag(passages, findings);
        return new Tagged(language, findings.tags(), Scores.NONE, List.of("goals:model"));
    }
}
