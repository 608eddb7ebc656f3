// What stands on a phone's screen. It stays at its end, unless somebody scrolled back to read.
import { Component, createRef, html } from "./html.js";
import { icon } from "./icons.js";
import { t } from "./words.js";

const NEAR = 60; // pixels from the end that still count as being there
const TOAST = 5000; // milliseconds

export class Messages extends Component {
  list = createRef();
  state = { toast: "" };
  atEnd = true;

  componentDidMount() {
    this.toEnd();
  }

  // Only scrolling leaves the end; what arrives or grows, as a picture does when it is loaded, does not.
  scrolled = () => {
    const list = this.list.current;
    this.atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR;
  };

  grown = () => {
    if (this.atEnd) this.toEnd();
  };

  componentDidUpdate(before) {
    this.grown();
    const { number, text } = this.props.phone.toast;
    if (number > before.phone.toast.number) this.flash(text);
  }

  componentWillUnmount() {
    clearTimeout(this.timer);
  }

  toEnd() {
    this.list.current.scrollTop = this.list.current.scrollHeight;
  }

  flash(toast) {
    clearTimeout(this.timer);
    this.setState({ toast });
    this.timer = setTimeout(() => this.setState({ toast: "" }), TOAST);
  }

  render({ phone, chat, act }, { toast }) {
    return html`
      <div class="messages" ref=${this.list} onScroll=${this.scrolled} role="log" aria-live="off" tabindex="0"
        aria-label=${t("phone.messages", { name: phone.name })}>
        ${chat.title ? html`<p class="day">${chat.title}</p>` : null}
        ${chat.messages.length ? null : html`<p class="day">${t("phone.empty")}</p>`}
        ${chat.messages.map((message) => [
          html`<${Bubble} key=${message.id} phone=${phone} chat=${chat} message=${message} grown=${this.grown} act=${act} />`,
          chat.taps.filter((tap) => tap.after === message.id).map((tap) => html`<p class="tap" lang=${phone.language} key=${`tap ${tap.number}`}>${icon("tap")}${tap.label}</p>`),
        ])}
        ${phone.waiting.map((words, number) => html`
          <div class="bubble me waiting" key=${`waiting ${number}`}><p>${words}</p>
            <p class="meta">${t("phone.waits")}</p></div>`)}
      </div>
      <p class="toast" role="status" lang=${phone.language}>${toast ? html`<span>${toast}</span>` : null}</p>`;
  }
}

function Bubble({ phone, chat, message, grown, act }) {
  const mine = message.by === "me";
  const speaker = mine ? t("phone.you", { name: phone.name }) : message.by ? `${message.by}:` : t("phone.bot_says");
  return html`
    <div class=${`message ${mine ? "me" : "them"}`}>
      <div class=${`bubble ${mine ? "me" : "them"}`}>
        ${message.by && !mine ? html`<p class="by">${speaker}</p>` : html`<span class="aside">${speaker} </span>`}
        ${message.photo ? html`<img src=${`/photos/${message.photo}`} alt=${t("phone.photo")} onLoad=${grown} />` : null}
        ${message.pin ? pin(message.pin) : null}
        ${message.video ? html`<p>${t("phone.video")}</p>` : null}
        ${message.voice ? html`<p>${t("phone.voice")}</p>` : null}
        ${message.text ? html`<p class="text" lang=${chat.id === "group" ? null : phone.language}>${linked(message.text)}</p>` : null}
        <p class="meta">${message.edited ? html`${t("phone.edited")} ` : null}${message.at}</p>
      </div>
      ${message.rows.length ? html`<div class="keys">${message.rows.map((row) => html`
        <div class="row" lang=${phone.language}>${row.map((key) => html`<button type="button" class="key"
          onClick=${() => act.phone(phone.id, { do: "tap", chat: chat.id, message: message.id, button: key.data })}>${key.label}</button>`)}
        </div>`)}</div>` : null}
    </div>`;
}

function pin([latitude, longitude, title]) {
  return html`<p class="pin">${icon("place")}<span>${title || t("phone.pin")}<br /><small>${latitude.toFixed(4)}, ${longitude.toFixed(4)}</small></span></p>`;
}

// Links are shown as phones show them, but lead nowhere: nothing leaves this computer.
function linked(text) {
  return text.split(/(https?:\/\/\S+)/).map((part, number) => (number % 2 ? html`<span class="link">${part}</span>` : part));
}
