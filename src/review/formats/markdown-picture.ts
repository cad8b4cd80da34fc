import { printable } from "../../report/printable.ts";
import type { Mark, Picture } from "../picture.ts";
import { moreOf } from "./counts.ts";

/** Colours that read on GitHub's light and dark pages alike: each has its own text colour. */
const CLASSES: Readonly<Record<Mark, string>> = {
  added: "fill:#dcfce7,stroke:#15803d,color:#111827",
  removed: "fill:#fee2e2,stroke:#b91c1c,color:#111827,stroke-dasharray:4 3",
  changed: "fill:#fef9c3,stroke:#ca8a04,color:#111827",
  same: "fill:#f3f4f6,stroke:#6b7280,color:#111827",
};

const ARROWS: Readonly<Record<Mark, string>> = { added: "==>", removed: "-.->", changed: "-->", same: "-->" };

/** The changed part as a Mermaid flowchart: owner, event, consumer. Empty when there is nothing to draw. */
export function pictureSection({ events, lines, leftOut }: Picture): string {
  if (events.length === 0) return "";
  const name = namer();
  const teams = new Set([...events.map(({ owner }) => owner), ...lines.map(({ team }) => team)]);
  const used = new Set<string>(["same", ...events.map(({ mark }) => mark)]);
  const drawing = [
    "flowchart LR",
    ...[...teams].map((team) => `  ${name("t", team)}(["${label(team)}"]):::same`),
    ...events.map(({ event, mark }) => `  ${name("e", event)}{{"${label(event)}"}}:::${mark}`),
    ...events.map(({ event, owner }) => `  ${name("t", owner)} --- ${name("e", event)}`),
    ...lines.map(({ event, team, queue, mark }) => {
      const words = [...(mark === "same" ? [] : [mark]), ...(queue === event ? [] : [label(queue)])].join(" ");
      return `  ${name("e", event)} ${ARROWS[mark]}${words === "" ? "" : `|"${words}"|`} ${name("t", team)}`;
    }),
    ...Object.entries(CLASSES).flatMap(([mark, style]) => (used.has(mark) ? [`  classDef ${mark} ${style}`] : [])),
  ];
  const cut = leftOut === 0 ? "" : `Left out, to stay readable: ${moreOf(leftOut, "change")}.\n\n`;
  return [
    "<details><summary>Picture of the changed part</summary>\n\n",
    "Owner, event, consumers. Green or thick: added; red or dashed: removed; yellow: changed.\n\n",
    `${cut}\`\`\`mermaid\n${drawing.join("\n")}\n\`\`\`\n\n</details>\n\n`,
  ].join("");
}

/** `e1`, `t2`: short names without special characters. */
function namer(): (letter: string, of: string) => string {
  const names = new Map<string, string>();
  return (letter, of) => {
    const key = `${letter}:${of}`;
    const name = names.get(key) ?? `${letter}${names.size + 1}`;
    names.set(key, name);
    return name;
  };
}

/**
 * Text that Mermaid shows as it is: all but letters, digits and a few harmless signs is written as the entity of its
 * number (mermaid.js.org, Flowcharts: Entity codes to escape characters), so that nothing in a name is syntax.
 */
function label(text: string): string {
  const signs = [...printable(text)];
  const short = signs.length > 60 ? [...signs.slice(0, 59), "…"] : signs;
  return short.join("").replace(/[^\p{L}\p{M}\p{N} ._/,-]/gu, (sign) => `#${sign.codePointAt(0)};`) || " ";
}
