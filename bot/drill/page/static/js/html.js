// htm bound to preact: templates without a build step.
import { h } from "../vendor/preact.js";
import htm from "../vendor/htm.js";

export const html = htm.bind(h);
export { Component, createRef, render } from "../vendor/preact.js";
