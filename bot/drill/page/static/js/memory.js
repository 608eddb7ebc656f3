// What this browser remembers of the page: colors and language. Nothing of the drill itself.
export function recall(name) {
  try {
    return localStorage.getItem(`rebato.${name}`);
  } catch {
    return null; // a browser may refuse to store anything
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(`rebato.${name}`, value);
  } catch {
    // then it is asked again next time
  }
}
