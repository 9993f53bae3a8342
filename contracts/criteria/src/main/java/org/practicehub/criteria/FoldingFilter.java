package org.practicehub.criteria;

import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

import java.io.IOException;

/** Folds every token by {@link Folding}; what folds to nothing was never there. */
final class FoldingFilter extends TokenFilter {

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

    FoldingFilter(TokenStream input) {
        super(input);
    }

    @Override
    public boolean incrementToken() throws IOException {
        while (input.incrementToken()) {
            if (!Folding.foldAscii(term.buffer(), term.length())) {
                String folded = Folding.fold(term.toString());
                term.setEmpty().append(folded);
            }
            if (!term.isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
