/** What `fix` asks for, in words. */
export function help(fix: string): string {
  return fix === "" ? "remove it" : `replace it with ${fix}`;
}
