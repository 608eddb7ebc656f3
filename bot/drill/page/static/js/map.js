// The towns, the river, what was reported and the people of the drill.
import { OVER, inOrder } from "./counts.js";
import { html } from "./html.js";
import { t } from "./words.js";

const WIDTH = 320;
const SHOWN = 6;
const HEIGHT = 215;
const NORTH = 42.358; // the edges of the map in degrees; the rest follows from its size
const SOUTH = 42.194;
const MIDDLE = -72.634;
const DOWN = HEIGHT / (NORTH - SOUTH);
const ACROSS = DOWN * Math.cos((42.27 * Math.PI) / 180);
const RIVER = [
  [42.37, -72.583], [42.336, -72.586], [42.318, -72.604], [42.3, -72.61], [42.287, -72.628], [42.274, -72.612],
  [42.255, -72.603], [42.235, -72.598], [42.219, -72.592], [42.204, -72.599], [42.196, -72.584], [42.18, -72.58],
];
const ROADS = [
  [[42.37, -72.63], [42.325, -72.632], [42.28, -72.63], [42.23, -72.624], [42.18, -72.634]],
  [[42.345, -72.71], [42.325, -72.641], [42.336, -72.586], [42.35, -72.53]],
  [[42.195, -72.72], [42.204, -72.616], [42.213, -72.56], [42.22, -72.53]],
];

const at = ([latitude, longitude]) => [WIDTH / 2 + (longitude - MIDDLE) * ACROSS, (NORTH - latitude) * DOWN];
const line = (points) => `M${points.map((point) => at(point).map((n) => n.toFixed(1)).join(" ")).join("L")}`;

export function Where({ towns, incidents, phones }) {
  const open = incidents.filter((incident) => incident.point && !OVER.has(incident.state));
  const shown = apart(inOrder(incidents.filter((incident) => incident.point)).slice(0, SHOWN));
  const going = (phone) => open.find((incident) => incident.going.includes(phone.name));
  return html`
    <section class="card where" aria-labelledby="map-title">
      <h2 id="map-title">${t("map.title")}</h2>
      <svg viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label=${t("map.label")}>
        <path class="river" d=${line(RIVER)} />
        ${ROADS.map((road) => html`<path class="road" d=${line(road)} />`)}
        ${towns.map((town) => place(town))}
        ${phones.map((phone) => way(phone, going(phone)))}
        ${shown.map((incident) => flag(incident))}
        ${phones.map((phone) => person(phone, going(phone)))}
      </svg>
      <ul class="aside">
        ${shown.map((incident) => html`<li key=${incident.number}>${t(incident.exact ? "map.incident" : "map.around", { ...incident, state: t(`state.${incident.state}`) })}</li>`)}
        ${phones.filter(going).map((phone) => html`<li key=${phone.id}>${t("map.going", phone)}</li>`)}
      </ul>
      <p class="quiet">${t("map.note")}</p>
    </section>`;
}

/** Those at one and the same place stand side by side. */
function apart(incidents) {
  const taken = new Map();
  return incidents.map((incident) => {
    const where = at(incident.point).map(Math.round).join();
    taken.set(where, (taken.get(where) ?? 0) + 1);
    return { ...incident, aside: (taken.get(where) - 1) * 20 };
  });
}

function place(town) {
  const [x, y] = at(town.point);
  return html`<g class="town"><circle cx=${x} cy=${y} r="32" /><text x=${x + 6} y=${y - 24}>${town.name}</text></g>`;
}

function way(phone, incident) {
  if (!incident) return null;
  const [x1, y1] = at(phone.place);
  const [x2, y2] = at(incident.point);
  return html`<line class="way" x1=${x1} y1=${y1} x2=${x2} y2=${y2} />`;
}

function person(phone, incident) {
  const [x, y] = at(phone.place);
  const right = x > WIDTH / 2; // its name stands on the side where there is room
  return html`
    <g class=${`person ${incident ? "going" : ""} ${right ? "right" : ""}`}>
      <circle cx=${x} cy=${y} r="5" /><text x=${right ? x + 9 : x - 9} y=${y + 5}>${phone.name}</text>
    </g>`;
}

function flag(incident) {
  const [along, y] = at(incident.point);
  const x = along + incident.aside;
  return html`
    <g class=${`flag ${incident.state} ${incident.exact ? "" : "around"}`}>
      <circle class="ring" cx=${x} cy=${y} r=${incident.exact ? 15 : 30} /><circle class="heart" cx=${x} cy=${y} r="9" />
      <text x=${x} y=${y + 4}>${incident.number}</text>
    </g>`;
}
