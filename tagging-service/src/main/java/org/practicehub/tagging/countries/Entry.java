package org.practicehub.tagging.countries;

/**
 * One thing that a name may mean.
 *
 * @param code the country, ISO 3166-1 alpha-2, or a grouping's code
 * @param kind what bears the name
 * @param size tenfold decimal logarithm of the inhabitants of a city; how much a small region
 *     counts beside it; 0 for everything else
 */
record Entry(String code, Kind kind, int size) {

    /** What bears a name, and the letter that stands for it in the compiled gazetteer. */
    enum Kind {
        /** A country's name: short, official or former. */
        COUNTRY('N'),
        /** An abbreviation that counts only in capitals: "UAE", "US". */
        ACRONYM('E'),
        /** Inhabitants or an adjective, capitalised: "Moroccan". */
        DEMONYM('A'),
        /** Inhabitants or an adjective of a language that writes them small: "marocaine". */
        DEMONYM_SMALL('a'),
        /** A first-level division: state, province, governorate. */
        REGION('R'),
        CAPITAL('P'),
        CITY('C'),
        /** A city under a name that is not its first. */
        CITY_OTHER_NAME('L'),
        /** A grouping of countries. */
        GROUP('G'),
        /** Looks like a place and is none: an instrument, a river, a company. */
        BLOCKER('X');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        char letter() {
            return letter;
        }

        static Kind of(char letter) {
            for (Kind kind : values()) {
                if (kind.letter == letter) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no kind " + letter);
        }
    }

    /** From a million inhabitants a city is known by its name alone. */
    private static final int WELL_KNOWN = 60;

    /** How much a region counts beside cities, unless it is a small one. */
    private static final int REGION_SIZE = 55;

    /** How well the name is known for this, on the scale of the sizes of cities. */
    int strength() {
        return switch (kind) {
            case REGION -> size == 0 ? REGION_SIZE : size;
            case CAPITAL -> size + 8;
            case CITY -> size;
            case CITY_OTHER_NAME -> size - 10;
            case COUNTRY, ACRONYM, DEMONYM, DEMONYM_SMALL, GROUP, BLOCKER -> 100;
        };
    }

    /** Whether a person's name alone raises no doubt that the place is meant. */
    boolean isWellKnown() {
        return namesCountry() || kind == Kind.CAPITAL || (kind == Kind.CITY && size >= WELL_KNOWN);
    }

    /** A state or province rather than one of hundreds of municipalities. */
    boolean isLargeRegion() {
        return kind == Kind.REGION && size == 0;
    }

    boolean isCity() {
        return kind == Kind.CAPITAL || kind == Kind.CITY || kind == Kind.CITY_OTHER_NAME;
    }

    boolean namesCountry() {
        return kind == Kind.COUNTRY
                || kind == Kind.ACRONYM
                || kind == Kind.DEMONYM
                || kind == Kind.DEMONYM_SMALL;
    }

    /** {@code MA:C:57}. */
    static Entry parse(String written) {
        int colon = written.indexOf(':');
        return new Entry(
                written.substring(0, colon),
                Kind.of(written.charAt(colon + 1)),
                written.length() > colon + 3 ? Integer.parseInt(written.substring(colon + 3)) : 0);
    }

    @Override
    public String toString() {
        return code + ":" + kind.letter() + (size == 0 ? "" : ":" + size);
    }
}
