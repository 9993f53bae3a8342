package org.practicehub.criteria;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which UN M49 regions, sub-regions and intermediate regions a country lies in.
 *
 * @see <a href="https://unstats.un.org/unsd/methodology/m49/">UN M49</a>
 */
public final class Regions {

    private static final Map<String, String> NAMES = new LinkedHashMap<>();
    private static final Map<String, List<String>> OF_COUNTRY = new HashMap<>();

    static {
        Map<String, String> within = new HashMap<>();
        for (String line : Resources.lines("m49.txt")) {
            String[] cells = line.split("\\|", -1);
            List<String> regions = new ArrayList<>();
            if (!cells[0].isEmpty()) {
                NAMES.put(cells[0], cells[2]);
                within.put(cells[0], cells[1]);
                for (String at = cells[0]; !at.isEmpty(); at = within.getOrDefault(at, "")) {
                    regions.add(at);
                }
            }
            for (String country : cells[3].split(" ", -1)) {
                if (!country.isEmpty()) {
                    OF_COUNTRY.put(country, List.copyOf(regions));
                }
            }
        }
    }

    /**
     * The codes of all regions that hold the country, the narrowest first; empty for an unknown
     * country and for Antarctica.
     *
     * @param country ISO 3166-1 alpha-2, upper case
     */
    public static List<String> of(String country) {
        return OF_COUNTRY.getOrDefault(country, List.of());
    }

    /** Code and English name of every region, wider ones before those they hold. */
    public static Map<String, String> names() {
        return Collections.unmodifiableMap(NAMES);
    }

    /** Every country and area of the table, ISO 3166-1 alpha-2 (and XK). */
    public static Set<String> countries() {
        return Collections.unmodifiableSet(OF_COUNTRY.keySet());
    }

    private Regions() {}
}
