import generated.client.ApiClient;
import generated.client.ApiException;
import generated.client.api.ContactsApi;
import generated.client.api.GroupsApi;
import generated.client.api.MediaApi;
import generated.client.api.MessagesApi;
import generated.client.api.ServiceApi;
import generated.client.api.SessionsApi;
import generated.client.api.StatsApi;
import generated.client.api.SyncApi;
import generated.client.model.Message;
import generated.client.model.Problem;
import java.util.LinkedHashMap;
import java.util.Map;

/** What somebody writes who has nothing but the generated client. Compiled together with it, at the test. */
public final class ReadsEverything {

    private static final String CHAT = "5511987654321@c.us";
    private static final String GROUP = "120363000000000001@g.us";

    private static final String MAY = "?from=2026-05-01&to=2026-06-01";

    private final ApiClient client = new ApiClient();

    public ReadsEverything(String url, String token) {
        client.updateBaseUri(url);
        client.setRequestInterceptor(request -> request.header("X-Api-Token", token));
    }

    /** Answers by what was asked for, as the client's own JSON. */
    public Map<String, byte[]> answers() throws Exception {
        Map<String, Object> answers = new LinkedHashMap<>();
        answers.put("/api/sessions", new SessionsApi(client).listSessions(null));
        answers.put("/api/sessions/main", new SessionsApi(client).getSession("main"));
        answers.put("/api/contacts/main", new ContactsApi(client).listContacts("main", null, null, null, null));
        answers.put("/api/groups/main/" + GROUP, new GroupsApi(client).getGroup("main", GROUP));
        answers.put(
                "/api/groups/main/" + GROUP + "/participants",
                new GroupsApi(client).listParticipants("main", GROUP, null, null, null, null));
        answers.put(
                "/api/groups/main/" + GROUP + "/changes",
                new GroupsApi(client).listGroupChanges("main", GROUP, null, null));
        answers.put(
                "/api/stats/main/messages" + MAY,
                new StatsApi(client).countMessages("main", null, null, "2026-05-01", "2026-06-01", null, null, null));
        answers.put(
                "/api/stats/main/hours" + MAY,
                new StatsApi(client).countMessagesByHourOfWeek("main", null, "2026-05-01", "2026-06-01", null));
        answers.put(
                "/api/stats/main/responses" + MAY,
                new StatsApi(client).getResponseTimes("main", null, null, "2026-05-01", "2026-06-01", null, null, null));
        answers.put(
                "/api/stats/main/unanswered" + MAY,
                new StatsApi(client).listUnanswered("main", null, "2026-05-01", "2026-06-01", null));
        answers.put(
                "/api/stats/main/members" + MAY,
                new StatsApi(client).listActiveMembers("main", null, "2026-05-01", "2026-06-01", null, null));
        answers.put(
                "/api/stats/main/files" + MAY,
                new StatsApi(client).countFiles("main", null, null, "2026-05-01", "2026-06-01", null));
        answers.put(
                "/api/stats/main/contacts" + MAY,
                new StatsApi(client).countNewContacts("main", null, null, "2026-05-01", "2026-06-01"));
        answers.put(
                "/api/messages/main/" + CHAT,
                new MessagesApi(client).listMessages("main", CHAT, null, null, null, null, null, null, null, null, null));
        answers.put(
                "/api/messages/main/" + CHAT + "/3EB0AAAA0002",
                new MessagesApi(client).getMessage("main", CHAT, "3EB0AAAA0002"));
        answers.put(
                "/api/search?q=contratos",
                new MessagesApi(client).searchMessages("contratos", null, null, null, null));
        answers.put(
                "/api/media?session=main", new MediaApi(client).listMedia("main", null, null, null, null, null, null));
        answers.put("/api/media/1", new MediaApi(client).getMedia("1"));
        answers.put("/api/sync/main", new SyncApi(client).getSync("main", null));
        answers.put("/api/sync/main/" + CHAT + "/coverage", new SyncApi(client).getCoverage("main", CHAT, null));
        answers.put("/health", new ServiceApi(client).health());
        Map<String, byte[]> json = new LinkedHashMap<>();
        for (Map.Entry<String, Object> answer : answers.entrySet()) {
            json.put(answer.getKey(), client.getObjectMapper().writeValueAsBytes(answer.getValue()));
        }
        return json;
    }

    /** What a caller does with it: typed, and without a look at whether a member that is always there is there. */
    public String story() throws ApiException {
        StringBuilder story = new StringBuilder();
        String cursor = null;
        do {
            var page = new MessagesApi(client).listMessages("main", CHAT, 1, cursor, null, null, null, null, null, null, null);
            for (Message message : page.getMessages()) {
                story.append(message.getTimestamp().toInstant())
                        .append(message.getIsFromMe() ? " we: " : " Ana: ")
                        .append(message.getBody())
                        .append('\n');
            }
            cursor = page.getNextCursor();
        } while (cursor != null);
        return story.toString();
    }

    /** The other answers: those that change something, and a problem. */
    public String others() throws Exception {
        String asked = new SyncApi(client).requestChatSync("main", CHAT, null).toString()
                + new SyncApi(client).requestSessionSync("main", null)
                + new SyncApi(client).repairSession("main", true, null);
        try {
            new MessagesApi(client).listMessages("nobody", CHAT, null, null, null, null, null, null, null, null, null);
            throw new AssertionError("found a session that is not there");
        } catch (ApiException e) {
            Problem problem = client.getObjectMapper().readValue(e.getResponseBody(), Problem.class);
            return asked + problem.getStatus() + " " + problem.getType();
        }
    }
}
