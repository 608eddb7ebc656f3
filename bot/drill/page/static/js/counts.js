// Who was told, who was reached, who comes and who can't: the program's own figures.
import { html } from "./html.js";
import { t } from "./words.js";

const FIGURES = ["told", "reached", "going", "cannot"];

const SHOWN = 3;
export const OVER = new Set(["closed", "false_alarm", "not_immigration", "merged"]);

/** What is open first, and the newest of it on top. */
export const inOrder = (incidents) => [...incidents].reverse().sort((one, other) => OVER.has(one.state) - OVER.has(other.state));

export function Counts({ incidents }) {
  return html`
    <section class="card counts" aria-labelledby="counts-title">
      <h2 id="counts-title">${t("counts.title")}</h2>
      ${incidents.length ? null : html`<p class="quiet">${t("counts.none")}</p>`}
      ${inOrder(incidents).slice(0, SHOWN).map(figures)}
      ${incidents.length > SHOWN ? html`<p class="quiet">${t("counts.more", { more: incidents.length - SHOWN })}</p>` : null}
    </section>`;
}

function figures(incident) {
  const values = { ...incident, going: incident.going.length, cannot: incident.cannot.length };
  return html`
    <div class="incident" key=${incident.number}>
      <p class="of"><strong>${t(incident.town ? "counts.number" : "counts.unknown_town", incident)}</strong>
        <span class=${`state ${incident.state}`}>${t(`state.${incident.state}`)}</span></p>
      <dl>${FIGURES.map((name) => html`<div class=${name} key=${name}><dt>${t(`counts.${name}`)}</dt><dd>${values[name]}</dd></div>`)}</dl>
      <p class="quiet">${t("counts.groups", incident)}</p>
    </div>`;
}
