// What somebody did, and what the bot did then. The newest stands on top.
import { html } from "./html.js";
import { language, t } from "./words.js";

export function Account({ deeds }) {
  return html`
    <section class="card account" aria-labelledby="account-title">
      <h2 id="account-title">${t("account.title")}</h2>
      ${deeds.length ? null : html`<p class="quiet">${t("account.none")}</p>`}
      <ol tabindex="0" aria-labelledby="account-title">${[...deeds].reverse().map((deed) => html`<${Deed} key=${deed.id} deed=${deed} />`)}</ol>
    </section>`;
}

function Deed({ deed }) {
  return html`
    <li class="deed">
      <p><time>${deed.at}</time> <strong>${t(`account.${deed.what}`, deed)}</strong>${deed.words ? html`: <q>${deed.words}</q>` : null}</p>
      ${deed.effects.length ? html`<ul>${deed.effects.map((effect, number) => html`<${Effect} key=${number} effect=${effect} />`)}</ul>` : null}
    </li>`;
}

function Effect({ effect }) {
  const seconds = effect.after.toLocaleString(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return html`
    <li>
      <span class="after" aria-hidden="true">+${seconds} s</span><span class="aside">${t("account.after", { seconds })}: </span>
      <span>${t(`account.${effect.what}`, effect)}${effect.words ? html`: <q lang=${effect.language || null}>${effect.words}</q>` : null}</span>
    </li>`;
}
