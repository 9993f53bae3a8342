package org.practicehub.events;

/** The CloudEvents {@code type} of every event, and nothing of its Java class. */
enum EventType {
    PRACTICE_SUBMITTED("org.practicehub.practice.submitted.v1", PracticeSubmitted.class),
    PRACTICE_REVISED("org.practicehub.practice.revised.v1", PracticeRevised.class),
    PRACTICE_TAGGED("org.practicehub.practice.tagged.v1", PracticeTagged.class),
    PRACTICE_PUBLISHED("org.practicehub.practice.published.v1", PracticePublished.class),
    PRACTICE_WITHDRAWN("org.practicehub.practice.withdrawn.v1", PracticeWithdrawn.class),
    TOPIC_CHANGED("org.practicehub.topic.changed.v1", TopicChanged.class),
    SUBMISSION_DECIDED("org.practicehub.submission.decided.v1", SubmissionDecided.class),
    SUBMISSION_COMMENTED("org.practicehub.submission.commented.v1", SubmissionCommented.class),
    DECISION_UNDONE("org.practicehub.decision.undone.v1", DecisionUndone.class),
    CRITERIA_CHANGED("org.practicehub.criteria.changed.v1", CriteriaChanged.class),
    NOTIFICATIONS_PLANNED("org.practicehub.notifications.planned.v1", NotificationsPlanned.class);

    private final String wire;
    private final Class<? extends HubEvent> event;

    EventType(String wire, Class<? extends HubEvent> event) {
        this.wire = wire;
        this.event = event;
    }

    String wire() {
        return wire;
    }

    Class<? extends HubEvent> event() {
        return event;
    }
}
