package org.practicehub.gateway.pages;

import com.fasterxml.jackson.annotation.JsonInclude;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.practicehub.gateway.hub.CriteriaInWords;
import org.practicehub.gateway.hub.Hub;
import org.practicehub.gateway.hub.Hub.Call;
import org.practicehub.gateway.hub.Labels;
import org.practicehub.gateway.hub.OwnSubscriptions;
import org.practicehub.gateway.hub.PageProblem;
import org.practicehub.gateway.hub.Reply;
import org.practicehub.gateway.problems.Problem;
import org.practicehub.gateway.routes.Service;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;

/**
 * One's own subscriptions, without an account: a mailed link leads to a button, the button opens a
 * session, the session stays in a cookie for these pages. Every form carries a CSRF token, the one
 * behind the link as well: nobody is to be slipped somebody else's session.
 */
@Controller
@RequestMapping("/subscriptions/manage")
class Managing {

    private static final String API = "/api/v1/subscriptions";
    private static final String ID = "/{id:[A-Za-z0-9-]{1,64}}";
    private static final int LONGEST_TOKEN = 2000;
    private static final String PAGE = "subscription-manage";
    private static final String BACK = "redirect:/subscriptions/manage?done=";

    /** What the page says after something was done; the address carries the key only. */
    private static final Map<String, String> NOTICES =
            Map.of(
                    "changed", "Your change is kept.",
                    "ended", "The subscription is ended.",
                    "all-ended", "All your subscriptions are ended.",
                    "erased", "Everything we kept about your address is erased.",
                    "closed", "Your subscriptions are closed on this device.",
                    "over", "Your half hour is over. Nothing was changed; ask for a new link.");

    private final Hub hub;
    private final Labels labels;
    private final SubscriberCookie cookie;

    Managing(Hub hub, Labels labels, SubscriberCookie cookie) {
        this.hub = hub;
        this.labels = labels;
        this.cookie = cookie;
    }

    /** One subscription on the page; where it has an hour or a weekday, these can be changed. */
    record Row(
            String id,
            String wanted,
            boolean confirmed,
            @Nullable String cadence,
            @Nullable Integer hour,
            @Nullable String zone,
            @Nullable String weekday,
            @Nullable String language) {

        static Row of(OwnSubscriptions.Item item, Labels labels) {
            return new Row(
                    item.id(),
                    CriteriaInWords.of(item.criteria(), labels),
                    "active".equals(item.status()),
                    item.cadence(),
                    item.hour(),
                    item.zone(),
                    item.weekday(),
                    item.language());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Change(
            String cadence,
            @Nullable Integer hour,
            @Nullable String weekday,
            @Nullable String language) {}

    /** The session is over, or nothing is left of the person. */
    private static final class SessionOverException extends RuntimeException {}

    @GetMapping
    String look(
            @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "") String done,
            @CookieValue(name = SubscriberCookie.NAME, defaultValue = "") String session,
            HttpServletResponse response,
            Model model) {
        if (!token.isBlank()) {
            model.addAttribute("token", token);
            return page("open", model);
        }
        model.addAttribute("done", NOTICES.get(done));
        if (session.isBlank()) {
            return page("ask", model);
        }
        try {
            return list(ask(Call.get(Service.NOTIFICATION, API + "/own"), session), model);
        } catch (SessionOverException e) {
            forget(response);
            // With the last subscription the person may be gone: that was said already.
            model.addAttribute("done", NOTICES.get(NOTICES.containsKey(done) ? done : "over"));
            return page("ask", model);
        }
    }

    @PostMapping
    String open(
            @RequestParam(defaultValue = "") String token,
            HttpServletResponse response,
            Model model) {
        if (token.isBlank() || token.length() > LONGEST_TOKEN) {
            throw new PageProblem(Problem.ofStatus(400));
        }
        var reply =
                hub.ask(
                        Call.send(
                                HttpMethod.POST,
                                Service.NOTIFICATION,
                                Map.of("token", token),
                                API + "/manage-session"),
                        OwnSubscriptions.Opened.class);
        if (reply instanceof Reply.Refused<OwnSubscriptions.Opened>(var refusal)
                && (refusal.status() == 410 || refusal.status() == 400)) {
            response.setStatus(410);
            return page("link-over", model);
        }
        var opened = reply.required();
        if (opened.session() == null || opened.expiresAt() == null) {
            throw new PageProblem(Problem.badAnswer(Service.NOTIFICATION.title()));
        }
        response.addHeader(
                HttpHeaders.SET_COOKIE, cookie.keeping(opened.session(), opened.expiresAt()));
        // The used link is out of the address, and reloading repeats nothing.
        return "redirect:/subscriptions/manage";
    }

    @PostMapping("/link")
    String link(
            @RequestParam(defaultValue = "") String address,
            @RequestParam(defaultValue = "en") String language,
            Model model) {
        var reply =
                hub.ask(
                        Call.send(
                                HttpMethod.POST,
                                Service.NOTIFICATION,
                                Map.of("address", address.strip(), "language", language),
                                API + "/manage-link"),
                        JsonNode.class);
        if (reply instanceof Reply.Refused<JsonNode>(var refusal) && refusal.status() == 400) {
            model.addAttribute("refusal", refusal);
            return page("ask", model);
        }
        reply.required();
        return page("link-asked", model);
    }

    @PostMapping(ID + "/timing")
    String retime(
            @PathVariable String id,
            @RequestParam String cadence,
            @RequestParam(required = false) @Nullable Integer hour,
            @RequestParam(required = false) @Nullable String weekday,
            @RequestParam(required = false) @Nullable String language,
            @CookieValue(name = SubscriberCookie.NAME, defaultValue = "") String session) {
        // What is not said stays as it is, the time zone among it.
        var change = new Change(cadence, hour, weekday, language);
        ask(
                Call.send(HttpMethod.PUT, Service.NOTIFICATION, change, API + "/own/{}", id),
                session,
                JsonNode.class);
        return BACK + "changed";
    }

    @PostMapping(ID + "/end")
    String end(
            @PathVariable String id,
            @CookieValue(name = SubscriberCookie.NAME, defaultValue = "") String session) {
        var reply =
                reply(
                        Call.delete(Service.NOTIFICATION, API + "/own/{}", id),
                        session,
                        JsonNode.class);
        // Ended already, by a second press or by the link in a mail.
        if (!(reply instanceof Reply.Refused<JsonNode>(var refusal) && refusal.status() == 404)) {
            reply.required();
        }
        return BACK + "ended";
    }

    @PostMapping("/end-all")
    String endAll(@CookieValue(name = SubscriberCookie.NAME, defaultValue = "") String session) {
        ask(Call.delete(Service.NOTIFICATION, API + "/own"), session, JsonNode.class);
        return BACK + "all-ended";
    }

    @GetMapping("/data")
    ResponseEntity<JsonNode> data(
            @CookieValue(name = SubscriberCookie.NAME, defaultValue = "") String session) {
        var data = ask(Call.get(Service.NOTIFICATION, API + "/own/data"), session, JsonNode.class);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("my-practice-hub-data.json")
                                .build()
                                .toString())
                .body(data);
    }

