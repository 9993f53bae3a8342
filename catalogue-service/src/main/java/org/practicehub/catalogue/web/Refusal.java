package org.practicehub.catalogue.web;

import org.jspecify.annotations.Nullable;
import org.practicehub.catalogue.web.Problem.Fault;
import org.practicehub.catalogue.web.Problem.Name;

import java.util.List;

/** Thrown where a request cannot be served; the message is fit for the reader's eyes. */
public final class Refusal extends RuntimeException {

    private final Name name;
    private final @Nullable List<Fault> faults;

    public Refusal(Name name, @Nullable String detail) {
        this(name, detail, null);
    }

    public Refusal(Name name, @Nullable String detail, @Nullable List<Fault> faults) {
        super(detail, null, false, false);
        this.name = name;
        this.faults = faults;
    }

    /** One parameter is wrong. */
    public static Refusal parameter(String parameter, String message) {
        return new Refusal(
                Name.VALIDATION_FAILED,
                parameter + ": " + message,
                List.of(new Fault("/" + parameter, message)));
    }

    public Name name() {
        return name;
    }

    public @Nullable List<Fault> faults() {
        return faults;
    }
}
