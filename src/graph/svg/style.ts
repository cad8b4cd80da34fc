/** Line and head colours by team, in turn: dark enough for white pages, light enough for dark ones. */
const LIGHT = [
  "#2563eb",
  "#c2410c",
  "#15803d",
  "#a21caf",
  "#0e7490",
  "#b91c1c",
  "#6d28d9",
  "#4d7c0f",
  "#be185d",
  "#92400e",
  "#0369a1",
  "#475569",
];
const DARK = [
  "#60a5fa",
  "#fb923c",
  "#4ade80",
  "#e879f9",
  "#22d3ee",
  "#f87171",
  "#a78bfa",
  "#a3e635",
  "#f472b6",
  "#fbbf24",
  "#38bdf8",
  "#94a3b8",
];

export const COLORS = LIGHT.length;

const FONT = 'ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace';
const TEXT_FONT = 'system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif';

/** Rules for light or dark: the picture brings its own background, so that it reads wherever it is put. */
function theme(
  colors: readonly string[],
  page: string,
  card: string,
  border: string,
  ink: string,
  faint: string,
): string {
  return [
    `.page{fill:${page}}.card{fill:${card};stroke:${border}}.ink{fill:${ink}}.faint{fill:${faint}}.key .line,.key .sign{stroke:${faint}}`,
    ...colors.map(
      (color, index) =>
        `.c${index} .line,.c${index} .sign{stroke:${color}}.c${index} .tip,.c${index} .head{fill:${color}}`,
    ),
  ].join("");
}

export const STYLE = [
  `text{font-family:${FONT}}.words{font-family:${TEXT_FONT}}`,
  ".card{stroke-width:1}.line{fill:none;stroke-width:1.5}.filtered{stroke-dasharray:5 4}.sign{fill:none;stroke-width:1.3}",
  ".name{font-weight:600}",
  theme(LIGHT, "#ffffff", "#f8fafc", "#cbd5e1", "#0f172a", "#475569"),
  `@media (prefers-color-scheme:dark){${theme(DARK, "#0d1117", "#161b22", "#3d444d", "#e6edf3", "#9aa4b2")}}`,
].join("");
