import { type Card, HEAD, type Row, SIGN, SIZE } from "./card.ts";
import type { Course } from "./layout.ts";
import type { Point } from "./line.ts";
import { path, tip } from "./line-path.ts";
import { cylinder, hexagon } from "./signs.ts";
import { xml } from "./xml.ts";

/** A team's box. `color` is the number of the team's colour class. */
export function drawCard(card: Card & Point, color: number): string {
  const { x, y, width, height, name, holds, contact, rows } = card;
  const about = contact === undefined ? name.full : `${name.full} (${contact})`;
  return [
    `<g class="c${color}" transform="translate(${round(x)} ${round(y)})"><title>${xml(about)}</title>`,
    `<rect class="card" width="${width}" height="${height}" rx="6"/>`,
    `<rect class="head" width="4" height="${height}" rx="2"/>`,
    `<text class="ink name" x="12" y="19" font-size="${SIZE.name}">${xml(name.shown)}</text>`,
    ...(holds ? [`<text class="faint" x="12" y="37" font-size="${SIZE.small}">${xml(holds.shown)}</text>`] : []),
    ...(rows.length > 0 ? [`<path class="card" d="M4 ${HEAD}H${width}"/>`] : []),
    ...rows.map((row) => drawRow(row, width)),
    "</g>",
  ].join("");
}

function drawRow({ kind, y, height, label, description }: Row, width: number): string {
  const middle = y + height / 2;
  const about = `${kind} ${label.full}${description === undefined ? "" : `: ${description}`}`;
  const isEvent = kind === "event";
  return [
    `<g><title>${xml(about)}</title>`,
    `<path class="sign" d="${isEvent ? hexagon(width - 13, middle) : cylinder(10, middle)}"/>`,
    `<text class="ink" x="${isEvent ? width - 26 : 12 + SIGN}" y="${middle + 4}"${isEvent ? ' text-anchor="end"' : ""} font-size="${SIZE.row}">${xml(label.shown)}</text>`,
    "</g>",
  ].join("");
}

/** The line of an edge, with its arrowhead. `color` is that of the team it comes from. */
export function drawLine(course: Course, color: number, about: string): string {
  const { edge, points } = course;
  const end = points.at(-1);
  if (end === undefined) return "";
  const isFiltered = edge.kind === "feeds" && edge.filter !== undefined;
  const width = edge.kind === "flows" ? ` stroke-width="${thickness(edge.subscriptions)}"` : "";
  return [
    `<g class="c${color}"><title>${xml(about)}</title>`,
    `<path class="line${isFiltered ? " filtered" : ""}"${width} d="${path(points)}"/><path class="tip" d="${tip(end)}"/></g>`,
  ].join("");
}

/** Above all lines, so that none runs through it. */
export function drawLineLabel({ label, labelAt }: Course): string {
  if (!label || !labelAt) return "";
  const [x, y] = [round(labelAt.x), round(labelAt.y)];
  return [
    `<rect class="page" x="${x}" y="${y}" width="${round(label.width + 6)}" height="${SIZE.small + 4}"/>`,
    `<text class="ink" x="${round(x + 3)}" y="${round(y + SIZE.small)}" font-size="${SIZE.small}">${xml(label.shown)}</text>`,
  ].join("");
}

function thickness(subscriptions: number): number {
  return round(Math.min(5, 1 + Math.log2(subscriptions) * 0.6));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
