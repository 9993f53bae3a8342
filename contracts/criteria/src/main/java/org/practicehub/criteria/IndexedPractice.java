package org.practicehub.criteria;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.jspecify.annotations.Nullable;
import org.practicehub.events.Content;
import org.practicehub.events.Period;
import org.practicehub.events.PracticePublished;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What criteria can ask of a practice, in the form that indexes hold.
 *
 * @param terms see {@link PracticeTerms}
 * @param language the texts are written in
 * @param texts title, summary, and the name of each organisation
 * @param period absent when there is none or it cannot be read
 * @param publishedAt when it was first published, milliseconds since 1970-01-01T00:00Z
 */
public record IndexedPractice(
        String id,
        Set<String> terms,
        TextLanguage language,
        List<String> texts,
        @Nullable Days period,
        long publishedAt) {

    private static final FieldType POSITIONS =
            fieldType(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS, false);
    private static final FieldType DOCUMENTS = fieldType(IndexOptions.DOCS, true);

    /**
     * Days since 1970-01-01, both included.
     *
     * @param from {@link Integer#MIN_VALUE} when open
     * @param to {@link Integer#MAX_VALUE} when open
     */
    public record Days(int from, int to) {}

    public static IndexedPractice of(PracticePublished practice) {
        Content content = practice.content();
        List<String> texts =
                Stream.concat(
                                Stream.of(content.title(), content.summary()),
                                content.organisations().stream().map(Content.Organisation::name))
                        .toList();
        return new IndexedPractice(
                practice.practiceId(),
                PracticeTerms.of(practice),
                TextLanguage.of(content.language()),
                texts,
                days(content.period()),
                practice.firstPublishedAt().toEpochMilli());
    }

    /**
     * Adds the fields of {@link Fields}. The words carry their own analysis: whatever analyzer the
     * writer has, or the memory index of an alert, the same terms are indexed.
     */
    public void addTo(Document document) {
        document.add(new StringField(Fields.ID, id, Field.Store.YES));
        for (String term : terms) {
            document.add(new StringField(Fields.TERM, term, Field.Store.NO));
        }
        Analysis.Reader analysis = new Analysis.Reader();
        List<List<String>> forms = texts.stream().map(analysis::forms).toList();
        TextLanguage.Keys keys = language.keys();
        Map<String, String> keyOf = new LinkedHashMap<>();
        forms.forEach(text -> text.forEach(form -> keyOf.computeIfAbsent(form, keys::of)));
        List<List<String>> keyed =
                forms.stream().map(text -> text.stream().map(keyOf::get).toList()).toList();
        document.add(new Field(Fields.WORDS, new Words(keyed), POSITIONS));
        document.add(new Field(Fields.TITLE, new Words(keyed.subList(0, 1)), POSITIONS));
        document.add(
                new Field(
                        Fields.FORMS, new Words(List.of(List.copyOf(keyOf.keySet()))), DOCUMENTS));
        if (period != null) {
            document.add(new IntField(Fields.PERIOD_FROM, period.from(), Field.Store.NO));
            document.add(new IntField(Fields.PERIOD_TO, period.to(), Field.Store.NO));
        }
        document.add(new LongField(Fields.PUBLISHED, publishedAt, Field.Store.NO));
    }

    private static @Nullable Days days(@Nullable Period period) {
        if (period == null || (period.from() == null && period.to() == null)) {
            return null;
        }
        DateRange.Days first =
                period.from() == null ? DateRange.Days.ALWAYS : DateRange.Days.parse(period.from());
        DateRange.Days last =
                period.to() == null ? DateRange.Days.ALWAYS : DateRange.Days.parse(period.to());
        return first == null || last == null || first.first() > last.last()
                ? null
                : new Days(first.first(), last.last());
    }

    private static FieldType fieldType(IndexOptions options, boolean omitNorms) {
        FieldType type = new FieldType();
        type.setTokenized(true);
        type.setIndexOptions(options);
        type.setOmitNorms(omitNorms);
        type.freeze();
        return type;
    }

    /** Several texts as one stream of terms, far enough apart that no phrase spans two. */
    private static final class Words extends TokenStream {

        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final PositionIncrementAttribute increment =
                addAttribute(PositionIncrementAttribute.class);
        private final List<String> words = new ArrayList<>();
        private final Set<Integer> starts = new HashSet<>();
        private int next;

        Words(List<List<String>> texts) {
            for (List<String> text : texts) {
                if (!words.isEmpty() && !text.isEmpty()) {
                    starts.add(words.size());
                }
                words.addAll(text);
            }
        }

        @Override
        public void reset() {
            next = 0;
        }

        @Override
        public boolean incrementToken() {
            if (next == words.size()) {
                return false;
            }
            clearAttributes();
            term.append(words.get(next));
            if (starts.contains(next)) {
                increment.setPositionIncrement(Fields.GAP);
            }
            next++;
            return true;
        }
    }
}
