package org.practicehub.catalogue.web;

import jakarta.servlet.http.HttpServletRequest;

import java.util.Enumeration;

/** Conditional requests, RFC 9110 section 13. */
public final class Conditions {

    /**
     * Whether the reader already has this state.
     *
     * @param etag quoted, as it is sent
     * @param changed milliseconds since the epoch; compared in whole seconds, as HTTP dates are
     */
    public static boolean notModified(HttpServletRequest request, String etag, long changed) {
        Enumeration<String> tags = request.getHeaders("If-None-Match");
        if (tags.hasMoreElements()) {
            String bare = etag.startsWith("W/") ? etag.substring(2) : etag;
            while (tags.hasMoreElements()) {
                for (String tag : tags.nextElement().split(",", -1)) {
                    String wanted = tag.strip();
                    if (wanted.equals("*")
                            || wanted.equals(bare)
                            || (wanted.startsWith("W/") && wanted.substring(2).equals(bare))) {
                        return true;
                    }
                }
            }
            return false;
        }
        try {
            long since = request.getDateHeader("If-Modified-Since");
            return since >= 0 && changed / 1000 <= since / 1000;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Conditions() {}
}
