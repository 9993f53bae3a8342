package org.practicehub.submission.links;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTests {

    @ParameterizedTest
    @CsvSource({
        "https://iom.int, https://iom.int/",
        "HTTPS://IOM.int/A?b=c#d, https://iom.int/A?b=c",
        "http://iom.int:8080/, http://iom.int:8080/",
        "https://bücher.org/é, https://xn--bcher-kva.org/%C3%A9",
        "https://my_site.iom.int/, https://my_site.iom.int/",
        "http://[2a00::1]/, http://[2a00::1]/"
    })
    void aRequestGoesToTheHostInAscii(String address, String asked) {
        assertThat(Target.of(address)).map(Target::uri).hasToString("Optional[" + asked + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://iom.int/",
                "javascript:alert(1)",
                "https:///path",
                "https://",
                "/path",
                "https://name@iom.int/",
                "https://name:word@bücher.org/",
                "https://iom.int:0/",
                "https://iom.int:99999/",
                "https://a..b/",
                "https://bücher.org:8443/",
                "https://iom int/",
                ""
            })
    void elsewhereNothingIsAsked(String address) {
        assertThat(Target.of(address)).isEmpty();
    }

    @Test
    void whatIsTooLongIsNotAskedFor() {
        assertThat(Target.of("https://iom.int/" + "a".repeat(1_984))).isPresent();
        assertThat(Target.of("https://iom.int/" + "a".repeat(1_985))).isEmpty();
    }
}
