package org.practicehub.criteria;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Period;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Practices and criteria made from few enough codes and words that they meet each other often. The
 * same seed makes the same ones. It comes with the test-jar, so that services test their stores
 * against {@link ReferenceMatcher} with as many as they like.
 */
public final class RandomModel {

    private static final List<String> COUNTRIES =
            List.of("MA", "SN", "ES", "FR", "BR", "MX", "PH", "JO", "KE", "TV");
    private static final List<String> ROLES =
            List.of("about", "about", "participating", "partner", "funder", "mentioned");
    private static final List<String> REGIONS =
            List.of("002", "015", "202", "011", "014", "150", "019", "419", "142", "145", "009");
    private static final List<String> GROUPS = List.of("ASEAN", "ECOWAS", "EU", "MERCOSUR");
    private static final List<String> GOALS = List.of("1", "3", "8", "10", "16", "17");
    private static final List<String> TARGETS = List.of("8.8", "10.7", "10.c", "17.9", "17.14");
    private static final List<String> OBJECTIVES = List.of("2", "5", "18", "19", "23");
    private static final List<String> TOPICS =
            List.of("labour-migration", "seasonal-work", "return", "health", "climate");
    private static final List<String> KINDS =
            List.of("practice", "practice", "practice", "programme", "news", "agreement");
    private static final List<String> LANGUAGES =
            List.of("en", "en", "en", "fr", "fr-CA", "es", "ar", "pt-BR", "de", "zh", "und");
    private static final List<String> ORGANISATIONS =
            List.of(
                    "International Organization for Migration",
                    "Médecins Sans Frontières",
                    "ANAPEC",
                    "منظمة العمل الدولية",
                    "Women's Refuge",
                    "Ville de Genève");
    private static final List<String> WORDS =
            List.of(
                    "migration",
                    "migrant",
                    "migrants",
                    "migrate",
                    "Migrants'",
                    "skill",
                    "skills",
                    "skilled",
                    "training",
                    "trained",
                    "train",
                    "policy",
                    "policies",
                    "women",
                    "women's",
                    "the",
                    "of",
                    "and",
                    "to",
                    "l'accueil",
                    "accueil",
                    "accueillis",
                    "réfugié",
                    "réfugiés",
                    "réfugiées",
                    "Genève",
                    "GENEVE",
                    "cœur",
                    "niño",
                    "niños",
                    "niñas",
                    "inclusión",
                    "inclusion",
                    "el",
                    "de",
                    "la",
                    "les",
                    "en",
                    "الهجرة",
                    "هجرة",
                    "والهجرة",
                    "المهاجرون",
                    "مهاجر",
                    "المغرب",
                    "المغـرب",
                    "العُمّال",
                    "العمال",
                    "في",
                    "كار",
                    "کار",
                    "Straße",
                    "strasse",
                    "移民",
                    "安全移民",
                    "17.9",
                    "10.7",
                    "2,500",
                    "2022",
                    "٢٠٢٢",
                    "COVID-19",
                    "non-refoulement",
                    "non",
                    "refoulement",
                    "follow-up",
                    "🤝",
                    "👩🏽‍🏫",
                    "ＳＡＦＥ",
                    "safe",
                    "mi\u00adgration",
                    "İstanbul",
                    "istanbul",
                    "x",
                    "<b>",
                    "&amp;");

    private final Random random;

    public RandomModel(long seed) {
        random = new Random(seed);
    }

    public CompactPractice practice(String id) {
        return new CompactPractice(
                id,
                text(1 + random.nextInt(5)),
                text(random.nextInt(25)),
                one(KINDS),
                one(LANGUAGES),
                some(2, () -> one(TOPICS)),
                some(5, this::tag),
                some(3, () -> one(ORGANISATIONS)),
                random.nextInt(4) == 0 ? null : new Period(periodEnd(2018), periodEnd(2021)),
                Instant.ofEpochMilli(
                        1_672_531_200_000L // 2023-01-01
                                + random.nextInt(24) * 2_629_800_000L
                                + (random.nextInt(3) - 1)));
    }

