package org.practicehub.tagging.intake;

import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Content;
import org.practicehub.events.EventCodec;
import org.practicehub.events.HubEvent;
import org.practicehub.events.PracticeRevised;
import org.practicehub.events.PracticeSubmitted;
import org.practicehub.events.PracticeTagged;
import org.practicehub.tagging.evidence.Generation;
import org.practicehub.tagging.tagger.Tagged;
import org.practicehub.tagging.tagger.Tagger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.KafkaNull;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Answers every submitted or revised practice with its tags. Each record is read by itself: one
 * that cannot be processed is put aside and the rest of the batch goes on; only what concerns the
 * broker throws, and then the whole batch comes again, which changes nothing, because the answers
 * are the same.
 */
class SubmissionIntake implements Function<Message<List<byte[]>>, List<Message<?>>> {

    private static final Logger LOG = LoggerFactory.getLogger(SubmissionIntake.class);

    private final Tagger tagger;
    private final DeadLetters deadLetters;
    private final Clock clock;
    private final MeterRegistry meters;

    SubmissionIntake(Tagger tagger, DeadLetters deadLetters, Clock clock, MeterRegistry meters) {
        this.tagger = tagger;
        this.deadLetters = deadLetters;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public List<Message<?>> apply(Message<List<byte[]>> batch) {
        List<Message<?>> answers = new ArrayList<>();
        for (ReceivedRecord received : ReceivedRecord.of(batch)) {
            Message<?> answer = answer(received);
            if (answer != null) {
                answers.add(answer);
            }
        }
        return answers;
    }

    private @Nullable Message<?> answer(ReceivedRecord received) {
        return switch (EventCodec.decode(received::header, received.value())) {
            case EventCodec.Decoded.Tombstone tombstone -> {
                count("closed");
                yield tombstone(received);
            }
            case EventCodec.Decoded.Unknown unknown -> {
                count("unknown-type");
                LOG.info("Skipped {} at {}", unknown.type(), received.position());
                yield null;
            }
            case EventCodec.Decoded.Unreadable unreadable -> {
                putAside(received, unreadable.reason());
                yield null;
            }
            case EventCodec.Decoded.Known known -> answer(received, known.event());
        };
    }

    private @Nullable Message<?> answer(ReceivedRecord received, HubEvent event) {
        return switch (event) {
            case PracticeSubmitted submitted ->
                    tag(received, submitted, submitted.revision(), submitted.content());
            case PracticeRevised revised ->
                    tag(received, revised, revised.revision(), revised.content());
            default -> {
                count("unknown-type");
                yield null;
            }
        };
    }

    @SuppressWarnings("PMD.AvoidCatchingGenericException")
    private @Nullable Message<?> tag(
            ReceivedRecord received, HubEvent event, int revision, @Nullable Content content) {
        try {
            Tagged tagged = tagger.tag(Objects.requireNonNull(content, "no content"));
            count("tagged");
            return message(
                    new PracticeTagged(
                            event.key(),
                            event.sequence(),
                            clock.instant(),
                            revision,
                            Generation.CURRENT,
                            tagged.language(),
                            tagged.tags(),
                            tagged.notAttempted()));
        } catch (RuntimeException e) {
            LOG.warn("Could not tag the record at {}", received.position(), e);
            putAside(received, "tagging failed: " + e);
            return null;
        }
    }

    /** A closed practice needs no tags: its key is closed on the topic of tags as well. */
    private static @Nullable Message<?> tombstone(ReceivedRecord received) {
        byte[] key = received.key();
        return key == null
                ? null
                : MessageBuilder.withPayload(KafkaNull.INSTANCE)
                        .setHeader(KafkaHeaders.KEY, key)
                        .build();
    }

    private void putAside(ReceivedRecord received, String reason) {
        count("dead-letter");
        LOG.warn("Put aside the record at {}: {}", received.position(), reason);
        deadLetters.putAside(received, reason);
    }

    private static Message<byte[]> message(PracticeTagged event) {
        EventCodec.Encoded encoded = EventCodec.encode(event, "tagging-service");
        Map<String, Object> headers = new HashMap<>();
        encoded.headers()
                .forEach(
                        (name, value) ->
                                headers.put(
                                        RawHeaders.PREFIX + name,
                                        value.getBytes(StandardCharsets.UTF_8)));
        headers.put(KafkaHeaders.KEY, encoded.key().getBytes(StandardCharsets.UTF_8));
        return MessageBuilder.withPayload(encoded.value()).copyHeaders(headers).build();
    }

    private void count(String outcome) {
        meters.counter("practicehub.tagging.records", "outcome", outcome).increment();
    }
}
