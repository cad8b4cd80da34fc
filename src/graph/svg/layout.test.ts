/* What a reader needs of a picture, measured: nothing lies on something else, and every text has its room. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { DesiredState } from "../../desired-state/desired-state.ts";
import { compiled } from "../../test-support/compiled.ts";
import { compileExample, EXAMPLES } from "../../test-support/examples.ts";
import type { Detail } from "../graph.ts";
import { graphOf } from "../graph-of.ts";
import { company } from "../test-support/company.ts";
import { SIGN, SIZE } from "./card.ts";
import type { Layout } from "./layout.ts";
import type { Point } from "./line.ts";
import { bodyOf } from "./svg.ts";

interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

const layoutOf = async (desired: DesiredState, detail: Detail): Promise<Layout> =>
  bodyOf(graphOf(desired, { of: "all" }, { detail }));

const subjects: Readonly<Record<string, () => Promise<Layout>>> = {
  ...Object.fromEntries(
    Object.entries(EXAMPLES).map(([name, file]) => [
      `the example ${name}`,
      async () => {
        const { desired } = await compileExample(file);
        assert.ok(desired);
        return layoutOf(desired, "queues");
      },
    ]),
  ),
  "10 teams": async () => layoutOf((await compiled(company(10))).desired, "queues"),
  "25 teams, every queue": async () => layoutOf((await compiled(company(25))).desired, "queues"),
  "200 teams": async () => layoutOf((await compiled(company(200))).desired, "teams"),
};

for (const [name, subject] of Object.entries(subjects))
  test(name, async () => {
    const layout = await subject();
    const { cards, lines } = layout;
    assert.ok(cards.length > 0 && lines.length > 0);
    const labels = lines.flatMap(({ label, labelAt }) =>
      label && labelAt ? [{ ...labelAt, width: label.width, height: SIZE.small }] : [],
    );
    const boxes: readonly Box[] = [...cards, ...labels];
    for (const [index, box] of boxes.entries()) {
      assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= layout.width && box.y + box.height <= layout.height);
      for (const other of boxes.slice(index + 1)) assert.ok(!overlap(box, other), "two boxes or labels overlap");
    }
    for (const card of cards) {
      for (const label of [card.name, card.holds]) assert.ok((label?.width ?? 0) + 24 <= card.width);
      for (const row of card.rows) {
        assert.ok(row.label.width + SIGN + 24 <= card.width, row.id);
        assert.ok(row.y + row.height <= card.height, row.id);
      }
    }
    for (const { points, edge } of lines) {
      assert.ok(points.length >= 2, `${edge.from} → ${edge.to} has no course`);
      for (const [index, start] of points.entries()) {
        const end = points[index + 1];
        if (end !== undefined)
          for (const card of cards)
            assert.ok(!overlap(stretch(start, end), card), `${edge.from} → ${edge.to} runs through ${card.id}`);
      }
    }
  });

/** Touching is no overlap: lines begin and end on the edges of cards. */
function overlap(a: Box, b: Box): boolean {
  const nearly = 0.5;
  return (
    a.x + nearly < b.x + b.width &&
    b.x + nearly < a.x + a.width &&
    a.y + nearly < b.y + b.height &&
    b.y + nearly < a.y + a.height
  );
}

/** A stretch of a line as a box with a little body. */
function stretch(a: Point, b: Point): Box {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return { x: x - 0.5, y: y - 0.5, width: Math.abs(a.x - b.x) + 1, height: Math.abs(a.y - b.y) + 1 };
}
