package org.practicehub.submission.outbox;

import org.practicehub.submission.Platform;

class EmbeddedWireTests extends WireKit {

    @Override
    String bootstrapServers() {
        return Platform.shared().kafka.getBrokersAsString();
    }
}
