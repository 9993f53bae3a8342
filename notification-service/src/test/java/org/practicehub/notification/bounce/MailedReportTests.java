package org.practicehub.notification.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.practicehub.notification.bounce.Bounce.Type;
import org.practicehub.notification.subscription.Address;

import java.nio.charset.StandardCharsets;
import java.util.List;

class MailedReportTests {

    private static final String ORIGINAL =
            """
            From: Hub <hub@hub.example>
            To: Reader <reader@example.org>
            Message-ID: <abc123@hub.example>
            Subject: New

            body
            """;

    private static List<Bounce> read(String type, String report, String original)
            throws MessagingException {
        String message =
                """
                From: MAILER-DAEMON@mx.example.net
                To: hub@hub.example
                Subject: It came back
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=%1$s; boundary="b"

                --b
                Content-Type: text/plain

                For people.
                --b
                Content-Type: message/%1$s

                %2$s
                --b
                Content-Type: message/rfc822

                %3$s
                --b--
                """
                        .formatted(type, report.strip(), original.strip());
        return MailedReport.read(message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static List<Bounce> status(String blocks) throws MessagingException {
        return read("delivery-status", "Reporting-MTA: dns; mx.example.net\n\n" + blocks, ORIGINAL);
    }

    @Test
    void aMailboxThatDoesNotExistIsAHardBounceOfThatMail() throws Exception {
        assertThat(
                        status(
                                """
                                Original-Recipient: rfc822;Reader@example.org
                                Final-Recipient: rfc822; r123@provider.example
                                Action: failed
                                Status: 5.1.1
                                Remote-MTA: dns; mx.provider.example
                                Diagnostic-Code: smtp; 550 5.1.1 <r123@provider.example>:
                                    no such person
                                """))
                .containsExactly(
                        new Bounce(
                                Type.HARD,
                                new Address("Reader@example.org"),
                                "<abc123@hub.example>",
                                "550 5.1.1 <r123@provider.example>: no such person"));
    }

    @ParameterizedTest
    @CsvSource({
        "failed, 5.1.1, HARD",
        "Failed, 5.1.2 (bad domain), HARD",
        "failed, 5.2.2, SOFT",
        "failed, 5.7.1, SOFT",
        "failed, 4.4.1, SOFT",
    })
    void whatFailedIsToldApartByItsCode(String action, String code, Type type) throws Exception {
        assertThat(
                        status(
                                "Final-Recipient: rfc822;reader@example.org\nAction: %s\nStatus: %s"
                                        .formatted(action, code)))
                .extracting(Bounce::type)
                .containsExactly(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"delayed", "delivered", "relayed", "expanded"})
    void whatIsStillTriedOrArrivedIsNoBounce(String action) throws Exception {
        assertThat(
                        status(
                                "Final-Recipient: rfc822;reader@example.org\nAction: %s\nStatus: 4.0.0"
                                        .formatted(action)))
                .isEmpty();
    }

    @Test
    void aReportMaySpeakOfSeveral() throws Exception {
        assertThat(
                        status(
                                """
                                Final-Recipient: rfc822;a@example.org
                                Action: failed
                                Status: 5.0.0
                                Diagnostic-Code: smtp; 550 5.1.1 who?


                                Final-Recipient: rfc822;b@example.org
                                Action: delayed
                                Status: 4.2.0

                                Final-Recipient: rfc822;<c@example.org>
                                Action: failed
                                Status: 4.2.2
                                """))
                .extracting(each -> each.type() + " " + each.address().text())
                .containsExactly("HARD a@example.org", "SOFT c@example.org");
    }

    @Test
    void aComplaintIsOfWhomItNamesOrOfWhomTheMailWasFor() throws Exception {
        String report = "Feedback-Type: abuse\nUser-Agent: Some/1.0\nVersion: 1\n";
        assertThat(read("feedback-report", report, ORIGINAL))
                .containsExactly(
                        new Bounce(
                                Type.COMPLAINT,
                                new Address("reader@example.org"),
                                "<abc123@hub.example>",
                                ""));
        assertThat(
                        read(
                                "feedback-report",
                                report + "Original-Rcpt-To: <other@example.org>\n",
                                ORIGINAL))
                .extracting(each -> each.address().text())
                .containsExactly("other@example.org");
        assertThat(read("feedback-report", "Feedback-Type: not-spam\nVersion: 1", ORIGINAL))
                .isEmpty();
    }

    @Test
    void whatReportsNothingIsRefused() {
        assertThatThrownBy(() -> MailedReport.read(ORIGINAL.getBytes(StandardCharsets.UTF_8)))
                .hasMessage("is not a multipart/report");
        assertThatThrownBy(() -> MailedReport.read(new byte[0]))
                .isInstanceOf(MessagingException.class);
        assertThatThrownBy(() -> status("Action: failed\nStatus: 5.1.1"))
                .hasMessage("says of nobody's mail what became of it");
        assertThatThrownBy(
                        () ->
                                read(
                                        "feedback-report",
                                        "Feedback-Type: abuse",
                                        "Subject: to nobody\n\nbody"))
                .hasMessage("does not say whose complaint it is");
    }
}
