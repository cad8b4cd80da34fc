/** Path data of the sign of an event, around its middle: 12 pixels wide, 10 high. */
export function hexagon(x: number, y: number): string {
  return `M${x - 6} ${y}l3 -5h6l3 5l-3 5h-6z`;
}

/** Path data of the sign of a queue, from the middle of its left side: 10 pixels wide, 12 high. */
export function cylinder(x: number, y: number): string {
  return `M${x} ${y - 4}v8c0 3 10 3 10 0v-8c0 -3 -10 -3 -10 0c0 3 10 3 10 0`;
}
