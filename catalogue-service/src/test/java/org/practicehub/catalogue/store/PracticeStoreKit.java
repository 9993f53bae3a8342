package org.practicehub.catalogue.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.practicehub.catalogue.Practices.aPractice;
import static org.practicehub.catalogue.Practices.id;
import static org.practicehub.catalogue.Practices.withdrawn;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;

import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.practicehub.catalogue.Churn;
import org.practicehub.catalogue.Oracle;
import org.practicehub.catalogue.store.CatalogueEntry.Published;
import org.practicehub.catalogue.store.CatalogueEntry.Reading;
import org.practicehub.catalogue.store.CatalogueEntry.Withdrawn;
import org.practicehub.criteria.Criteria;
import org.practicehub.criteria.ParityCorpus;
import org.practicehub.criteria.RandomModel;
import org.practicehub.events.EventCodec;
import org.practicehub.events.HubEvent;
import org.practicehub.events.PracticePublished;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** What the read model promises, whichever server keeps it. */
abstract class PracticeStoreKit {

    /** Terms are counted of every answer that is smaller, and of one in some others. */
    private static final int COUNTED_ALWAYS = 500;

    private static final int COUNTED_ONCE_IN = 5;

    private MongoClient client;
    private MongoCollection<Document> collection;
    private PracticeStore store;

    abstract String uri();

