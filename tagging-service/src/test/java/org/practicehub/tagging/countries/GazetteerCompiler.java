package org.practicehub.tagging.countries;

import org.jspecify.annotations.NullMarked;
import org.practicehub.tagging.countries.Entry.Kind;
import org.practicehub.tagging.text.Words;
import org.practicehub.tagging.vocabularies.Concept;
import org.practicehub.tagging.vocabularies.Vocabulary;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Compiles the gazetteer from the hand-curated lists in {@code tagging-service/gazetteer}, the
 * JDK's CLDR names, CLDR's subdivisions and GeoNames' cities. Run by {@code gazetteer/compile};
 * arguments: the curated folder, the folder with the unpacked npm packages, the file to write.
 */
@NullMarked
final class GazetteerCompiler {

    private static final Pattern SUBDIVISION =
            Pattern.compile("\"([a-z]{2})([a-z0-9]{1,4})\"\\s*:\\s*\"([^\"]+)\"");

    /** Cities with fewer inhabitants keep their first name only. */
    private static final int OTHER_NAMES_FROM = 15_000;

    /** A city of this size (log10 ×10) is better known than a region of its name. */
    private static final int LARGE = 48;

    /** Countries whose first-level divisions are municipalities or districts, many and small. */
    private static final Set<String> MUNICIPAL =
            Set.of("SI", "LV", "MK", "EE", "IS", "MT", "AZ", "LT", "SM", "LI", "AD", "UG", "GB");

    /** Elsewhere a division that is called like a person is left out: "Paul", "Peter". */
    private static final Set<String> KNOWN_REGIONS = Set.of("US", "AU", "CA");

    private static final WordList GIVEN_NAMES = WordList.load("given-names");

    /** How much such a division counts, on the scale of the sizes of cities. */
    private static final int MUNICIPALITY = 40;

    private final Map<String, Map<String, Entry>> names = new TreeMap<>();
    private final Path curated;

    private GazetteerCompiler(Path curated) {
        this.curated = curated;
    }

    public static void main(String[] arguments) throws IOException {
        GazetteerCompiler compiler = new GazetteerCompiler(Path.of(arguments[0]));
        Path packages = Path.of(arguments[1]);
        compiler.countries();
        compiler.demonyms();
        compiler.groups();
        compiler.regions();
        compiler.subdivisions(packages.resolve("subdivisions"));
        compiler.cities(packages.resolve("cities500.txt"));
        compiler.blockers();
        compiler.write(Path.of(arguments[2]));
    }

    private void countries() throws IOException {
        for (Concept country : Vocabulary.countries().concepts()) {
            for (String label : country.labels().values()) {
                name(label, country.code(), Kind.COUNTRY);
            }
        }
        for (String[] row : rows("countries.tsv", 6)) {
            for (int column : new int[] {1, 3, 4, 5}) {
                names(row[column], row[0], Kind.COUNTRY);
            }
            names(row[2], row[0], Kind.DEMONYM);
        }
        name("Congo", "CD", Kind.COUNTRY);
        name("Congolese", "CG", Kind.DEMONYM);
    }

    private void demonyms() throws IOException {
        for (String[] row : rows("demonyms.tsv", 4)) {
            for (String masculine : split(row[1])) {
                french(masculine).forEach(form -> name(form, row[0], Kind.DEMONYM_SMALL));
            }
            for (String masculine : split(row[2])) {
                spanish(masculine).forEach(form -> name(form, row[0], Kind.DEMONYM_SMALL));
            }
            for (String nisba : split(row[3])) {
                arabic(nisba).forEach(form -> name(form, row[0], Kind.DEMONYM_SMALL));
            }
            if (row[3].isEmpty() && !row[0].equals("ML")) {
                String label = Locale.of("", row[0]).getDisplayCountry(Locale.of("ar"));
                if (label.indexOf(' ') < 0) {
                    arabic(nisba(label)).forEach(form -> name(form, row[0], Kind.DEMONYM_SMALL));
                }
            }
        }
    }

    private static Set<String> french(String masculine) {
        Set<String> forms = new LinkedHashSet<>();
        String feminine;
        if (masculine.endsWith("ien") || masculine.endsWith("yen") || masculine.endsWith("éen")) {
            feminine = masculine + "ne";
        } else if (masculine.endsWith("e")) {
            feminine = masculine;
        } else if (masculine.equals("grec")) {
            feminine = "grecque";
        } else if (masculine.equals("turc")) {
            feminine = "turque";
        } else {
            feminine = masculine + "e";
        }
        forms.add(masculine);
        forms.add(feminine);
        forms.add(masculine.endsWith("s") ? masculine : masculine + "s");
        forms.add(feminine + "s");
        return forms;
    }

