// Who was told, who was reached, who comes and who can't: the program's own figures.
import { html } from "./html.js";
import { t } from "./words.js";

const FIGURES = ["told", "reached", "going", "cannot"];

export function Counts({ incidents }) {
  return html`
    <section class="card counts" aria-labelledby="counts-title">
      <h2 id="counts-title">${t("counts.title")}</h2>
      ${incidents.length ? incidents.slice(-3).reverse().map(figures) : html`<p class="quiet">${t("counts.none")}</p>`}
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
