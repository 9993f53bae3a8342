package org.practicehub.gateway.problems;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

import java.io.IOException;
import java.util.Map;

/** Where the container sends what failed: the last word is ours, not a stack trace. */
@Controller
class ErrorPages implements ErrorController {

    private final Problems problems;

    ErrorPages(Problems problems) {
        this.problems = problems;
    }

    @RequestMapping("${server.error.path:/error}")
    @Nullable ModelAndView error(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Problem problem = problemOf(request);
        if (Problems.wantsPage(request)) {
            response.setStatus(problem.status());
            response.setHeader("Cache-Control", "no-store");
            return new ModelAndView("error", Map.of("problem", problem));
        }
        problems.write(response, problem);
        return null;
    }

    private static Problem problemOf(HttpServletRequest request) {
        if (request.getAttribute(Problems.ATTRIBUTE) instanceof Problem problem) {
            return problem;
        }
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        return Problem.ofStatus(status instanceof Integer code ? code : 404)
                .at(Problems.pathOf(request));
    }
}
