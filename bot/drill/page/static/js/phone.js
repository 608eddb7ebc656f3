// One phone: whose it is, its chats, and what can be written on it.
import { html } from "./html.js";
import { Composer } from "./composer.js";
import { icon } from "./icons.js";
import { Messages } from "./messages.js";
import { t } from "./words.js";

const PLATFORMS = { telegram: "Telegram", signal: "Signal" };

export function Phone({ phone, acting, chat, ready, attaching, act }) {
  const open = phone.chats.find((one) => one.id === chat) ?? phone.chats[0];
  const toggle = t(phone.on ? "phone.turn_off" : "phone.turn_on", { name: phone.name });
  return html`
    <article class=${`phone ${phone.platform} ${phone.on ? "" : "off"} ${acting ? "acting" : ""}`} id=${`phone-${phone.id}`}
      aria-label=${t("phone.label", { name: phone.name })}>
      <header class="bar">
        <div class="whose">
          <h3>${phone.name} <small>${t(`phone.role.${phone.role}`)}</small></h3>
          <p>${phone.on ? html`${PLATFORMS[phone.platform]} · ${t(`phone.language.${phone.language}`)}` : html`<strong>${t("phone.off")}</strong>`}</p>
        </div>
        <button type="button" class="square network" aria-label=${toggle} title=${toggle}
          onClick=${() => act.phone(phone.id, { do: phone.on ? "off" : "on" })}>${icon(phone.on ? "signal" : "nosignal")}</button>
      </header>
      ${phone.chats.length > 1 ? chats(phone, open, act) : null}
      <div class="screen">
        <${Messages} key=${open.id} phone=${phone} chat=${open} act=${act} />
      </div>
      <${Composer} phone=${phone} chat=${open} ready=${ready} attaching=${attaching} act=${act} />
    </article>`;
}

function chats(phone, open, act) {
  return html`
    <div class="chats" role="group" aria-label=${t("phone.chats", { name: phone.name })}>
      ${phone.chats.map((chat) => html`
        <button type="button" aria-pressed=${chat.id === open.id} onClick=${() => act.open(phone.id, chat.id)}>
          ${t(`phone.chat.${chat.id}`)}${chat.id === "group" && chat.messages.length ? ` (${chat.messages.length})` : ""}
        </button>`)}
    </div>`;
}
