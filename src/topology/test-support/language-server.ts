import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { connect } from "./lsp-connection.ts";

const program = createRequire(import.meta.url).resolve("yaml-language-server/bin/yaml-language-server");

/** What an editor answers when the server asks for settings: the defaults, but for the catalogue of schemas that it would fetch. */
const SETTINGS: Readonly<Record<string, unknown>> = { yaml: { schemaStore: { enable: false } } };

/** Ends the server at its first attempt to reach the network. */
const NO_NETWORK = `data:text/javascript,${encodeURIComponent(
  'import net from "node:net"; net.Socket.prototype.connect = () => { console.error("it tried to reach the network"); process.exit(9); };',
)}`;

/** Line and character from 0, as the protocol counts. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** What the editor marks. */
export interface Marked {
  readonly message: string;
  readonly range: { readonly start: Position; readonly end: Position };
}

/** The language server that VS Code's YAML extension runs, spoken to over stdio as an editor does. */
export interface LanguageServer {
  /** Opens a file that need not be on disk, and gives what is marked in it. To be called once for each file. */
  open(file: string, text: string): Promise<readonly Marked[]>;
  request(method: string, file: string, position: Position): Promise<unknown>;
  /** Returns when the process has ended. */
  stop(): Promise<void>;
}

export async function startLanguageServer(folder: string): Promise<LanguageServer> {
  const child = spawn(process.execPath, ["--import", NO_NETWORK, program, "--stdio"], { cwd: folder, stdio: "pipe" });
  const opened = new Map<string, (marked: readonly Marked[]) => void>();
  const connection = connect(child.stdout, child.stdin, answer, (method, params) => {
    if (method !== "textDocument/publishDiagnostics") return;
    const { uri, diagnostics } = params as { readonly uri: string; readonly diagnostics: readonly Marked[] };
    opened.get(uri)?.(diagnostics);
  });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const ended = new Promise<void>((resolve) => {
    child.once("exit", (code, signal) => {
      connection.close(new Error(`the language server ended (${signal ?? code}): ${said}`));
      resolve();
    });
  });
  const rootUri = pathToFileURL(folder).href;
  await connection.request("initialize", { processId: process.pid, rootUri, capabilities: CAPABILITIES });
  connection.notify("initialized", {});
  return {
    open(file, text) {
      const uri = pathToFileURL(file).href;
      const marked = new Promise<readonly Marked[]>((resolve) => opened.set(uri, resolve));
      connection.notify("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
      return marked;
    },
    request: (method, file, position) =>
      connection.request(method, { textDocument: { uri: pathToFileURL(file).href }, position }),
    async stop() {
      child.kill();
      await ended;
    },
  };
}

/** Those of VS Code that matter here. */
const CAPABILITIES = {
  workspace: { configuration: true },
  textDocument: {
    completion: { completionItem: { snippetSupport: true, documentationFormat: ["markdown", "plaintext"] } },
    hover: { contentFormat: ["markdown", "plaintext"] },
  },
};

function answer(method: string, params: unknown): unknown {
  if (method !== "workspace/configuration") return null;
  const { items } = params as { readonly items: readonly { readonly section: string }[] };
  return items.map(({ section }) => SETTINGS[section] ?? {});
}
