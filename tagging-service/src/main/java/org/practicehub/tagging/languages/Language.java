package org.practicehub.tagging.languages;

/** The languages that the taggers treat differently. */
public enum Language {
    ENGLISH("en"),
    FRENCH("fr"),
    SPANISH("es"),
    ARABIC("ar"),
    OTHER("und");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** BCP 47. */
    public String tag() {
        return tag;
    }

    /** Whether "marocaine" and "marroquí" are written with a small letter. */
    public boolean writesDemonymsSmall() {
        return this != ENGLISH;
    }

    /** The language of a BCP 47 tag, by its primary subtag. */
    public static Language of(String tag) {
        String primary = tag.split("[-_]", 2)[0];
        for (Language language : values()) {
            if (language.tag.equalsIgnoreCase(primary)) {
                return language;
            }
        }
        return OTHER;
    }
}
