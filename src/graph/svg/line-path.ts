import type { Point } from "./line.ts";

const RADIUS = 6;
/** Length of an arrowhead; the line ends behind it. */
const TIP = 7;

/** Path data of a line with rounded corners that ends where its arrowhead begins. */
export function path(points: readonly Point[]): string {
  const last = points.length - 1;
  return points
    .map((point, index) => {
      const before = points[index - 1];
      const after = points[index + 1];
      if (before === undefined) return `M${at(point)}`;
      if (after === undefined) return `L${at({ x: point.x - TIP + 1, y: point.y })}`;
      const end = index + 1 === last ? { x: after.x - TIP, y: after.y } : after;
      return `L${at(towards(point, before))}Q${at(point)} ${at(towards(point, end))}`;
    })
    .join("");
}

/** Path data of an arrowhead that points to the right. */
export function tip({ x, y }: Point): string {
  return `M${at({ x, y })}l-${TIP} -3.5v7z`;
}

/** The point on the way to `other` where a rounded corner begins. */
function towards(corner: Point, other: Point): Point {
  const length = Math.hypot(other.x - corner.x, other.y - corner.y);
  if (length === 0) return corner;
  const part = Math.min(RADIUS, length / 2) / length;
  return { x: corner.x + (other.x - corner.x) * part, y: corner.y + (other.y - corner.y) * part };
}

function at({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
}
