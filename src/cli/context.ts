/** What a text is written to: `process.stdout` in the program, a string in a test. */
export interface Output {
  write(text: string): unknown;
  /** Whether a person is reading; colours and moving progress lines are for them only. */
  readonly isTTY?: boolean;
  /** Width of the terminal, in columns. */
  readonly columns?: number;
}

/** All that the command line knows of the outside. Commands use this instead of `process`, so that tests can run them in process. */
export interface CliContext {
  /** Results: what the command was asked for. */
  readonly stdout: Output;
  /** Diagnostics and progress. */
  readonly stderr: Output;
  /** Folder that relative paths on the command line start from. */
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Aborted when the user interrupts (ctrl-C) or the program is asked to end. Who reads it takes over the duty to end then. */
  readonly signal: AbortSignal;
  /** Exit code of the program when the command returns; 0 unless it is called. */
  setExitCode(code: ExitCode): void;
}

/** 0 fine, 1 problems found in the input, 2 wrong use, 3 the environment failed. */
export type ExitCode = 0 | 1 | 2 | 3;
