import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import type { GoProgram } from "../../build/go-program.ts";

/** A machine with nothing on PATH but the tools a test puts there, and a cache of its own. Gone after the test. */
export interface Sandbox {
  readonly folder: string;
  readonly cache: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Puts a shell script on PATH. Inside it PATH is the system's; `$SANDBOX` is the folder. */
  tool(name: string, script: string, folder?: string): Promise<string>;
  /** Two small programs pinned like the real ones, for a fake `go`. */
  programs(): Promise<readonly GoProgram[]>;
  /** Names in the cache's engine folder. */
  cached(): Promise<readonly string[]>;
}

export async function sandbox(test: TestContext): Promise<Sandbox> {
  const folder = await mkdtemp(join(tmpdir(), "topology-engine-"));
  test.after(() => rm(folder, { recursive: true, force: true }));
  const bin = join(folder, "bin");
  const cache = join(folder, "cache");
  await mkdir(bin);
  return {
    folder,
    cache,
    environment: { PATH: bin, HOME: folder, TOPOLOGY_CACHE: cache },
    async tool(name, script, where = bin) {
      await mkdir(where, { recursive: true });
      const file = join(where, name);
      await writeFile(file, `#!/bin/sh\nPATH=/usr/bin:/bin; SANDBOX='${folder}'\n${script}\n`);
      await chmod(file, 0o755);
      return file;
    },
    async programs() {
      const module = join(folder, "module");
      await mkdir(module, { recursive: true });
      await writeFile(join(module, "go.mod"), "module example.com/m\n\ngo 1.25.11\n");
      await writeFile(join(module, "go.sum"), "example.com/dependency v1.0.0 h1:x=\n");
      const program = (binary: string) => ({
        binary,
        label: binary,
        folder: module,
        package: `m/${binary}`,
        flags: [],
      });
      return [program("pulumi-language-nodejs"), program("pulumi")];
    },
    cached: () => readdir(join(cache, "engine")).catch(() => []),
  };
}

/** A `go` that compiles two packages and writes a result; each build leaves a line in `$SANDBOX/builds`. */
export const WORKING_GO = `
case "$1" in
  env) echo go1.26.1 ;;
  list) echo "go: downloading example.com/dependency v1.0.0" >&2; echo m/a; echo; echo m/b ;;
  build)
    while [ "$1" != "-o" ]; do shift; done
    echo "$3" >> "$SANDBOX/builds"
    echo m/a >&2; sleep 0.3; echo m/b >&2
    printf '#!/bin/sh\\necho built\\n' > "$2"; chmod +x "$2" ;;
esac`;
