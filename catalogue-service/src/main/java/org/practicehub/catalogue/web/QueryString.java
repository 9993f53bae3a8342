package org.practicehub.catalogue.web;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.practicehub.catalogue.web.Problem.Fault;
import org.practicehub.catalogue.web.Problem.Name;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The parameters of a request as readers meant them. The container refuses a query that is not well
 * formed UTF-8; here bytes that are no text become U+FFFD and a percent sign without digits stands
 * for itself, because nothing that is typed into a search box is an error.
 */
public final class QueryString {

    public static Map<String, String[]> of(HttpServletRequest request) {
        return parse(request.getQueryString());
    }

    /**
     * @param known all that may be asked
     * @throws Refusal naming what is not known
     */
    public static Map<String, String[]> of(HttpServletRequest request, String... known) {
        Map<String, String[]> parameters = of(request);
        refuseOthers(parameters, List.of(known)::contains);
        return parameters;
    }

    /**
     * @throws Refusal naming each parameter that is not known
     */
    public static void refuseOthers(Map<String, String[]> parameters, Predicate<String> known) {
        List<Fault> faults =
                parameters.keySet().stream()
                        .filter(name -> !known.test(name))
                        .map(name -> new Fault("/" + escaped(name), "is not known here"))
                        .toList();
        if (!faults.isEmpty()) {
            throw new Refusal(Name.UNKNOWN_PARAMETER, "a parameter is not known here", faults);
        }
    }

    /** As a JSON pointer writes it. */
    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** In the order of first mention; values of one name in the order given. */
    public static Map<String, String[]> parse(@Nullable String query) {
        Map<String, String[]> parameters = new LinkedHashMap<>();
        if (query == null) {
            return parameters;
        }
        int start = 0;
        while (start <= query.length()) {
            int end = query.indexOf('&', start);
            if (end < 0) {
                end = query.length();
            }
            if (end > start) {
                int equals = query.indexOf('=', start);
                boolean named = equals >= 0 && equals < end;
                String name = decoded(query, start, named ? equals : end);
                String value = named ? decoded(query, equals + 1, end) : "";
                parameters.merge(name, new String[] {value}, QueryString::joined);
            }
            start = end + 1;
        }
        return parameters;
    }

    private static String[] joined(String[] values, String[] further) {
        String[] all = java.util.Arrays.copyOf(values, values.length + further.length);
        System.arraycopy(further, 0, all, values.length, further.length);
        return all;
    }

    private static String decoded(String text, int start, int end) {
        boolean plain = true;
        for (int i = start; i < end && plain; i++) {
            char c = text.charAt(i);
            plain = c != '%' && c != '+' && c < 0x80;
        }
        if (plain) {
            return text.substring(start, end);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(end - start);
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == '+') {
                bytes.write(' ');
            } else if (c == '%' && i + 2 < end && hex(text, i + 1) >= 0 && hex(text, i + 2) >= 0) {
                bytes.write(hex(text, i + 1) * 16 + hex(text, i + 2));
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int hex(String text, int at) {
        return Character.digit(text.charAt(at), 16);
    }

    private QueryString() {}
}
