package org.practicehub.gateway.pages;

import org.practicehub.gateway.hub.Hub;
import org.practicehub.gateway.hub.Hub.Call;
import org.practicehub.gateway.hub.Views.Counts;
import org.practicehub.gateway.hub.Views.Entries;
import org.practicehub.gateway.routes.Service;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.annotation.RegisteredOAuth2AuthorizedClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** The list of what waits at the review desk, narrowed by what the moderator chose. */
@Controller
class ReviewQueue {

    private static final String PAGE_LENGTH = "25";

    /** What the page offers to narrow and order by; anything else in its address is ignored. */
    private static final List<String> CHOICES =
            List.of("status", "kind", "topic", "tag", "language", "assignee", "sort");

    private final Hub hub;

    ReviewQueue(Hub hub) {
        this.hub = hub;
    }

    @GetMapping("/review")
    String queue(
            @RequestParam MultiValueMap<String, String> parameters,
            @RegisteredOAuth2AuthorizedClient("hub") OAuth2AuthorizedClient client,
            Model model) {
        String token = client.getAccessToken().getTokenValue();
        Map<String, String> chosen = chosen(parameters);
        var asked = new HashMap<String, List<String>>();
        chosen.forEach((name, value) -> asked.put(name, List.of(value)));
        asked.put("limit", List.of(PAGE_LENGTH));
        String after = parameters.getFirst("after");
        if (after != null) {
            asked.put("after", List.of(after));
        }
        Entries waiting =
                hub.ask(
                                Call.get(Service.SUBMISSION, "/api/v1/review-queue")
                                        .asking(asked)
                                        .as(token),
                                Entries.class)
                        .required();
        model.addAttribute("waiting", waiting);
        model.addAttribute("chosen", chosen);
        model.addAttribute("next", waiting.next() == null ? null : address(chosen, waiting.next()));
        model.addAttribute(
                "counts",
                hub.ask(
                                Call.get(Service.SUBMISSION, "/api/v1/review-queue/counts")
                                        .as(token),
                                Counts.class)
                        .orNull());
        return "review-queue";
    }

    private static Map<String, String> chosen(MultiValueMap<String, String> parameters) {
        var chosen = new LinkedHashMap<String, String>();
        for (String name : CHOICES) {
            String value = parameters.getFirst(name);
            if (value != null && !value.isBlank()) {
                chosen.put(name, value.strip());
            }
        }
        return chosen;
    }

    private static String address(Map<String, String> chosen, String after) {
        var query = new StringJoiner("&", "/review?", "");
        chosen.forEach((name, value) -> query.add(name + "=" + encoded(value)));
        return query.add("after=" + encoded(after)).toString();
    }

    private static String encoded(String value) {
        return UriUtils.encode(value, StandardCharsets.UTF_8);
    }
}
