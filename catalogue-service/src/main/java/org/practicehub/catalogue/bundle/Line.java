package org.practicehub.catalogue.bundle;

import org.practicehub.catalogue.web.Problem.Name;
import org.practicehub.catalogue.web.Refusal;
import org.practicehub.events.EventCodec;
import org.practicehub.events.EventCodec.Decoded;
import org.practicehub.events.HubEvent;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An event as a line of a bundle: {@code {"type":"…","event":{…}}}. The event stands there byte by
 * byte as in the log, so that the same practices make the same file.
 *
 * @param type as CloudEvents name it
 */
@SuppressWarnings("ArrayRecordComponent") // bytes of the log, never compared
record Line(String type, byte[] event) {

    private static final String START = "{\"type\":\"";
    private static final String MIDDLE = "\",\"event\":";

    static Line of(HubEvent event, byte[] json) {
        String type = EventCodec.encode(event, "catalogue-service").headers().get(EventCodec.TYPE);
        return new Line(String.valueOf(type), json);
    }

    byte[] bytes() {
        ByteArrayOutputStream line = new ByteArrayOutputStream(event.length + 96);
        line.writeBytes((START + type + MIDDLE).getBytes(StandardCharsets.UTF_8));
        line.writeBytes(event);
        line.writeBytes(new byte[] {'}', '\n'});
        return line.toByteArray();
    }

    /**
     * @param line without its end
     * @throws Refusal when it is none
     */
    static Line parse(byte[] line) {
        String head = new String(line, 0, Math.min(line.length, 200), StandardCharsets.ISO_8859_1);
        int middle = head.indexOf(MIDDLE);
        if (!head.startsWith(START) || middle < 0 || line[line.length - 1] != '}') {
            throw new Refusal(Name.VALIDATION_FAILED, "a line of the bundle is not an event");
        }
        return new Line(
                head.substring(START.length(), middle),
                Arrays.copyOfRange(line, middle + MIDDLE.length(), line.length - 1));
    }

    /**
     * @throws Refusal when it cannot be read by this version
     */
    HubEvent decoded() {
        byte[] wire = type.getBytes(StandardCharsets.UTF_8);
        Decoded decoded =
                EventCodec.decode(name -> name.equals(EventCodec.TYPE) ? wire : null, event);
        if (decoded instanceof Decoded.Known(HubEvent known)) {
            return known;
        }
        throw new Refusal(
                Name.VALIDATION_FAILED, "an event of the bundle cannot be read: " + decoded);
    }
}
