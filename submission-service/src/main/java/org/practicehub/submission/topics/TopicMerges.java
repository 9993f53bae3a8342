package org.practicehub.submission.topics;

import org.practicehub.submission.practice.Person;
import org.practicehub.submission.web.ProblemException;
import org.springframework.stereotype.Component;

/** Puts one topic in the place of another. */
@Component
class TopicMerges {

    private final EditorialTopics topics;
    private final TopicMoves moves;
    private final CurrentTopics current;

    TopicMerges(EditorialTopics topics, TopicMoves moves, CurrentTopics current) {
        this.topics = topics;
        this.moves = moves;
        this.current = current;
    }

    /**
     * Merging the same two again changes nothing.
     *
     * @throws ProblemException 404 when there is no such topic, 400 when the other one can't take
     *     its place
     */
    Topic merge(String slug, String into, Person administrator) {
        Topic topic = topics.find(slug).orElseThrow(ProblemException::notFound);
        if (into.equals(topic.mergedInto())) {
            return topic;
        }
        boolean possible =
                !slug.equals(into)
                        && topic.mergedInto() == null
                        && topics.find(into).filter(o -> o.mergedInto() == null).isPresent();
        if (!possible) {
            throw ProblemException.invalid("/into", "must be another topic that is not merged");
        }
        EditorialTopics.Move move = topics.merge(topic, into, administrator);
        current.merged(slug, into);
        moves.begin(move);
        return topics.find(slug).orElseThrow(ProblemException::notFound);
    }
}