    @PostMapping("/erasure")
    String erase(
            @RequestParam(defaultValue = "false") boolean sure,
            @CookieValue(name = SubscriberCookie.NAME, defaultValue = "") String session,
            HttpServletResponse response) {
        if (!sure) {
            throw new PageProblem(Problem.ofStatus(400));
        }
        ask(
                Call.send(HttpMethod.POST, Service.NOTIFICATION, Map.of(), API + "/own/erasure"),
                session,
                JsonNode.class);
        forget(response);
        return BACK + "erased";
    }

    @PostMapping("/close")
    String close(HttpServletResponse response) {
        forget(response);
        return BACK + "closed";
    }

    @ExceptionHandler(SessionOverException.class)
    String over(HttpServletResponse response) {
        forget(response);
        return BACK + "over";
    }

    private String list(OwnSubscriptions own, Model model) {
        model.addAttribute("rows", own.items().stream().map(item -> Row.of(item, labels)).toList());
        List<OwnSubscriptions.Item> items = own.items();
        model.addAttribute("address", items.isEmpty() ? null : items.getFirst().address());
        return page("list", model);
    }

    private OwnSubscriptions ask(Call call, String session) {
        return ask(call, session, OwnSubscriptions.class);
    }

    private <T> T ask(Call call, String session, Class<T> type) {
        return reply(call, session, type).required();
    }

    private <T> Reply<T> reply(Call call, String session, Class<T> type) {
        if (session.isBlank() || session.length() > LONGEST_TOKEN) {
            throw new SessionOverException();
        }
        Reply<T> reply = hub.ask(call.with(Map.of("Subscription-Session", session)), type);
        if (reply instanceof Reply.Refused<T>(var refusal) && refusal.status() == 410) {
            throw new SessionOverException();
        }
        return reply;
    }

    private void forget(HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.forgotten());
    }

    private static String page(String state, Model model) {
        model.addAttribute("state", state);
        return PAGE;
    }
}