    private static Set<String> spanish(String masculine) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(masculine);
        if (masculine.endsWith("o")) {
            String stem = masculine.substring(0, masculine.length() - 1);
            forms.addAll(List.of(stem + "a", stem + "os", stem + "as"));
        } else if (masculine.endsWith("és") || masculine.endsWith("án")) {
            String stem =
                    masculine.substring(0, masculine.length() - 2)
                            + (masculine.endsWith("és") ? "es" : "an");
            forms.addAll(List.of(stem + "a", stem + "es", stem + "as"));
        } else if (masculine.endsWith("í") || masculine.endsWith("ú")) {
            forms.addAll(List.of(masculine + "es", masculine + "s"));
        } else if (masculine.endsWith("l") || masculine.endsWith("n")) {
            forms.addAll(List.of(masculine + "a", masculine + "es", masculine + "as"));
        } else {
            forms.add(masculine + "s");
        }
        return forms;
    }

    private static String nisba(String country) {
        String stem = country.startsWith("ال") ? country.substring(2) : country;
        if (stem.endsWith("يا")) {
            return stem.substring(0, stem.length() - 1);
        }
        if (stem.endsWith("ا") || stem.endsWith("ة") || stem.endsWith("و")) {
            return stem.substring(0, stem.length() - 1) + "ي";
        }
        return stem.endsWith("ي") ? stem : stem + "ي";
    }

    private static Set<String> arabic(String nisba) {
        Set<String> forms = new LinkedHashSet<>();
        for (String article : List.of("", "ال")) {
            for (String ending : List.of("", "ة", "ون", "ين", "ات")) {
                String base = ending.equals("ات") ? nisba + "ات" : nisba + ending;
                forms.add(article + base);
            }
        }
        return forms;
    }

    private void groups() throws IOException {
        for (Concept group : Vocabulary.groups().concepts()) {
            for (String label : group.labels().values()) {
                name(label, group.code(), Kind.GROUP);
            }
        }
        for (String[] row : rows("groups.tsv", 2)) {
            names(row[1], row[0], Kind.GROUP);
        }
    }

    private void regions() throws IOException {
        for (String[] row : rows("regions.tsv", 2)) {
            names(row[1], row[0], Kind.REGION);
        }
    }

    private void subdivisions(Path folder) throws IOException {
        for (String language : Vocabulary.LANGUAGES) {
            Path file = folder.resolve(language + ".json");
            if (!Files.exists(file)) {
                continue;
            }
            Matcher subdivisions = SUBDIVISION.matcher(Files.readString(file));
            while (subdivisions.find()) {
                String country = subdivisions.group(1).toUpperCase(Locale.ROOT);
                String label = subdivisions.group(3);
                boolean person = GIVEN_NAMES.contains(Words.key(withoutKind(label)));
                if (label.length() >= 4
                        && label.indexOf('\\') < 0
                        && !(person && !KNOWN_REGIONS.contains(country))) {
                    int size = MUNICIPAL.contains(country) ? MUNICIPALITY : 0;
                    name(label, new Entry(country, Kind.REGION, size));
                    name(withoutKind(label), new Entry(country, Kind.REGION, size));
                }
            }
        }
    }

    private static String withoutKind(String label) {
        return label.replaceFirst(
                " (Province|Region|Governorate|County|State|District|Department|Prefecture|Oblast|Krai|Voivodeship|Municipality|Autonomous"
                    + " Region|Division|Emirate|Parish|City)$",
                "");
    }

    private void cities(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            lines.map(line -> line.split("\t", -1))
                    .filter(row -> row.length > 14 && row[8].length() == 2)
                    .forEach(this::city);
        }
    }

    private void city(String[] row) {
        String feature = row[7];
        if (feature.equals("PPLX")
                || feature.equals("PPLQ")
                || feature.equals("PPLW")
                || feature.equals("PPLH")) {
            return;
        }
        String country = row[8];
        long inhabitants = row[14].isEmpty() ? 0 : Long.parseLong(row[14]);
        int size = inhabitants < 10 ? 10 : (int) Math.round(10 * Math.log10(inhabitants));
        Kind kind = feature.equals("PPLC") ? Kind.CAPITAL : Kind.CITY;
        city(row[1], country, kind, size);
        city(row[2], country, kind, size);
        boolean known =
                inhabitants >= OTHER_NAMES_FROM || feature.equals("PPLC") || feature.equals("PPLA");
        if (known) {
            for (String other : row[3].split(",", -1)) {
                if (other.length() >= 4 && readable(other)) {
                    city(other, country, Kind.CITY_OTHER_NAME, size);
                }
            }
        }
    }

    private static boolean readable(String name) {
        return name.codePoints()
                .allMatch(
                        point ->
                                point < 0x250
                                        || (point >= 0x600 && point <= 0x6FF)
                                        || point == '’'
                                        || (point >= 0x1E00 && point <= 0x1EFF));
    }

    private void city(String name, String country, Kind kind, int size) {
        String key = Words.key(name);
        if (key.length() < 3 || key.chars().noneMatch(Character::isLetter)) {
            return;
        }
        Map<String, Entry> entries = names.computeIfAbsent(key, unused -> new LinkedHashMap<>());
        boolean taken =
                entries.values().stream()
                        .anyMatch(
                                entry ->
                                        entry.kind() == Kind.GROUP
                                                || (entry.namesCountry()
                                                        && (kind == Kind.CITY_OTHER_NAME
                                                                || entry.kind() != Kind.COUNTRY)));
        if (taken) {
            return;
        }
        entries.merge(country, new Entry(country, kind, size), GazetteerCompiler::better);
    }

    /** A large city says more than the region that is called like it. */
    private static Entry better(Entry known, Entry city) {
        if (known.isCity()) {
            return rank(known) >= rank(city) ? known : city;
        }
        boolean large = city.kind() == Kind.CAPITAL || city.size() >= LARGE;
        return known.kind() == Kind.REGION && city.kind() != Kind.CITY_OTHER_NAME && large
                ? city
                : known;
    }

    private static int rank(Entry city) {
        return city.size() * 2 - (city.kind() == Kind.CITY_OTHER_NAME ? 12 : 0);
    }

    private void blockers() throws IOException {
        for (String line : Files.readAllLines(curated.resolve("blockers.tsv"))) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String key = Words.key(line);
            block(key);
            if (key.chars().allMatch(c -> c < 'z' + 1) && !key.endsWith("s")) {
                block(key + (key.endsWith("ch") || key.endsWith("sh") ? "es" : "s"));
            }
        }
    }

    private void block(String key) {
        Map<String, Entry> entries = names.computeIfAbsent(key, unused -> new LinkedHashMap<>());
        if (entries.values().stream().anyMatch(Entry::namesCountry)) {
            throw new IllegalStateException(key + " would block a country");
        }
        entries.clear();
        entries.put("", new Entry("", Kind.BLOCKER, 0));
    }

    private void names(String names, String code, Kind kind) {
        for (String name : split(names)) {
            boolean acronym = name.startsWith("*");
            if (kind == Kind.GROUP) {
                name(acronym ? name.substring(1) : name, code, kind);
            } else {
                name(acronym ? name.substring(1) : name, code, acronym ? Kind.ACRONYM : kind);
            }
        }
    }

    private void name(String name, String code, Kind kind) {
        name(name, new Entry(code, kind, 0));
    }

    private void name(String name, Entry entry) {
        for (String variant : variants(name)) {
            String key = Words.key(variant);
            if (key.isEmpty()) {
                continue;
            }
            Map<String, Entry> entries =
                    names.computeIfAbsent(key, unused -> new LinkedHashMap<>());
            entries.putIfAbsent(entry.code(), entry);
        }
    }

    private static Collection<String> variants(String name) {
        Set<String> variants = new LinkedHashSet<>();
        variants.add(name);
        variants.add(name.replace(" & ", " and "));
        if (name.startsWith("St. ") || name.startsWith("St ")) {
            variants.add(name.replaceFirst("^St\\.? ", "Saint "));
            variants.add(name.replaceFirst("^St\\.? ", "Saint ").replace(" & ", " and "));
        }
        return variants;
    }

    private static List<String> split(String names) {
        List<String> all = new ArrayList<>();
        for (String name : names.split("\\|", -1)) {
            if (!name.isBlank()) {
                all.add(name.strip());
            }
        }
        return all;
    }

    private List<String[]> rows(String file, int columns) throws IOException {
        List<String[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(curated.resolve(file))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] row = line.split("\t", -1);
                String[] padded = java.util.Arrays.copyOf(row, Math.max(columns, row.length));
                for (int i = row.length; i < padded.length; i++) {
                    padded[i] = "";
                }
                rows.add(padded);
            }
        }
        return rows;
    }

    private void write(Path file) throws IOException {
        try (BufferedWriter out =
                new BufferedWriter(
                        new OutputStreamWriter(
                                new GZIPOutputStream(Files.newOutputStream(file)) {
                                    {
                                        def.setLevel(Deflater.BEST_COMPRESSION);
                                    }
                                },
                                StandardCharsets.UTF_8))) {
            for (Map.Entry<String, Map<String, Entry>> name : names.entrySet()) {
                List<String> entries =
                        name.getValue().values().stream().map(Entry::toString).toList();
                if (!entries.isEmpty()) {
                    out.write(name.getKey() + "\t" + String.join(",", entries) + "\n");
                }
            }
        }
        System.out.println(names.size() + " names, " + Files.size(file) + " bytes");
    }
}
