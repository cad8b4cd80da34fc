/** The floor of reading a topology: the text as plain data, by the `yaml` library alone. Keys are not held against each other, as the library does in quadratic time. */
import { readFileSync } from "node:fs";
import { parse } from "yaml";

const value = parse(readFileSync(process.argv[2], "utf8"), { uniqueKeys: false });
if (Object.keys(value.teams).length === 0) throw new Error("there are no teams in the file");
