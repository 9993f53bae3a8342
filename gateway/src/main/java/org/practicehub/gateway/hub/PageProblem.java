package org.practicehub.gateway.hub;

import org.practicehub.gateway.problems.Problem;

/** A page cannot be shown; the problem says why. */
public class PageProblem extends RuntimeException {

    private final transient Problem problem;

    public PageProblem(Problem problem) {
        super(problem.title());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
