// Keeps what the page knows, and paints it anew whenever that changes.
import { html, render } from "./html.js";
import * as api from "./api.js";
import { recall, remember } from "./memory.js";
import { language, speak, t } from "./words.js";
import { App } from "./app.js";
import { count } from "./phones.js";

const MOST_PHONES = 4;
const REFUSALS = { 413: "page.too_big", 415: "page.no_picture" };
const NARROW = matchMedia("(width < 700px)");
const AGAIN = 1500; // milliseconds until a server that is gone is asked again
const page = {
  drill: null, // the server's state
  shown: ["rosa", "dana", "marisol", "jean"],
  chats: {}, // phone -> which of its chats is open
  attaching: null, // the phone whose photos and places are open
  seen: {}, // phone -> messages that were on the page
  theme: recall("theme") ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"),
  news: "", // what is said once, aloud too
  begun: false,
  acted: "", // the phone that was used last: what it hears is said aloud
  heard: "",
  narrow: NARROW.matches,
  gone: false,
};
NARROW.addEventListener("change", () => {
  page.narrow = NARROW.matches;
  paint();
});

function paint() {
  document.documentElement.dataset.theme = page.theme;
  for (const phone of page.drill?.phones ?? []) {
    if (page.shown.includes(phone.id) || !page.begun) page.seen[phone.id] = count(phone);
  }
  render(html`<${App} page=${page} act=${act} />`, document.getElementById("page"));
}

/** Do something on the server: whether it went well. What it refuses is said, until something goes well again. */
async function tried(doing) {
  let refused = "";
  try {
    await doing;
  } catch ({ status }) {
    refused = t(REFUSALS[status] ?? "page.refused");
  }
  if (page.news !== refused) say(refused);
  return !refused;
}

function say(news) {
  page.news = news;
  paint();
}

const act = {
  story: (wanted) => tried(api.story(wanted)),
  phone(id, wanted) {
    page.acted = id;
    return tried(api.phone(id, wanted));
  },
  photo: (id, picture) => tried(api.photo(id, picture)),
  open(id, chat) {
    page.chats[id] = chat;
    paint();
  },
  attach(id) {
    page.attaching = page.attaching === id ? null : id;
    paint();
    if (page.attaching) document.querySelector(`#sheet-${id} button`).focus();
  },
  /** Show a phone or put it away; on a small screen, bring it into view. A fifth takes the place of the first. */
  show(id) {
    if (page.narrow && page.shown.includes(id)) return bring(id);
    if (page.shown.includes(id)) {
      page.shown = page.shown.filter((other) => other !== id);
      return paint();
    }
    const away = page.shown.length === MOST_PHONES ? page.shown[0] : null;
    page.shown = [...page.shown.filter((other) => other !== away), id];
    const name = page.drill?.phones.find((phone) => phone.id === away)?.name;
    if (name) say(t("phones.full", { name }));
    else paint();
    bring(id);
  },
  theme() {
    page.theme = page.theme === "dark" ? "light" : "dark";
    remember("theme", page.theme);
    paint();
  },
  async language() {
    if (await tried(speak(language === "en" ? "es" : "en"))) remember("language", language);
    paint();
  },
};

/** On a small screen not every phone is seen at once: bring this one into view. */
function bring(id) {
  const row = document.querySelector(".phones");
  const phone = document.getElementById(`phone-${id}`);
  if (row && phone) row.scrollTo({ left: phone.offsetLeft - row.offsetLeft - (row.clientWidth - phone.clientWidth) / 2 });
}

/** Show whose turn it is in the story, unless somebody is busy with a phone. */
function follow(before, now) {
  const { who, beat, happening } = now.story ?? {};
  const begins = happening && !(before?.story?.beat === beat && before.story.happening);
  if (begins && !document.querySelector(".phones")?.contains(document.activeElement)) bring(who);
}

/** The first line of what the bot just told the phone that was used last. */
function heard(before, now) {
  const chats = (drill) => drill?.phones.find((phone) => phone.id === page.acted)?.chats ?? [];
  const newest = (drill) => chats(drill)[0]?.messages.findLast((message) => !message.by);
  const message = newest(now);
  if (!message || message.id === newest(before)?.id) return page.heard;
  return `${now.phones.find((phone) => phone.id === page.acted).name}: ${message.text.split("\n")[0]}`;
}

async function listen() {
  for (;;) {
    try {
      const now = await api.state(page.drill?.version ?? 0);
      const before = page.drill;
      if (before && before.number !== now.number) Object.assign(page, { chats: {}, attaching: null, seen: {}, news: "", acted: "" });
      page.begun = before?.phase === "ready"; // what came while people joined is nothing new
      Object.assign(page, { drill: now, gone: false, heard: heard(before, now) });
      paint();
      follow(before, now);
    } catch {
      page.gone = true;
      paint();
      await new Promise((resolve) => setTimeout(resolve, AGAIN));
    }
  }
}

const wanted = recall("language") ?? (navigator.language.startsWith("es") ? "es" : "en");
await speak(wanted === "es" ? "es" : "en");
paint();
listen();
