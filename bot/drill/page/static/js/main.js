// Keeps what the page knows, and paints it anew whenever that changes.
import { html, render } from "./html.js";
import * as api from "./api.js";
import { recall, remember } from "./memory.js";
import { language, speak, t } from "./words.js";
import { App } from "./app.js";
import { count } from "./phones.js";

const MOST_PHONES = 4;
const AGAIN = 1500; // milliseconds until a server that is gone is asked again
const page = {
  drill: null, // the server's state
  shown: ["rosa", "dana", "marisol", "jean"],
  chats: {}, // phone -> which of its chats is open
  attaching: null, // the phone whose photos and places are open
  seen: {}, // phone -> messages that were on the page
  theme: recall("theme") ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"),
  news: "", // what is said once, aloud too
  gone: false,
};

function paint() {
  document.documentElement.dataset.theme = page.theme;
  for (const phone of page.drill?.phones ?? []) {
    if (page.shown.includes(phone.id)) page.seen[phone.id] = count(phone);
  }
  render(html`<${App} page=${page} act=${act} />`, document.getElementById("page"));
}

/** Do something on the server; what it refuses is said. */
async function tried(doing) {
  try {
    await doing;
  } catch {
    say(t("page.refused"));
  }
}

function say(news) {
  page.news = news;
  paint();
}

const act = {
  story: (wanted) => tried(api.story(wanted)),
  phone: (id, wanted) => tried(api.phone(id, wanted)),
  photo: (id, picture) => tried(api.photo(id, picture)),
  open(id, chat) {
    page.chats[id] = chat;
    paint();
  },
  attach(id) {
    page.attaching = page.attaching === id ? null : id;
    paint();
  },
  /** Show a phone or put it away; where they don't fit side by side, bring it into view. A fifth takes the place of the first. */
  show(id) {
    const row = document.querySelector(".phones");
    if (row.scrollWidth > row.clientWidth && page.shown.includes(id)) return bring(id);
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
    await speak(language === "en" ? "es" : "en");
    remember("language", language);
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

async function listen() {
  for (;;) {
    try {
      const now = await api.state(page.drill?.version ?? 0);
      const before = page.drill;
      if (before && before.number !== now.number) Object.assign(page, { chats: {}, attaching: null, seen: {}, news: "" });
      Object.assign(page, { drill: now, gone: false });
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
