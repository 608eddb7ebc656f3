// Which phones are shown, and the row of them.
import { html } from "./html.js";
import { Phone } from "./phone.js";
import { t } from "./words.js";

/** How many messages a phone holds: more than were seen are new. */
export const count = (phone) => phone.chats.reduce((sum, chat) => sum + chat.messages.length, 0);

export function Phones({ page, act }) {
  const phones = page.drill?.phones ?? [];
  const acting = page.drill?.story?.happening ? page.drill.story.who : "";
  const shown = phones.filter((phone) => page.shown.includes(phone.id));
  return html`
    <section class="people" id="phones" tabindex="-1" aria-labelledby="phones-title">
      <div class="choose">
        <h2 id="phones-title">${t("phones.title")}</h2>
        <div role="group" aria-label=${t("phones.choose")} class="chips">
          ${phones.map((phone) => chip(phone, page, act))}
        </div>
      </div>
      <div class="phones" style=${{ "--phones": Math.max(shown.length, 1) }} tabindex="0" role="group" aria-label=${t("phones.row")}>
        ${shown.map((phone) => html`
          <${Phone} key=${`${page.drill.number} ${phone.id}`} phone=${phone} acting=${phone.id === acting}
            chat=${page.chats[phone.id] ?? "private"} ready=${page.drill.phase === "ready"} attaching=${page.attaching === phone.id} act=${act} />`)}
      </div>
    </section>`;
}

function chip(phone, page, act) {
  const shown = page.shown.includes(phone.id);
  const unread = !shown && count(phone) > (page.seen[phone.id] ?? 0);
  return html`
    <button type="button" class="chip" aria-pressed=${page.narrow ? null : shown} onClick=${() => act.show(phone.id)}>
      ${phone.name}${unread ? html`<i class="dot"></i><span class="aside">${t("phones.unread")}</span>` : null}
    </button>`;
}
