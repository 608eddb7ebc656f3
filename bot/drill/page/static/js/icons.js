// Small drawings. All are decoration: the words beside them, or the button's name, say the same.
import { html } from "./html.js";

const PATHS = {
  play: "M8 5v14l11-7z",
  pause: "M7 5h4v14H7zM13 5h4v14h-4z",
  step: "M6 5v14l9-7zM16 5h3v14h-3z",
  over: "M12 5V1L7 6l5 5V7a5 5 0 1 1-5 5H5a7 7 0 1 0 7-7z",
  send: "M3 20v-6l9-2-9-2V4l19 8z",
  attach: "M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z",
  place: "M12 2a7 7 0 0 0-7 7c0 5 7 13 7 13s7-8 7-13a7 7 0 0 0-7-7zm0 9.5A2.5 2.5 0 1 1 12 6.5a2.5 2.5 0 0 1 0 5z",
  photo: "M4 5h4l1.5-2h5L16 5h4a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zm8 3a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9z",
  signal: "M3 17h3v4H3zM8 13h3v8H8zM13 9h3v12h-3zM18 4h3v17h-3z",
  tap: "M12 2a7 7 0 0 0-4 12.7V12a4 4 0 1 1 8 0v2.7A7 7 0 0 0 12 2zm0 7a2 2 0 0 0-2 2v11h4V11a2 2 0 0 0-2-2z",
  nosignal: "M3 17h3v4H3zM8 13h3v8H8zM13 15.8 16 18.8V21h-3zM13 9h3v4.2l-3-3zM18 4h3v14.2l-3-3zM2.3 3.7 3.7 2.3l18 18-1.4 1.4z",
  sun: "M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10zM11 1h2v4h-2zM11 19h2v4h-2zM1 11h4v2H1zM19 11h4v2h-4zM4.2 2.8 7 5.6 5.6 7 2.8 4.2zM18.4 17l2.8 2.8-1.4 1.4-2.8-2.8zM19.8 2.8l1.4 1.4L18.4 7 17 5.6zM5.6 17 7 18.4l-2.8 2.8-1.4-1.4z",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z",
  bell: "M12 2c-3.6 0-5.5 2.8-5.5 6.2V12l-1.9 2.9c-.3.4 0 1.1.6 1.1h13.6c.6 0 .9-.7.6-1.1L17.5 12V8.2C17.5 4.8 15.6 2 12 2zM9.7 18a2.3 2.3 0 0 0 4.6 0z",
};

export function icon(name) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${PATHS[name]} /></svg>`;
}
