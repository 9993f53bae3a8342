package org.practicehub.local.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

import java.util.stream.Collectors;

/** Asks for a name and password, and says which there are. */
@RestController
class LoginPage {

    private static final String PAGE =
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Sign in: Practice Hub on this machine</title>
            <style>
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 26rem; margin: 4rem auto; padding: 0 1rem; color: #1b2a38 }
            label { display: block; margin-top: 1rem }
            input { font: inherit; width: 100%%; padding: .5rem; box-sizing: border-box; border: 1px solid #5b6b7a; border-radius: .25rem }
            button { font: inherit; margin-top: 1.5rem; padding: .6rem 1.4rem; border: 0; border-radius: .25rem; background: #0b5394; color: #fff }
            [role=alert] { color: #a3160b }
            </style>
            </head>
            <body>
            <main>
            <h1>Sign in</h1>
            %s
            <form method="post" action="login">
            <input type="hidden" name="%s" value="%s">
            <label for="username">Name</label>
            <input id="username" name="username" autocomplete="username" required autofocus>
            <label for="password">Password</label>
            <input id="password" name="password" type="password" autocomplete="current-password" required>
            <button type="submit">Sign in</button>
            </form>
            <p>Accounts on this machine (the password is the name): %s.</p>
            </main>
            </body>
            </html>
            """;

    @GetMapping(path = "/login", produces = MediaType.TEXT_HTML_VALUE)
    String login(CsrfToken csrf, @RequestParam(required = false) @Nullable String error) {
        return PAGE.formatted(
                error == null ? "" : "<p role=\"alert\">Name or password is wrong.</p>",
                HtmlUtils.htmlEscape(csrf.getParameterName()),
                HtmlUtils.htmlEscape(csrf.getToken()),
                Account.DEMO.stream().map(Account::name).collect(Collectors.joining(", ")));
    }
}
