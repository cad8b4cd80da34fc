/** The emulator, not this client, refused an action; `message` is its own word. */
export class AccessRefused extends Error {
    constructor(message, options) {
        super(message, options);
        this.name = "AccessRefused";
    }
}
