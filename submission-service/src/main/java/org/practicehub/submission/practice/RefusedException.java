package org.practicehub.submission.practice;

/** A transition was refused; nothing has changed. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    public RefusedException(Refusal refusal, Status status) {
        super(
                refusal == Refusal.WRONG_STATE
                        ? "The submission is " + status.wire() + ", which does not allow this."
                        : refusal.explanation());
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }

    /** An answer to a question somebody asked: where in the code it was given tells nothing. */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public Throwable fillInStackTrace() {
        return this;
    }
}
