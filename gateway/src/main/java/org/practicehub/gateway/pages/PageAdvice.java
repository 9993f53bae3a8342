package org.practicehub.gateway.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.practicehub.gateway.hub.PageProblem;
import org.practicehub.gateway.problems.Problems;
import org.practicehub.gateway.signin.Person;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;

import java.io.IOException;

/** What all pages share: who is looking, and what is shown when something is missing. */
@ControllerAdvice
class PageAdvice {

    private final Problems problems;

    PageAdvice(Problems problems) {
        this.problems = problems;
    }

    @ModelAttribute("viewer")
    @Nullable Person viewer(@Nullable Authentication authentication) {
        return Person.of(authentication);
    }

    @ExceptionHandler(PageProblem.class)
    void cannotBeShown(
            PageProblem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        problems.answer(request, response, problem.problem());
    }
}
