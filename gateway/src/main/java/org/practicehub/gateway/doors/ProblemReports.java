package org.practicehub.gateway.doors;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.practicehub.gateway.problems.Problem;
import org.practicehub.gateway.problems.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;

/** For what the container refuses before any filter sees it: problem details, not its own page. */
class ProblemReports extends ErrorReportValve {

    private static final Logger log = LoggerFactory.getLogger(ProblemReports.class);

    private final Problems problems;

    ProblemReports(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        byte[] body = problems.bytes(Problem.ofStatus(status));
        try {
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setContentType("application/problem+json");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException e) {
            log.debug("The caller did not wait for its refusal", e);
        }
    }
}
