package org.practicehub.notification.mail;

import java.util.ArrayList;
import java.util.List;

/**
 * A text with gaps.
 *
 * @param gaps the number of the token behind each piece but the last
 */
record Cut(List<String> pieces, List<Integer> gaps) {

    Cut {
        pieces = List.copyOf(pieces);
        gaps = List.copyOf(gaps);
    }

    static Cut whole(String text) {
        return new Cut(List.of(text), List.of());
    }

    /**
     * @param gap what stands in a gap, before the number of its token and a dot
     */
    static Cut of(String written, String gap) {
        List<String> pieces = new ArrayList<>();
        List<Integer> gaps = new ArrayList<>();
        int from = 0;
        for (int at = written.indexOf(gap); at >= 0; at = written.indexOf(gap, from)) {
            int end = written.indexOf('.', at + gap.length());
            pieces.add(written.substring(from, at));
            gaps.add(Integer.parseInt(written.substring(at + gap.length(), end)));
            from = end + 1;
        }
        pieces.add(written.substring(from));
        return new Cut(pieces, gaps);
    }

    String with(List<String> tokens) {
        StringBuilder whole = new StringBuilder(pieces.getFirst());
        for (int i = 0; i < gaps.size(); i++) {
            whole.append(tokens.get(gaps.get(i))).append(pieces.get(i + 1));
        }
        return whole.toString();
    }
}
