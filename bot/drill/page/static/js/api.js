// All that the page asks of its server. The token stands in the page itself: no other site can read it.
const TOKEN = document.querySelector('meta[name="drill-token"]').content;
const HEADERS = { "X-Drill-Token": TOKEN };

async function answered(response) {
  if (response.status === 403) location.reload(); // another drill is on this address now, with another token
  if (!response.ok) throw Object.assign(new Error(await response.text()), { status: response.status });
  return response.json();
}

export async function texts(language) {
  return answered(await fetch(`/api/texts/${language}`, { headers: HEADERS }));
}

/** The state of everything, as soon as it is another than `version`. */
export async function state(version) {
  return answered(await fetch(`/api/state?after=${version}`, { headers: HEADERS }));
}

async function post(path, wanted) {
  const headers = { ...HEADERS, "Content-Type": "application/json" };
  return answered(await fetch(path, { method: "POST", headers, body: JSON.stringify(wanted) }));
}

export const story = (wanted) => post("/api/story", wanted);
export const phone = (id, wanted) => post(`/api/phones/${id}`, wanted);

export async function photo(id, picture) {
  const headers = { ...HEADERS, "Content-Type": picture.type || "image/jpeg" };
  return answered(await fetch(`/api/phones/${id}/photo`, { method: "POST", headers, body: picture }));
}
