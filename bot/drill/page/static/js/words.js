// The page's texts in the language that was chosen.
import * as api from "./api.js";

let texts = {};
export let language = "en";

export async function speak(wanted) {
  texts = await api.texts(wanted);
  language = wanted;
  document.documentElement.lang = wanted;
  document.title = t("page.title");
}

/** The text of a key with its placeholders filled. */
export function t(key, values = {}) {
  return (texts[key] ?? key).replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}
