// What somebody writes who has nothing but the generated types. Checked and run by the test.
import createClient from "openapi-fetch";
import type { paths } from "./description.js";

declare const process: { argv: string[] };

const [, , baseUrl = "", token = ""] = process.argv;
const client = createClient<paths>({ baseUrl, headers: { "X-Api-Token": token } });
const session = "main";
const chat = "5511987654321@c.us";
const of = { params: { path: { session, chat } } };
const group = "120363000000000001@g.us";
const may = { from: "2026-05-01", to: "2026-06-01" };
const inMay = { params: { path: { session }, query: may } };
const ofGroup = { params: { path: { session, group } } };

function read<T>(answer: { data?: T; error?: unknown; response: Response }): T {
  if (answer.data === undefined) {
    throw new Error(`${answer.response.status} ${JSON.stringify(answer.error)}`);
  }
  return answer.data;
}

// Typed, and without a look at whether a member that is always there is there.
async function page(query: { limit: number; cursor?: string; around?: string; at?: string }) {
  const found = read(await client.GET("/api/messages/{session}/{chat}", { params: { path: { session, chat }, query } }));
  return {
    lines: found.messages.map((message) =>
      [message.timestamp, message.is_from_me ? "we:" : "Ana:", message.body?.trim(), message.reactions.map((reaction) => reaction.emoji).join("")].join(" ").trim(),
    ),
    next: found.next_cursor,
    previous: found.prev_cursor,
  };
}

async function story(): Promise<string[]> {
  const middle = await page({ limit: 1, around: "3EB0AAAA0002" });
  const older = middle.next === null ? [] : (await page({ limit: 5, cursor: middle.next })).lines;
  const newer = middle.previous === null ? [] : (await page({ limit: 5, cursor: middle.previous })).lines;
  return [...newer, ...middle.lines, ...older];
}

async function problem(): Promise<string> {
  const { error } = await client.GET("/api/sessions/{session}", { params: { path: { session: "nobody" } } });
  return error === undefined ? "found a session that is not there" : `${error.status} ${error.type}`;
}

const answers = {
  "/api/sessions": read(await client.GET("/api/sessions")),
  "/api/sessions/main": read(await client.GET("/api/sessions/{session}", { params: { path: { session } } })),
  "/api/contacts/main": read(await client.GET("/api/contacts/{session}", { params: { path: { session } } })),
  [`/api/groups/main/${group}`]: read(await client.GET("/api/groups/{session}/{group}", ofGroup)),
  [`/api/groups/main/${group}/participants`]: read(await client.GET("/api/groups/{session}/{group}/participants", ofGroup)),
  [`/api/groups/main/${group}/changes`]: read(await client.GET("/api/groups/{session}/{group}/changes", ofGroup)),
  "/api/stats/main/messages?from=2026-05-01&to=2026-06-01": read(await client.GET("/api/stats/{session}/messages", inMay)),
  "/api/stats/main/hours?from=2026-05-01&to=2026-06-01": read(await client.GET("/api/stats/{session}/hours", inMay)),
  "/api/stats/main/responses?from=2026-05-01&to=2026-06-01": read(await client.GET("/api/stats/{session}/responses", inMay)),
  "/api/stats/main/unanswered?from=2026-05-01&to=2026-06-01": read(await client.GET("/api/stats/{session}/unanswered", inMay)),
  "/api/stats/main/members?from=2026-05-01&to=2026-06-01": read(await client.GET("/api/stats/{session}/members", inMay)),
  "/api/stats/main/files?from=2026-05-01&to=2026-06-01": read(await client.GET("/api/stats/{session}/files", inMay)),
  "/api/stats/main/contacts?from=2026-05-01&to=2026-06-01": read(await client.GET("/api/stats/{session}/contacts", inMay)),
  [`/api/messages/main/${chat}`]: read(await client.GET("/api/messages/{session}/{chat}", of)),
  [`/api/messages/main/${chat}/3EB0AAAA0002`]: read(
    await client.GET("/api/messages/{session}/{chat}/{message}", { params: { path: { session, chat, message: "3EB0AAAA0002" } } }),
  ),
  "/api/search?q=contratos": read(await client.GET("/api/search", { params: { query: { q: "contratos" } } })),
  "/api/media?session=main": read(await client.GET("/api/media", { params: { query: { session } } })),
  "/api/media/1": read(await client.GET("/api/media/{id}", { params: { path: { id: "1" } } })),
  "/api/sync/main": read(await client.GET("/api/sync/{session}", { params: { path: { session } } })),
  [`/api/sync/main/${chat}/coverage`]: read(await client.GET("/api/sync/{session}/{chat}/coverage", of)),
  "/health": read(await client.GET("/health")),
};

console.log(JSON.stringify({ story: await story(), problem: await problem(), answers }));
