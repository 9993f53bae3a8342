package org.practicehub.submission.practice;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Why a submission can be refused; what is particular to the case stands in the message. */
public enum RejectionReason {
    OUT_OF_SCOPE("out-of-scope", "It is outside what this repository collects."),
    NOT_ELIGIBLE("not-eligible", "It does not meet the conditions for practices."),
    DUPLICATE("duplicate", "This practice is here already."),
    NOT_ENOUGH_INFORMATION("not-enough-information", "There is not enough information."),
    NOT_VERIFIABLE("not-verifiable", "What it says could not be verified."),
    UNSUITABLE("unsuitable", "It is not suitable for publication."),
    RIGHTS_OR_PRIVACY("rights-or-privacy", "It would touch the rights or the privacy of others."),
    OTHER("other", "See the message.");

    private final String wire;
    private final String words;

    RejectionReason(String wire, String words) {
        this.wire = wire;
        this.words = words;
    }

    @JsonValue
    public String wire() {
        return wire;
    }

    /** What the contributor is told when the moderator adds nothing. */
    String words() {
        return words;
    }

    public static Optional<RejectionReason> parse(String wire) {
        return Arrays.stream(values()).filter(reason -> reason.wire.equals(wire)).findFirst();
    }

    public static List<String> codes() {
        return Arrays.stream(values()).map(RejectionReason::wire).toList();
    }
}
