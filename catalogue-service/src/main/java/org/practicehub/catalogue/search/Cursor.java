package org.practicehub.catalogue.search;

import org.jspecify.annotations.Nullable;
import org.practicehub.catalogue.store.Order;
import org.practicehub.catalogue.store.Position;
import org.practicehub.catalogue.web.Refusal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A place in a list as readers carry it: opaque, and good for as long as they like. It names the
 * practice that was shown last by its key and id, so that what is added or withdrawn meanwhile
 * neither repeats nor hides another practice. In order of relevance, where every change moves the
 * scores, the cursor also names the snapshot of the index that was read; when that is no longer
 * kept (some minutes, or many changes later) the place is found by score in the present one.
 */
public final class Cursor {

    private static final String PROBLEM = "is not a cursor of this list";

    public static String write(@Nullable Order order, Position position) {
        String key =
                switch (position.key()) {
                    case Float score ->
                            "s"
                                    + Integer.toHexString(Float.floatToIntBits(score))
                                    + '.'
                                    + Long.toString(position.snapshot(), 36);
                    case Long time -> letter(order) + Long.toString(time, 36);
                    default -> letter(order) + position.key().toString();
                };
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((position.id() + '\n' + key).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @throws Refusal when it is none, or one of a list in another order
     */
    public static Position read(@Nullable Order order, String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int line = text.indexOf('\n');
            if (line < 1 || text.length() < line + 2 || text.charAt(line + 1) != letter(order)) {
                throw Refusal.parameter("after", PROBLEM);
            }
            String id = text.substring(0, line);
            String key = text.substring(line + 2);
            if (order == null) {
                int dot = key.indexOf('.');
                float score =
                        Float.intBitsToFloat(
                                Integer.parseUnsignedInt(key.substring(0, Math.max(dot, 0)), 16));
                if (Float.isNaN(score)) {
                    throw Refusal.parameter("after", PROBLEM);
                }
                return new Position(score, id, Long.parseLong(key.substring(dot + 1), 36));
            }
            return switch (order) {
                case NEWEST, UPDATED -> new Position(Long.parseLong(key, 36), id);
                case TITLE -> new Position(key, id);
            };
        } catch (IllegalArgumentException e) {
            throw Refusal.parameter("after", PROBLEM);
        }
    }

    private static char letter(@Nullable Order order) {
        return order == null
                ? 's'
                : switch (order) {
                    case NEWEST -> 'n';
                    case UPDATED -> 'u';
                    case TITLE -> 't';
                };
    }

    private Cursor() {}
}
