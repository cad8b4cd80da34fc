import { lstat, mkdir } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import type { Diagnostic } from "../diagnostic.ts";
import { startOf } from "../diagnostic.ts";
import { nodeFiles } from "../files.ts";
import { EnvironmentError } from "../local/environment-error.ts";
import { writeWhole } from "../local/session/write-whole.ts";
import { blockLines, withBlock } from "../owners/codeowners-block.ts";
import { codeownersLines } from "../owners/codeowners-lines.ts";
import type { OwnedFile } from "../owners/owned-file.ts";

/** Where GitHub looks, in its order; the first one that exists is the one it reads (GitHub Docs, "About code owners"). */
const PLACES = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];
/** GitHub does not load a larger one (GitHub Docs, "About code owners", section "CODEOWNERS file size"): 3 MB. */
const MAX_BYTES = 3_000_000;

export interface Codeowners {
  /** Path as the user gave it, or from the folder that the command runs in. */
  readonly path: string;
  /** Lines of the block that are missing from the file, and that it has too much. */
  readonly missing: readonly string[];
  readonly surplus: readonly string[];
  readonly isStale: boolean;
  /** Writes the file. */
  write(): Promise<void>;
}

export type CodeownersResult =
  | Codeowners
  | { readonly diagnostic: Diagnostic; readonly sources: ReadonlyMap<string, string> };

/** Root of the repository that `folder` is in; `folder` itself where there is none. */
async function repositoryRoot(folder: string): Promise<string> {
  for (let at = folder; ; at = dirname(at)) {
    if (await nodeFiles(at).exists(".git")) return at;
    if (dirname(at) === at) return folder;
  }
}

/** The CODEOWNERS file of the repository, and the root that its patterns start from. */
export async function codeownersPlace(
  cwd: string,
  given: string | undefined,
): Promise<{ readonly path: string; readonly root: string }> {
  if (given !== undefined) {
    const folder = dirname(resolve(cwd, given));
    return { path: given, root: /^(\.github|\.gitlab|docs)$/.test(basename(folder)) ? dirname(folder) : folder };
  }
  const root = await repositoryRoot(cwd);
  const found: string[] = [];
  for (const place of PLACES) if (await nodeFiles(root).exists(place)) found.push(place);
  return { path: relative(cwd, join(root, found[0] ?? PLACES[0] ?? "")), root };
}

/** Compares a CODEOWNERS file with what it should hold. */
export async function compareCodeowners(
  cwd: string,
  { path, root }: { readonly path: string; readonly root: string },
  files: readonly OwnedFile[],
): Promise<CodeownersResult> {
  const problem = (code: string, message: string, line = 1, text?: string): CodeownersResult => {
    const span = { file: path, start: { line, column: 1 }, end: { line, column: 1 } };
    return {
      diagnostic: { code, severity: "error", message, span },
      sources: new Map(text === undefined ? [] : [[path, text]]),
    };
  };
  const outside = files.find(({ file }) => isOutside(root, resolve(cwd, file)));
  if (outside !== undefined)
    return problem(
      "outside-repository",
      `${outside.file} is not below the folder that the patterns of ${path} start from`,
    );
  const before = await readText(resolve(cwd, path));
  if (typeof before === "object") return problem("codeowners-unreadable", `${path} ${before.reason}`);
  const lines = codeownersLines(files, (file) => relative(root, resolve(cwd, file)).split(sep).join("/"));
  const result = withBlock(before ?? "", lines);
  if ("problem" in result) return problem("codeowners-block", result.problem, result.line, before);
  const { text } = result;
  if (Buffer.byteLength(text) > MAX_BYTES)
    return problem(
      "codeowners-too-large",
      `${path} would be larger than ${MAX_BYTES} bytes, and GitHub would not read it`,
    );
  const has = blockLines(before ?? "");
  return {
    path,
    missing: lines.filter((line) => !has.includes(line)),
    surplus: has.filter((line) => !lines.includes(line)),
    isStale: text !== before,
    write: () => write(resolve(cwd, path), path, text),
  };
}

function isOutside(root: string, file: string): boolean {
  const path = relative(root, file);
  return path === ".." || path.startsWith(`..${sep}`);
}

/** A link could lead anywhere, so it is neither followed nor replaced. */
async function readText(path: string): Promise<string | undefined | { readonly reason: string }> {
  const found = await lstat(path).catch(() => undefined);
  if (found?.isSymbolicLink() === true) return { reason: "is a symbolic link; name the file itself" };
  const content = await nodeFiles(dirname(path)).read(basename(path));
  if (content.kind === "missing") return undefined;
  if (content.kind !== "bytes") return { reason: "cannot be read as a file" };
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content.bytes);
  } catch {
    return { reason: "is not UTF-8" };
  }
}

async function write(file: string, path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeWhole(file, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new EnvironmentError(`${path} cannot be written: ${reason}`, "see who may write there", { cause: error });
  }
}

/** What stands in the way when nobody is named at all: an empty block would be taken for a finished one. */
export function nobodyNamed(file: string): Diagnostic {
  const message =
    'no reviewers are named; add "reviewers" to the teams, for example "reviewers: \'@organization/team\'"';
  return { code: "no-reviewers", severity: "error", message, span: startOf(file) };
}
