package org.practicehub.tagging.countries;

import org.practicehub.events.CountryRole;
import org.practicehub.tagging.evidence.Findings;
import org.practicehub.tagging.text.Passage;
import org.practicehub.tagging.text.Word;

import java.util.List;

/** Finds the countries and groupings that a text speaks of. */
public final class CountryTagger {

    private final Gazetteer gazetteer;

    private CountryTagger(Gazetteer gazetteer) {
        this.gazetteer = gazetteer;
    }

    public static CountryTagger load() {
        return new CountryTagger(Gazetteer.load());
    }

    public void tag(List<Passage> passages, Findings findings) {
        for (Passage passage : passages) {
            List<Word> words = passage.words();
            for (int i = 0; i < words.size(); i++) {
                if (!words.get(i).mayBeName()) {
                    continue;
                }
                Gazetteer.Match match = gazetteer.longest(words, i, words.get(i).folded());
                if (match == null) {
                    continue;
                }
                Word last = words.get(i + match.count() - 1);
                for (Entry entry : match.entries()) {
                    if (entry.namesCountry()) {
                        findings.add(
                                "country",
                                entry.code(),
                                CountryRole.ABOUT,
                                0.9,
                                passage.span(words.get(i).start(), last.end())
                                        .foundBy("gazetteer:name", entry.toString()));
                        break;
                    }
                }
                i += match.count() - 1;
            }
        }
    }
}
