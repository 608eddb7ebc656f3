// What this is, the language and the colors.
import { html } from "./html.js";
import { icon } from "./icons.js";
import { language, t } from "./words.js";

export function Header({ theme, act }) {
  const other = theme === "dark" ? "light" : "dark";
  return html`
    <header class="top">
      <h1><span class="mark">${icon("bell")}</span>Rebato</h1>
      <p class="safe"><strong class="drill">${t("page.drill")}</strong> <span>${t("page.safe")}</span></p>
      <div class="choices">
        <button type="button" lang=${language === "en" ? "es" : "en"} onClick=${act.language}>${t("page.language")}</button>
        <button type="button" class="square" aria-label=${t(`page.theme.${other}`)} title=${t(`page.theme.${other}`)}
          onClick=${act.theme}>${icon(other === "dark" ? "moon" : "sun")}</button>
      </div>
    </header>`;
}
