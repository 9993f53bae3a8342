package org.practicehub.submission.door;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.practicehub.submission.practice.Person;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.web.Bodies;
import org.practicehub.submission.web.EntityTag;
import org.practicehub.submission.web.Fields;
import org.practicehub.submission.web.ProblemException;
import org.springframework.http.HttpHeaders;

/**
 * Somebody asks for a change of one submission: which, who asks, what they have seen of it, and
 * what the body says. The body is read when it is asked for, and once.
 */
public final class ChangeRequest {

    private final PracticeId practice;
    private final Person by;
    private final boolean administrator;
    private final HttpServletRequest request;

    ChangeRequest(
            PracticeId practice, Person by, boolean administrator, HttpServletRequest request) {
        this.practice = practice;
        this.by = by;
        this.administrator = administrator;
        this.request = request;
    }

    public PracticeId practice() {
        return practice;
    }

    public Person by() {
        return by;
    }

    public boolean isByAdministrator() {
        return administrator;
    }

    /** The condition of the change; null when it has none. */
    public @Nullable String condition() {
        return request.getHeader(HttpHeaders.IF_MATCH);
    }

    /**
     * The condition of the change.
     *
     * @throws ProblemException 428 when it has none
     */
    public String requiredCondition() {
        return EntityTag.required(condition());
    }

    /** The fields of the body, which may be absent. */
    public Fields fields() {
        return Fields.of(Bodies.optionalJson(request));
    }

    /** The body, which has to be there. */
    public byte[] body() {
        return Bodies.read(request);
    }
}
