package org.practicehub.local.store;

import de.bwaldvogel.mongo.bson.Document;

import org.h2.mvstore.MVMap;

import java.util.Map;

/** The documents of one collection, by the value of their {@code _id}. */
final class DocumentMap extends MVMap<Object, Document> {

    private final SharedTexts texts;

    private DocumentMap(Map<String, Object> config, Builder builder) {
        super(config, builder.getKeyType(), builder.getValueType());
        this.texts = builder.texts;
    }

    @Override
    public Document put(Object id, Document document) {
        return super.put(id, texts.in(document));
    }

    static final class Builder extends BasicBuilder<DocumentMap, Object, Document> {

        private final SharedTexts texts;

        Builder(SharedTexts texts) {
            this.texts = texts;
            setValueType(new DocumentType(texts));
        }

        @Override
        protected DocumentMap create(Map<String, Object> config) {
            return new DocumentMap(config, this);
        }
    }
}
