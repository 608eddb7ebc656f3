// What somebody could say, the text box, photos and places.
import { Component, createRef, html } from "./html.js";
import { icon } from "./icons.js";
import { t } from "./words.js";

const PLACES = { corner: [42.3251, -72.6412], near: [42.3263, -72.6398], holyoke: [42.2043, -72.6162] };

export function Composer({ phone, chat, ready, attaching, act }) {
  const say = (text) => act.phone(phone.id, { do: "say", chat: chat.id, text });
  const sheet = `sheet-${phone.id}`;
  return html`
    <div class="composer" onKeyDown=${(event) => attaching && event.key === "Escape" && shut(phone, act)}>
      ${attaching ? html`<div class="sheet" id=${sheet}>${attachments(phone, act)}</div>` : null}
      <${Suggestions} phone=${phone} lines=${ready ? phone.suggestions : []} say=${say} />
      <form onSubmit=${(event) => submit(event, say)}>
        <button type="button" class="square attach" id=${`attach-${phone.id}`} aria-expanded=${attaching} aria-controls=${attaching ? sheet : null}
          aria-label=${t("phone.attach", { name: phone.name })} title=${t("phone.attach", { name: phone.name })}
          onClick=${() => act.attach(phone.id)}>${icon("attach")}</button>
        <input name="text" autocomplete="off" maxlength="8000" placeholder=${t("phone.placeholder")}
          aria-label=${t("phone.write", { name: phone.name })} />
        <button class="square send" aria-label=${t("phone.send", { name: phone.name })} title=${t("phone.send", { name: phone.name })}>${icon("send")}</button>
      </form>
    </div>`;
}

/** New ones come first, and are brought into view. */
class Suggestions extends Component {
  row = createRef();

  componentDidUpdate({ lines }) {
    if (lines[0]?.label !== this.props.lines[0]?.label) this.row.current.scrollLeft = 0;
  }

  render({ phone, lines, say }) {
    return html`
      <div class="suggestions" ref=${this.row} role="group" aria-label=${t("phone.suggestions", { name: phone.name })} tabindex="0">
        ${lines.map(({ text, label }) => html`<button type="button" key=${label} lang=${phone.language} onClick=${() => say(text)}>${label}</button>`)}
      </div>`;
  }
}

// What could not be sent stays in the box.
async function submit(event, say) {
  event.preventDefault();
  const box = event.target.elements.text;
  const text = box.value;
  if (!text.trim()) return;
  if ((await say(text)) && box.value === text) box.value = "";
}

function shut(phone, act) {
  act.attach(phone.id);
  document.getElementById(`attach-${phone.id}`).focus();
}

function attachments(phone, act) {
  const sent = () => shut(phone, act);
  return html`
    <button type="button" onClick=${async () => { sent(); act.photo(phone.id, await sample()); }}>${icon("photo")}${t("attach.picture")}</button>
    <label class="file">${icon("photo")}${t("attach.own")}
      <input type="file" accept="image/*" onChange=${(event) => { const [picture] = event.target.files; if (picture) act.photo(phone.id, picture); sent(); }} />
    </label>
    ${Object.entries(PLACES).map(([name, [latitude, longitude]]) => html`
      <button type="button" key=${name} onClick=${() => { sent(); act.phone(phone.id, { do: "place", latitude, longitude }); }}>
        ${icon("place")}${t(`attach.${name}`)}</button>`)}`;
}

async function sample() {
  return (await fetch("/static/street.jpg")).blob();
}
