// An answer is kept on the device until the server has it. It is sent again with the same key,
// so that the server counts it once however often it arrives.
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { onSwap, refresh } from "./swaps";

interface Unsent {
  key: string;
  visitor: string;
  url: string;
  body: string;
  at: number;
}

interface Journal extends DBSchema {
  unsent: { key: string; value: Unsent };
}

const AWAY = [502, 503, 504];
// The server knows what was answered and will never take it: gone, or changed meanwhile.
const NEVER = [404, 409, 410];
const A_WEEK = 7 * 86_400_000;
const ONE_TRY = 15_000;

let opened: Promise<IDBPDatabase<Journal> | null> | undefined;

/** Null where the browser keeps nothing, as some do in private windows. */
function journal(): Promise<IDBPDatabase<Journal> | null> {
  return (opened ??= openDB<Journal>("factdeck", 1, {
    upgrade: (db) => void db.createObjectStore("unsent", { keyPath: "key" }),
  }).catch(() => null));
}

const line = () => document.querySelector<HTMLElement>("answer-journal");

function say(words: "waiting" | "saved" | "refused" | "lost"): void {
  const element = line();
  const status = element?.querySelector("[role=status]");
  if (element && status) status.textContent = element.dataset[words] ?? "";
  element?.querySelector("button")?.toggleAttribute("hidden", words !== "waiting");
}

/** Resolves after `wait`, or as soon as the network or the person says so. */
function nextTry(wait: number): Promise<unknown> {
  const button = line()?.querySelector("button");
  return new Promise((resolve) => {
    setTimeout(resolve, wait);
    addEventListener("online", resolve, { once: true });
    button?.addEventListener("click", resolve, { once: true });
  });
}

/** Did the server read the answer? Then it took it, never will, or shows what to mend in it. */
async function isRead(response: Response): Promise<boolean> {
  if (response.ok || NEVER.includes(response.status)) return true;
  return response.status === 422 && (await response.clone().text()).includes("data-kept");
}

/** The first answer the server gives; until then the status line says that we try. */
async function send(unsent: Unsent): Promise<Response> {
  for (let wait = 1000; ; wait = Math.min(2 * wait, 30_000)) {
    const response = await fetch(unsent.url, {
      method: "POST",
      body: new URLSearchParams(unsent.body),
      headers: { "HX-Request": "true", Accept: "text/html" },
      signal: AbortSignal.timeout(ONE_TRY),
    }).catch(() => null);
    if (response && !AWAY.includes(response.status)) {
      // Anything else, such as a form gone stale, stays to be sent again with the next page.
      if (await isRead(response)) await (await journal())?.delete("unsent", unsent.key);
      return response;
    }
    say("waiting");
    await nextTry(wait);
  }
}

onSwap("config:request", (swap) => {
  const key = swap.request.form?.elements.namedItem("key");
  if (!swap.request.form?.hasAttribute("data-kept") || !(key instanceof HTMLInputElement)) return;
  swap.request.timeout = 0;
  swap.fetch = async (url, { body }) => {
    const visitor = line()?.dataset["visitor"] ?? "";
    const unsent = { key: key.value, visitor, url, body: String(body), at: Date.now() };
    await (await journal())?.put("unsent", unsent);
    return send(unsent);
  };
});

// The first answer makes a stranger a guest. The line stays through all swaps, so it must be told.
onSwap("after:request", (swap) => {
  const visitor = /<answer-journal data-visitor="(\d+)"/.exec(swap.text)?.[1];
  if (visitor) line()?.setAttribute("data-visitor", visitor);
});

// What is not kept, such as an undo, is lost with the network, and says so.
onSwap("error", () => say("lost"));

// "Not saved yet" gives way to "Saved" once the page that proves it is there.
onSwap("after:swap", () => {
  if (!line()?.querySelector("button")?.hidden) say("saved");
});

function withToken(token: string, body: string): string {
  const fields = new URLSearchParams(body);
  fields.set("csrf_token", token);
  return String(fields);
}

/** What an earlier page could not send goes first. Another person's answers are not ours to send. */
async function sendWhatIsLeft(visitor: string): Promise<void> {
  const db = await journal();
  // The token of the old page may have expired; a page without one waits for the next.
  const token = document.querySelector<HTMLInputElement>("[name=csrf_token]")?.value;
  if (!token) return;
  const kept = (await db?.getAll("unsent")) ?? [];
  for (const old of kept.filter((one) => Date.now() - one.at > A_WEEK)) await db?.delete("unsent", old.key);
  const mine = kept.filter((one) => one.visitor === visitor && Date.now() - one.at <= A_WEEK);
  for (const unsent of mine.sort((a, b) => a.at - b.at)) {
    const response = await send({ ...unsent, body: withToken(token, unsent.body) });
    if (response.ok && document.getElementById("focus")) await refresh();
    if (response.ok) say("saved");
    else if (NEVER.includes(response.status)) say("refused");
  }
}

customElements.define(
  "answer-journal",
  class extends HTMLElement {
    connectedCallback(): void {
      // Once a page load: a swap that brings a new line brings no new answers.
      if (!opened) void sendWhatIsLeft(this.dataset["visitor"] ?? "");
    }
  },
);
