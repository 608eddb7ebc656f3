// The whole page.
import { html } from "./html.js";
import { t } from "./words.js";
import { Account } from "./account.js";
import { Counts } from "./counts.js";
import { Header } from "./header.js";
import { Where } from "./map.js";
import { Phones } from "./phones.js";
import { Story } from "./story.js";

export function App({ page, act }) {
  const drill = page.drill;
  return html`
    <a class="skip" href="#phones">${t("page.skip")}</a>
    <${Header} theme=${page.theme} act=${act} />
    <main>
      <${Story} drill=${drill} gone=${page.gone} news=${page.news} act=${act} />
      <div class="stage">
        <${Phones} page=${page} act=${act} />
        <div class="panel">
          <${Counts} incidents=${drill?.incidents ?? []} />
          <${Where} towns=${drill?.towns ?? []} incidents=${drill?.incidents ?? []} phones=${drill?.phones ?? []} />
          <${Account} deeds=${drill?.account ?? []} />
        </div>
      </div>
      <p class="aside" role="status">${page.heard}</p>
    </main>`;
}
