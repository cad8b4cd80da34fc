/**
 * The machine lacks something or a tool failed: neither the user's file nor a bug of ours. The command line
 * prints `message` and `remedy` without a stack and exits with 3.
 */
export class EnvironmentError extends Error {
    /** What the user can do about it, for example how to get Go. */
    remedy;
    constructor(message, remedy, options) {
        super(message, options);
        this.name = "EnvironmentError";
        this.remedy = remedy;
    }
}
