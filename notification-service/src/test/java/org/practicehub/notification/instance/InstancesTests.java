package org.practicehub.notification.instance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.practicehub.notification.TestStore;

import java.time.Clock;

class InstancesTests {

    private TestStore store;

    @BeforeEach
    void start() {
        store = TestStore.embedded();
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private Instances instance(String id, String name) {
        Instances instance =
                new Instances(
                        store.mongo(),
                        new Instance(id),
                        new InstanceProperties(name),
                        Clock.systemUTC());
        instance.sign();
        return instance;
    }

    @Test
    void twoLiveInstancesLeaveEachOtherAlone() {
        Instances first = instance("first", "");
        Instances second = instance("second", "");
        first.sign();
        assertThat(first.silent()).isEmpty();
        assertThat(second.silent()).isEmpty();
        assertThat(second.alive()).containsExactlyInAnyOrder("first", "second");
        assertThat(first.trusted()).isTrue();
    }

    @Test
    void whoStartsUnderANameTakesOverAtOnceAndWhoHadItStops() {
        Instances before = instance("before", "hub-0");
        Instances other = instance("other", "hub-1");
        Instances after = instance("after", "hub-0");
        assertThat(after.silent()).containsExactly("before");
        assertThat(after.alive()).containsExactlyInAnyOrder("after", "other");
        before.sign();
        assertThat(before.trusted()).isFalse();
        assertThat(other.trusted()).isTrue();
        after.forget("before");
        assertThat(after.silent()).isEmpty();
    }

    @Test
    void whoSaidGoodbyeIsSilent() {
        Instances leaving = instance("leaving", "");
        Instances staying = instance("staying", "");
        leaving.goodbye();
        assertThat(leaving.trusted()).isFalse();
        assertThat(staying.silent()).containsExactly("leaving");
    }
}
