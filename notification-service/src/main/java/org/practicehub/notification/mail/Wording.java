package org.practicehub.notification.mail;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** The fixed words of messages, in every language they are written in. */
public final class Wording {

    /** The languages of messages; the first stands in for all others. */
    public static final List<String> LANGUAGES = List.of("en", "fr", "es", "ar");

    private final String language;
    private final Map<String, String> words;

    private Wording(String language, Map<String, String> words) {
        this.language = language;
        this.words = words;
    }

    static Map<String, Wording> all() {
        Map<String, Wording> all = new HashMap<>();
        for (String language : LANGUAGES) {
            all.put(language, read(language));
        }
        return Map.copyOf(all);
    }

    public String language() {
        return language;
    }

    public Locale locale() {
        return Locale.forLanguageTag(language);
    }

    public String direction() {
        return language.equals("ar") ? "rtl" : "ltr";
    }

    /** The words under the key, with what belongs into their gaps. */
    public String of(String key, Object... gaps) {
        String pattern = words.get(key);
        if (pattern == null) {
            throw new IllegalArgumentException(language + " has no words for " + key);
        }
        return gaps.length == 0 ? pattern : new MessageFormat(pattern, locale()).format(gaps);
    }

    private static Wording read(String language) {
        String path = "/notification/messages/" + language + ".properties";
        Properties properties = new Properties();
        try (Reader reader =
                new InputStreamReader(
                        java.util.Objects.requireNonNull(
                                Wording.class.getResourceAsStream(path), path),
                        StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> words = new HashMap<>();
        properties.stringPropertyNames().forEach(k -> words.put(k, properties.getProperty(k)));
        return new Wording(language, Map.copyOf(words));
    }
}
