import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { TestContext } from "node:test";
import { pathToFileURL } from "node:url";

export type Contents = Readonly<Record<string, string>>;

/** A git repository of its own in a temporary folder. */
export interface Repository {
  readonly folder: string;
  /** Runs git there and gives what it prints. */
  git(...args: readonly string[]): string;
  /** Writes these files and commits them; gives the commit. */
  commit(files: Contents): string;
}

/** Neither the machine's nor the user's settings, so that the test is the same everywhere. */
const ENVIRONMENT = {
  ...process.env,
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_SYSTEM: "/dev/null",
  GIT_AUTHOR_NAME: "Octo Cat",
  GIT_AUTHOR_EMAIL: "octocat@ar.example",
  GIT_COMMITTER_NAME: "Octo Cat",
  GIT_COMMITTER_EMAIL: "octocat@ar.example",
};

export function temporaryFolder(context: Pick<TestContext, "after">): string {
  const folder = mkdtempSync(join(tmpdir(), "topology-action-"));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A repository with these files as its first commit, on the branch `main`. */
export function repositoryWith(context: TestContext, files: Contents): Repository {
  const repository = at(temporaryFolder(context));
  repository.git("init", "--quiet", "--initial-branch=main");
  repository.commit(files);
  return repository;
}

/** A clone as actions/checkout makes it: one ref, detached, as deep as `fetch-depth` says; 0 is everything. */
export function checkout(context: TestContext, from: Repository, commit: string, depth = 0): Repository {
  const clone = at(temporaryFolder(context));
  clone.git("init", "--quiet");
  clone.git("remote", "add", "origin", pathToFileURL(from.folder).href);
  from.git("config", "uploadpack.allowAnySHA1InWant", "true");
  const refs = depth === 0 ? ["+refs/heads/*:refs/remotes/origin/*", commit] : [`--depth=${depth}`, commit];
  clone.git("fetch", "--quiet", "--no-tags", "origin", ...refs);
  clone.git("checkout", "--quiet", "--detach", commit);
  return clone;
}

function at(folder: string): Repository {
  const git = (...args: readonly string[]) =>
    execFileSync("git", args, { cwd: folder, env: ENVIRONMENT, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  return {
    folder,
    git,
    commit(files) {
      for (const [file, content] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, file)), { recursive: true });
        writeFileSync(join(folder, file), content);
      }
      git("add", "--all");
      git("commit", "--quiet", "--allow-empty", "--message", "A change");
      return git("rev-parse", "HEAD").trim();
    },
  };
}
