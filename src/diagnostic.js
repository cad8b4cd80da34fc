/** The place of a problem with a file as a whole: its first character. */
export function startOf(file) {
    const first = { line: 1, column: 1 };
    return { file, start: first, end: first };
}
export function hasErrors(diagnostics) {
    return diagnostics.some((diagnostic) => diagnostic.severity === "error");
}
/** Orders by file, line, column, then code, so that a report does not depend on the order of the rules. */
export function sortDiagnostics(diagnostics) {
    return [...diagnostics].sort((a, b) => compare(a.span.file, b.span.file) ||
        a.span.start.line - b.span.start.line ||
        a.span.start.column - b.span.start.column ||
        compare(a.code, b.code) ||
        compare(a.message, b.message));
}
function compare(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}
