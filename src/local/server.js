import { spawn } from "node:child_process";
import { openSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { EnvironmentError } from "./environment-error.js";
const READY_SECONDS = 60;
/**
 * Starts a server that outlives this process and waits until it says it is ready.
 * @throws EnvironmentError when it ends before, or is not ready within 60 seconds (it is killed then).
 */
export async function startServer(server) {
    await mkdir(dirname(server.logFile), { recursive: true });
    const log = openSync(server.logFile, "w");
    const child = spawn(server.command, server.args, { env: server.env, detached: true, stdio: ["ignore", log, log] });
    const failed = new Promise((_, reject) => {
        child.once("error", (error) => reject(new EnvironmentError(`${server.name} cannot be started: ${error.message}`, `see ${server.logFile}`)));
        child.once("exit", (code, signal) => reject(new EnvironmentError(`${server.name} ended while starting (${signal ?? `exit code ${code}`})`, `see ${server.logFile}`)));
    });
    failed.catch(() => undefined);
    const endpoint = await Promise.race([untilReady(server), failed]).catch((error) => {
        if (child.pid !== undefined)
            signal(child.pid, "SIGKILL");
        throw error;
    });
    child.removeAllListeners();
    child.unref();
    return { name: server.name, pid: child.pid, endpoint, logFile: server.logFile };
}
async function untilReady(server) {
    for (const deadline = Date.now() + READY_SECONDS * 1000; Date.now() < deadline; await sleep(25)) {
        const endpoint = server.ready.exec(await readFile(server.logFile, "utf8"))?.[1];
        if (endpoint !== undefined)
            return endpoint;
    }
    throw new EnvironmentError(`${server.name} is not ready after ${READY_SECONDS} seconds`, `see ${server.logFile}`);
}
export function isRunning(server) {
    return signal(server.pid, 0);
}
/** Ends a server: asks first, insists after five seconds. Does nothing when it has already ended. */
export async function stopServer(server) {
    signal(server.pid, "SIGTERM");
    for (const deadline = Date.now() + 5000; isRunning(server); await sleep(25)) {
        if (Date.now() > deadline)
            signal(server.pid, "SIGKILL");
    }
}
function signal(pid, name) {
    try {
        return process.kill(pid, name);
    }
    catch {
        return false;
    }
}