    public Criteria criteria() {
        List<Term> all = some(random.nextInt(3), this::term);
        List<List<Term>> any =
                some(
                        random.nextInt(4) == 0 ? 2 : 0,
                        () -> {
                            List<Term> group = new ArrayList<>();
                            int size = random.nextInt(20) == 0 ? 25 : 1 + random.nextInt(4);
                            while (group.size() < size) {
                                group.add(term());
                            }
                            return group;
                        });
        List<Term> not = some(random.nextInt(3), this::term);
        return new Criteria(
                all,
                any,
                not,
                random.nextInt(2) == 0 ? null : query(),
                random.nextInt(5) == 0 ? range(2017, 6) : null,
                random.nextInt(5) == 0 ? range(2023, 3) : null);
    }

    /** What somebody may type, sensible or not. */
    public String query() {
        StringBuilder query = new StringBuilder();
        for (int parts = 1 + random.nextInt(3); parts > 0; parts--) {
            if (random.nextInt(6) == 0) {
                query.append('-');
            }
            switch (random.nextInt(8)) {
                case 0, 1 -> query.append('"').append(text(1 + random.nextInt(3))).append('"');
                case 2 -> {
                    String word = one(WORDS);
                    int end = Math.min(word.length(), 1 + random.nextInt(5));
                    query.append(
                                    word,
                                    0,
                                    Character.isHighSurrogate(word.charAt(end - 1)) ? end - 1 : end)
                            .append('*');
                }
                case 3 -> query.append(one(WORDS)).append('/').append(one(WORDS));
                default -> query.append(one(WORDS));
            }
            query.append(random.nextInt(10) == 0 ? "\"" : " ");
        }
        return query.toString();
    }

    private String text(int words) {
        List<String> text = new ArrayList<>();
        while (text.size() < words) {
            text.add(one(WORDS));
        }
        return String.join(random.nextInt(8) == 0 ? ", " : " ", text);
    }

    private String tag() {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 ->
                    "country:" + one(COUNTRIES) + (random.nextInt(10) == 0 ? "" : "@" + one(ROLES));
            case 3 -> "group:" + one(GROUPS);
            case 4 -> "sdg-target:" + one(TARGETS);
            case 5 -> "gcm:" + one(OBJECTIVES);
            default -> "sdg:" + one(GOALS);
        };
    }

    private Term term() {
        return Term.parse(
                switch (random.nextInt(13)) {
                    case 0, 1, 2 -> "country:" + one(COUNTRIES);
                    case 3 ->
                            "country:"
                                    + one(COUNTRIES)
                                    + "@"
                                    + (random.nextInt(3) == 0 ? "any" : one(ROLES));
                    case 4 -> "region:" + one(REGIONS);
                    case 5 -> "group:" + one(GROUPS);
                    case 6 -> "sdg-target:" + one(TARGETS);
                    case 7 -> "gcm:" + one(OBJECTIVES);
                    case 8 -> "topic:" + one(TOPICS);
                    case 9 -> "kind:" + one(KINDS);
                    case 10 -> "language:" + one(List.of("en", "fr", "fr-CA", "es", "ar", "pt"));
                    case 11 -> "organisation:" + one(ORGANISATIONS);
                    default -> "sdg:" + one(GOALS);
                });
    }

    private @Nullable String periodEnd(int year) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> null;
            case 2 -> "unknown";
            default -> date(year, 4);
        };
    }

    private DateRange range(int firstYear, int years) {
        String from = random.nextInt(3) == 0 ? null : date(firstYear, years);
        String to = random.nextInt(3) == 0 ? null : date(firstYear, years);
        try {
            return new DateRange(from, to);
        } catch (InvalidCriteriaException e) {
            return new DateRange(to, from); // they were the wrong way round
        }
    }

    private String date(int firstYear, int years) {
        String year = String.valueOf(firstYear + random.nextInt(years));
        String month = year + "-%02d".formatted(1 + random.nextInt(12));
        return switch (random.nextInt(3)) {
            case 0 -> year;
            case 1 -> month;
            default -> month + "-%02d".formatted(1 + random.nextInt(28));
        };
    }

    private <T> List<T> some(int most, Supplier<T> make) {
        List<T> made = new ArrayList<>();
        for (int count = random.nextInt(most + 1); count > 0; count--) {
            made.add(make.get());
        }
        return made;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
