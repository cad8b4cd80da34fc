import type { OwnedFile } from "./owned-file.ts";

/**
 * What has a meaning in a pattern of CODEOWNERS, or would end it: white space, wildcards, ranges, escapes, comments,
 * control and formatting characters. GitHub does not know all escapes of gitignore (GitHub Docs, "About code owners",
 * section "CODEOWNERS syntax"), but `?` for any one character.
 */
const SPECIAL = /[\s*?[\]\\#!\p{C}]/gu;

/**
 * One line for each file that has reviewers. A file without any gets none: a pattern without owners would take it away
 * from those that an earlier line names.
 * @param pathOf path of a file from the root of the repository, with `/`
 */
export function codeownersLines(files: readonly OwnedFile[], pathOf: (file: string) => string): readonly string[] {
  return files
    .filter(({ reviewers }) => reviewers.length > 0)
    .map(({ file, reviewers }) => `/${pathOf(file).replace(SPECIAL, "?")} ${reviewers.join(" ")}`)
    .sort();
}