    @BeforeEach
    void connect() {
        client = MongoClients.create(uri());
        collection = client.getDatabase("catalogue_kit").getCollection("practices");
        collection.drop();
        store = new PracticeStore(() -> collection);
        PracticeIndexes.ensure(collection);
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void aPracticeIsReadAsItWasTold() {
        PracticePublished practice = aPractice().about("MA").on("labour").published(1);
        apply(practice);
        assertThat(store.find(practice.practiceId()))
                .hasValueSatisfying(
                        entry -> assertThat(((Published) entry).event()).isEqualTo(practice));
        assertThat(store.find(id(2))).isEmpty();
    }

    @Test
    void aRepeatedEventChangesNothing() {
        PracticePublished practice = aPractice().published(3);
        assertThat(apply(practice)).isEqualTo(new PracticeStore.Outcome(1, 0));
        assertThat(apply(practice)).isEqualTo(new PracticeStore.Outcome(0, 1));
        assertThat(collection.countDocuments()).isEqualTo(1);
    }

    @Test
    void anOlderEventChangesNothing() {
        apply(aPractice().titled("new").revision(2).published(5));
        assertThat(apply(aPractice().titled("old").published(4)).applied()).isZero();
        assertThat(title(1)).isEqualTo("new");
        apply(aPractice().titled("newer").revision(3).published(6));
        assertThat(title(1)).isEqualTo("newer");
    }

    @Test
    void theNewestOfABatchWinsWhateverItsOrder() {
        apply(
                aPractice().titled("three").published(3),
                aPractice().titled("one").published(1),
                aPractice().titled("two").published(2));
        assertThat(title(1)).isEqualTo("three");
    }

    @Test
    void aBatchWithStaleEventsStillAppliesTheOthers() {
        apply(aPractice().published(9));
        assertThat(
                        apply(
                                aPractice().published(8),
                                aPractice().numbered(2).published(1),
                                withdrawn(3, 1, "gone")))
                .isEqualTo(new PracticeStore.Outcome(2, 1));
        assertThat(store.find(id(2))).isPresent();
    }

    @Test
    void aWithdrawnPracticeKeepsItsReasonAndIsInNoList() {
        apply(aPractice().published(1));
        apply(withdrawn(1, 2, "sent by mistake"));
        apply(aPractice().published(1));
        assertThat(store.find(id(1)))
                .hasValueSatisfying(
                        entry ->
                                assertThat(((Withdrawn) entry).event().reason())
                                        .isEqualTo("sent by mistake"));
        assertThat(store.list(Criteria.EVERYTHING, Order.NEWEST, null, 10)).isEmpty();
        assertThat(store.count(Criteria.EVERYTHING)).isZero();
    }

    @Test
    void aForgottenPracticeIsNotKnownAnyMore() {
        apply(aPractice().published(1));
        PracticeStore.Changes changes = new PracticeStore.Changes();
        changes.forget(id(1));
        store.apply(changes);
        assertThat(store.find(id(1))).isEmpty();
    }

    @Test
    void aPracticeWithdrawnAndPublishedAgainIsListed() {
        apply(aPractice().published(1));
        apply(withdrawn(1, 2, "gone"));
        apply(aPractice().revision(2).published(3));
        assertThat(store.count(Criteria.EVERYTHING)).isEqualTo(1);
    }

    @Test
    void theCorpusIsAnsweredWhereItHasNoWords() {
        int asked = 0;
        for (ParityCorpus corpus : ParityCorpus.all()) {
            collection.deleteMany(new Document());
            apply(corpus.practices().toArray(HubEvent[]::new));
            for (ParityCorpus.Case wanted : corpus.cases()) {
                if (wanted.criteria().words() == null) {
                    asked++;
                    assertThat(
                                    new TreeSet<>(
                                            ids(
                                                    store.list(
                                                            wanted.criteria(),
                                                            Order.NEWEST,
                                                            null,
                                                            1_000))))
                            .as(wanted.name())
                            .isEqualTo(wanted.ids());
                    assertThat(store.count(wanted.criteria())).isEqualTo(wanted.ids().size());
                }
            }
        }
        assertThat(asked).isGreaterThan(100);
    }

    @Test
    void randomCriteriaAreAnsweredInOrderAndInPages() {
        RandomModel model = new RandomModel(Long.getLong("parity.seed", 7));
        Random chance = new Random(Long.getLong("parity.seed", 7));
        List<PracticePublished> practices = new ArrayList<>();
        for (int i = 0; i < Integer.getInteger("parity.store.practices", 200); i++) {
            practices.add(model.practice("p%05d".formatted(i)).event());
        }
        apply(practices.toArray(HubEvent[]::new));
        Oracle oracle = new Oracle(practices);
        for (int i = 0; i < Integer.getInteger("parity.store.queries", 300); i++) {
            Criteria any = model.criteria();
            Criteria criteria =
                    new Criteria(
                            any.all(), any.any(), any.not(), null, any.period(), any.published());
            Order order = Order.values()[i % 3];
            Oracle.Answer expected = oracle.ask(criteria, order);
            assertThat(inPages(criteria, order, expected.ids().size(), chance))
                    .as(order + criteria.canonicalJson())
                    .isEqualTo(expected.ids());
            if (expected.ids().size() < COUNTED_ALWAYS || chance.nextInt(COUNTED_ONCE_IN) == 0) {
                assertThat(store.countTerms(criteria)).isEqualTo(expected.terms());
            }
        }
    }

    /**
     * Everything that meets criteria, in pages: each costs the embedded server a look at all
     * practices, so two end wherever it may be and the third is to be the last.
     */
    private List<String> inPages(Criteria criteria, Order order, int expected, Random chance) {
        List<String> found = new ArrayList<>();
        Position after = null;
        for (int nth = 1; nth <= 4; nth++) {
            int rest = Math.max(0, expected - found.size());
            int size = nth <= 2 ? 1 + chance.nextInt(rest + 1) : rest + 1;
            List<Published> page = store.list(criteria, order, after, size);
            found.addAll(ids(page));
            if (page.size() < size) {
                return found;
            }
            after = position(order, page.getLast().event());
        }
        throw new AssertionError("more than is there: " + criteria.canonicalJson());
    }

    @Test
    void pagesNeitherSkipNorRepeatWhilePracticesChange() {
        Churn churn = new Churn(3, this::apply);
        churn.publish(60);
        for (int nth = 0; nth < 4; nth++) {
            for (Order order : Order.values()) {
                Churn.Walk walk = churn.walk(order);
                int size = 3 + 4 * nth;
                Position after = null;
                List<Published> page;
                do {
                    page = store.list(Churn.CRITERIA, order, after, size);
                    walk.sees(ids(page));
                    if (!page.isEmpty()) {
                        after = position(order, page.getLast().event());
                    }
                    churn.change(4);
                } while (page.size() == size);
                walk.ends();
            }
        }
    }

    private static Position position(Order order, PracticePublished last) {
        return new Position(
                switch (order) {
                    case NEWEST -> last.firstPublishedAt().toEpochMilli();
                    case UPDATED -> last.revisedAt().toEpochMilli();
                    case TITLE -> PracticeStore.titleKey(last.content().title());
                },
                last.practiceId());
    }

    private String title(int number) {
        return ((Published) store.find(id(number)).orElseThrow()).event().content().title();
    }

    private static List<String> ids(List<Published> practices) {
        return practices.stream().map(Published::id).toList();
    }

    private PracticeStore.Outcome apply(HubEvent... events) {
        PracticeStore.Changes changes = new PracticeStore.Changes();
        for (HubEvent event : events) {
            EventCodec.Encoded encoded = EventCodec.encode(event, "test");
            Reading reading =
                    CatalogueEntry.read(
                            null,
                            name -> {
                                String header = encoded.headers().get(name);
                                return header == null
                                        ? null
                                        : header.getBytes(StandardCharsets.UTF_8);
                            },
                            encoded.value());
            changes.put(((Reading.Entry) reading).entry());
        }
        return store.apply(changes);
    }
}
