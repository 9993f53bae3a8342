package org.practicehub.drills;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at the product as its users do, and writes down what is there. */
final class Observer {

    private final Hub hub;
    private final MailLog mails;
    private final HookLog hooks;
    private final String session;
    private final String contributor;

    /**
     * @param session only practices whose mark begins with it are looked at, and mails to addresses
     *     that do
     * @param contributor whose mails are looked at, too
     */
    Observer(Hub hub, MailLog mails, HookLog hooks, String session, String contributor) {
        this.hub = hub;
        this.mails = mails;
        this.hooks = hooks;
        this.session = session;
        this.contributor = contributor;
    }

    Observed everything(Collection<Ledger.Practice> practices)
            throws IOException, InterruptedException {
        Map<String, Observed.Titled> submissions = new HashMap<>();
        Map<String, Observed.Titled> published = new HashMap<>();
        for (Ledger.Practice practice : practices) {
            String id = practice.id();
            one("contributor", "/api/v1/submissions/" + id)
                    .ifPresent(found -> submissions.put(id, found));
            one("", "/api/v1/practices/" + id).ifPresent(found -> published.put(id, found));
        }
        return new Observed(
                submissions,
                walk("contributor", "/api/v1/submissions?limit=100"),
                cards(),
                published,
                sent());
    }

    List<Observed.Titled> cards() throws IOException, InterruptedException {
        return walk("", "/api/v1/practices?limit=100&sort=newest");
    }

    /** Mails and posts about a revision; others (mails that ask to confirm) are not looked at. */
    List<Observed.Sent> sent() throws IOException {
        List<Observed.Sent> sent = new ArrayList<>(posted());
        for (MailLog.Mail mail : mails.mails()) {
            Optional<Title> title = Title.in(mail.text());
            if (title.isPresent() && title.get().mark().startsWith(session)) {
                for (String address : mail.to()) {
                    if (!address.startsWith(session) && !address.equals(contributor)) {
                        continue;
                    }
                    sent.add(
                            new Observed.Sent(
                                    mail.at(),
                                    new Ledger.Message(
                                            address, title.get().mark(), title.get().revision()),
                                    mail.messageId()));
                }
            }
        }
        return sent;
    }

    private List<Observed.Sent> posted() throws IOException {
        List<Observed.Sent> posted = new ArrayList<>();
        for (HookLog.Post post : hooks.posts()) {
            Title.in(post.body())
                    .filter(title -> title.mark().startsWith(session))
                    .map(title -> new Ledger.Message(post.to(), title.mark(), title.revision()))
                    .map(message -> new Observed.Sent(post.at(), message, post.id()))
                    .ifPresent(posted::add);
        }
        return posted;
    }

    private Optional<Observed.Titled> one(String role, String path)
            throws IOException, InterruptedException {
        Hub.Answer answer = hub.get(role, path);
        if (answer.status() == 404) {
            return Optional.empty();
        }
        if (answer.status() != 200) {
            throw new IOException(path + " answered " + answer.status());
        }
        return titled(answer.body());
    }

    private List<Observed.Titled> walk(String role, String path)
            throws IOException, InterruptedException {
        List<Observed.Titled> all = new ArrayList<>();
        String page = path;
        while (true) {
            Hub.Answer answer = hub.get(role, page);
            if (answer.status() != 200) {
                throw new IOException(page + " answered " + answer.status() + answer.body());
            }
            answer.body().path("items").forEach(item -> titled(item).ifPresent(all::add));
            String next = answer.text("next");
            if (next.isEmpty()) {
                return all;
            }
            page = path + "&after=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        }
    }

    /** Items carry the title themselves or in their content. */
    private Optional<Observed.Titled> titled(JsonNode item) {
        String title = item.path("title").asString(item.path("content").path("title").asString(""));
        return Title.in(title)
                .filter(found -> found.mark().startsWith(session))
                .map(
                        found ->
                                new Observed.Titled(
                                        item.path("id").asString(""),
                                        found.mark(),
                                        found.revision()));
    }
}
