package org.practicehub.criteria;

/**
 * The names of the Lucene fields that {@link IndexedPractice} writes and {@link CriteriaQuery}
 * reads.
 */
public final class Fields {

    /** The practice's id, stored. */
    public static final String ID = "id";

    /** Every term of {@link PracticeTerms}, not analysed. */
    public static final String TERM = "term";

    /** The keys of all texts, with positions; texts are {@value #GAP} positions apart. */
    public static final String WORDS = "words";

    /** The keys of the title alone: what ranking prefers. */
    public static final String TITLE = "title_words";

    /** The folded words of all texts, without positions: what a prefix is looked up in. */
    public static final String FORMS = "forms";

    /** First and last day of the period, days since 1970-01-01; absent without a period. */
    public static final String PERIOD_FROM = "period_from";

    public static final String PERIOD_TO = "period_to";

    /** When the practice was first published, milliseconds since 1970-01-01T00:00Z. */
    public static final String PUBLISHED = "published";

    static final int GAP = 100;

    private Fields() {}
}
