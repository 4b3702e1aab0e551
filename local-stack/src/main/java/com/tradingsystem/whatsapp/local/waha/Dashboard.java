package com.tradingsystem.whatsapp.local.waha;

import java.util.stream.Collectors;

/** A page that shows the sessions to whoever logs in. The real one does more. */
final class Dashboard {

    private final Sessions sessions;
    private final FakeWahaSettings settings;

    Dashboard(Sessions sessions, FakeWahaSettings settings) {
        this.sessions = sessions;
        this.settings = settings;
    }

    void addTo(Router router) {
        if (settings.dashboard() != null) {
            router.get("/dashboard", call -> page()).get("/dashboard/", call -> page());
        }
    }

    private Answer page() {
        String rows = sessions.all().stream()
                .map(session -> "<tr><td>%s</td><td>%s</td><td>%s</td><td>%d</td></tr>"
                        .formatted(
                                escaped(session.name()),
                                session.engine(),
                                session.status(),
                                session.received().size()))
                .collect(Collectors.joining("\n"));
        return Answer.html(200, """
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><title>Fake WAHA</title></head>
                <body>
                <h1>Fake WAHA</h1>
                <p>There is no WhatsApp behind this server.</p>
                <table>
                <tr><th>Session</th><th>Engine</th><th>Status</th><th>Messages since start</th></tr>
                %s
                </table>
                </body>
                </html>
                """.formatted(rows));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
