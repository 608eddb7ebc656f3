// Where the story stands, in one sentence, and what to do with it.
import { html } from "./html.js";
import { icon } from "./icons.js";
import { t } from "./words.js";

const SPEEDS = ["calm", "brisk", "fast"];

export function Story({ drill, gone, news, act }) {
  const story = drill?.story;
  const ready = drill?.phase === "ready";
  const done = story?.over || story?.parted;
  const playing = story?.playing;
  return html`
    <section class="story" aria-label=${t("story.title")}>
      <div class=${done ? "controls over" : "controls"}>
        <${Control} main=${!done} off=${!ready || done} onClick=${() => act.story({ do: playing ? "pause" : "play" })}>
          ${icon(playing ? "pause" : "play")}<span>${t(playing ? "story.pause" : story?.done ? "story.go_on" : "story.play")}</span>
        <//>
        <${Control} off=${!ready || done || playing || story.happening} onClick=${() => act.story({ do: "step" })}>
          ${icon("step")}<span class="brief">${t("story.step")}</span>
        <//>
        <${Control} main=${done} off=${!drill || drill.phase === "joining"} onClick=${() => act.story({ do: "over" })}>
          ${icon("over")}<span class=${done ? "" : "brief"}>${t("story.over")}</span>
        <//>
        <label class="speed"><span class="brief">${t("story.speed")}</span>
          <select disabled=${!ready} value=${story?.speed ?? "calm"}
            onChange=${(event) => act.story({ do: "speed", speed: event.target.value })}>
            ${SPEEDS.map((speed) => html`<option value=${speed}>${t(`story.speed.${speed}`)}</option>`)}
          </select>
        </label>
      </div>
      <div class="telling">
        <p class="caption" role="status">${caption(drill, gone)}</p>
        <p class="news" role="status">${news}</p>
        ${story ? progress(story) : html`<div class="progress"></div>`}
      </div>
    </section>`;
}

/** A button that can't be used for a moment keeps the focus: it is not disabled, it only does nothing. */
function Control({ main, off, onClick, children }) {
  return html`<button type="button" class=${main ? "main" : ""} aria-disabled=${off ? "true" : null} onClick=${off ? null : onClick}>${children}</button>`;
}

function caption(drill, gone) {
  if (gone) return t("page.ended");
  if (drill?.phase === "failed") return t("page.failed");
  const story = drill?.story;
  if (!story) return t("story.joining");
  if (story.parted) return t("story.parted");
  if (!story.beat) return t("story.ready");
  const told = t(`beat.${story.beat}`);
  return story.over ? `${told} ${t("story.end")}` : told;
}

function progress(story) {
  const said = t("story.progress", { done: story.done, of: story.of });
  return html`
    <div class="progress" role="progressbar" aria-label=${t("story.title")} aria-valuemin="0" aria-valuemax=${story.of}
      aria-valuenow=${story.done} aria-valuetext=${said}>
      ${Array.from({ length: story.of }, (_, step) => html`<i class=${dash(story, step)}></i>`)}
    </div>`;
}

function dash(story, step) {
  if (step < story.done) return "done";
  return step === story.done && story.happening ? "now" : "";
}
