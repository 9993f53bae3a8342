package org.practicehub.drills;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TitleTests {

    @Test
    void aTitleIsFoundEvenWhereAMailBreaksTheLine() {
        assertThat(Title.in("New: Drill d7abn12\r\nround 3, in Morocco"))
                .hasValue(new Title("d7abn12", 3));
        assertThat(Title.in(new Title("d7abn12", 3).toString())).hasValue(new Title("d7abn12", 3));
    }

    @Test
    void otherTextHasNone() {
        assertThat(Title.in("Please confirm")).isEmpty();
    }
}
