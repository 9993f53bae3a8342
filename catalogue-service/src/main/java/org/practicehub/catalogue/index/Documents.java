package org.practicehub.catalogue.index;

import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.practicehub.catalogue.store.CatalogueEntry;
import org.practicehub.catalogue.store.CatalogueEntry.Published;
import org.practicehub.catalogue.store.CatalogueEntry.Withdrawn;
import org.practicehub.catalogue.store.FurtherTerms;
import org.practicehub.catalogue.store.PracticeStore;
import org.practicehub.criteria.Fields;
import org.practicehub.criteria.IndexedPractice;
import org.practicehub.events.Content;
import org.practicehub.events.PracticePublished;

/**
 * Practices as documents: the fields of the criteria, and what lists, counts and the guard need on
 * top. A withdrawn practice has none of the criteria's fields, so that only criteria that ask for
 * nothing could find it.
 *
 * <p>Cards and ids stand in columns that are not compressed: stored fields and dictionaries of
 * distinct values unpack a block of many for each one that is read.
 */
final class Documents {

    static final String SEQUENCE = "sequence";
    static final String CHANGED = "changed";
    static final String UPDATED = "updated";
    static final String TITLE = "title";
    static final String CARD = "card";
    static final String STATE = "state";
    private static final String WITHDRAWN = "withdrawn";

    static final TermQuery IS_WITHDRAWN = new TermQuery(new Term(STATE, WITHDRAWN));

    /** {@code phase-of:<id>}: this practice is a phase of that one; stored only. */
    static final String RELATION = "relation";

    /** The ids of the practices that this one names. */
    static final String RELATED = "related";

    private static final int LONGEST_LABEL = 1_000;

    static Document of(CatalogueEntry entry) {
        Document document = new Document();
        switch (entry) {
            case Published(PracticePublished practice, byte[] json) -> add(document, practice);
            case Withdrawn withdrawn -> {
                document.add(new StringField(Fields.ID, entry.id(), Field.Store.YES));
                document.add(new StringField(STATE, WITHDRAWN, Field.Store.YES));
                document.add(new BinaryDocValuesField(CARD, new BytesRef(withdrawn.json())));
            }
        }
        document.add(new BinaryDocValuesField(Fields.ID, new BytesRef(entry.id())));
        document.add(new NumericDocValuesField(SEQUENCE, entry.sequence()));
        document.add(new LongField(CHANGED, entry.changed(), Field.Store.NO));
        return document;
    }

    private static void add(Document document, PracticePublished practice) {
        IndexedPractice indexed = IndexedPractice.of(practice);
        indexed.addTo(document);
        document.add(new LongField(UPDATED, practice.revisedAt().toEpochMilli(), Field.Store.NO));
        document.add(
                new SortedDocValuesField(
                        TITLE, new BytesRef(PracticeStore.titleKey(practice.content().title()))));
        document.add(new BinaryDocValuesField(CARD, new BytesRef(Card.of(practice, indexed))));
        for (String term : indexed.terms()) {
            facet(document, term);
        }
        for (String term : FurtherTerms.of(practice)) {
            document.add(new StringField(Fields.TERM, term, Field.Store.NO));
            facet(document, term);
        }
        for (Content.Relation relation : practice.content().relations()) {
            if (relation.type() != null && relation.practice() != null) {
                document.add(new StringField(RELATED, relation.practice(), Field.Store.NO));
                document.add(
                        new StoredField(
                                RELATION, relation.type().wire() + ":" + relation.practice()));
            }
        }
    }

    private static void facet(Document document, String term) {
        Facet facet = Facet.ofTerm(term);
        if (facet == null
                || term.length() > LONGEST_LABEL
                || (facet == Facet.COUNTRY && term.indexOf('@') >= 0)) {
            return;
        }
        document.add(
                new SortedSetDocValuesField(
                        facet.field(), new BytesRef(term.substring(facet.prefix().length()))));
    }

    private Documents() {}
}
