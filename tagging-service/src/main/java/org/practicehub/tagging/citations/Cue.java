package org.practicehub.tagging.citations;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The words that announce a number, in English, French, Spanish and Arabic. */
enum Cue {
    /** A goal, whatever else the text is about: "SDG", "ODD", "ODS". */
    GOAL(
            "sdg",
            "sdgs",
            "un sdg",
            "un sdgs",
            "odd",
            "ods",
            "sustainable development goal",
            "sustainable development goals",
            "global goal",
            "global goals",
            "objectif de developpement durable",
            "objectifs de developpement durable",
            "objetivo de desarrollo sostenible",
            "objetivos de desarrollo sostenible",
            "هدف التنميه المستدامه",
            "اهداف التنميه المستدامه",
            "الهدف الانمايي",
            "sdg goal",
            "sdg goals",
            "sdg no",
            "agenda 2030 goal",
            "2030 agenda goal"),
    /** A goal or an objective: what it is depends on its surroundings. */
    GOAL_OR_OBJECTIVE(
            "goal",
            "goals",
            "objectif",
            "objectifs",
            "objetivo",
            "objetivos",
            "الهدف",
            "الاهداف",
            "الهدفين",
            "للهدف",
            "بالهدف",
            "والهدف",
            "والاهداف",
            "للاهداف",
            "هدف"),
    /** An objective, of the Global Compact where that is meant. */
    OBJECTIVE("objective", "objectives"),
    /** An objective of the Global Compact for Migration, named with it. */
    GCM_OBJECTIVE(
            "gcm",
            "gcm objective",
            "gcm objectives",
            "gcm obj",
            "global compact objective",
            "global compact objectives",
            "global compact for migration objective",
            "global compact for migration objectives",
            "gcm goal",
            "gcm goals",
            "pmm objectif",
            "pmm objectifs",
            "pacto mundial objetivo",
            "objectif pmm",
            "objectifs pmm",
            "objectif gcm",
            "objectifs gcm",
            "objetivo gcm",
            "objetivos gcm"),
    TARGET(
            "target",
            "targets",
            "sdg target",
            "sdg targets",
            "cible",
            "cibles",
            "cible odd",
            "cibles odd",
            "cibles des odd",
            "cible des odd",
            "meta",
            "metas",
            "meta ods",
            "metas ods",
            "meta de los ods",
            "metas de los ods",
            "الغايه",
            "الغايات",
            "الغايتين",
            "غايات",
            "المقصد",
            "المقاصد",
            "المقصدين",
            "والغايه",
            "للغايه",
            "والمقصد",
            "للمقصد"),
    INDICATOR(
            "indicator",
            "indicators",
            "sdg indicator",
            "sdg indicators",
            "indicateur",
            "indicateurs",
            "indicateur odd",
            "indicador",
            "indicadores",
            "indicador ods",
            "الموشر",
            "الموشرات",
            "موشر");

    private static final int LONGEST = 5;

    private static final Map<String, Cue> BY_PHRASE = byPhrase();

    private static final Set<String> FIRST_WORDS =
            BY_PHRASE.keySet().stream()
                    .map(phrase -> phrase.split(" ", 2)[0])
                    .collect(Collectors.toUnmodifiableSet());

    private final String phrases;

    Cue(String... phrases) {
        this.phrases = String.join("|", phrases);
    }

    static @Nullable Cue of(String phrase) {
        return BY_PHRASE.get(phrase);
    }

    /** Whether any cue begins with a word. */
    static boolean mayBegin(String word) {
        return FIRST_WORDS.contains(word);
    }

    /** The most words that a cue has. */
    static int longest() {
        return LONGEST;
    }

    private static Map<String, Cue> byPhrase() {
        Map<String, Cue> all = new TreeMap<>();
        for (Cue cue : values()) {
            for (String phrase : cue.phrases.split("\\|", -1)) {
                all.put(phrase, cue);
            }
        }
        return Map.copyOf(all);
    }
}
