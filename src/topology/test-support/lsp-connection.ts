import type { Readable, Writable } from "node:stream";

type Message = Readonly<Record<string, unknown>>;

/** Both directions of the Language Server Protocol's base protocol: JSON-RPC with a Content-Length header. */
export interface Connection {
  notify(method: string, params: unknown): void;
  request(method: string, params: unknown): Promise<unknown>;
  /** Fails every request that waits for an answer, and all later ones. */
  close(reason: Error): void;
}

/**
 * @param onRequest answers what the server asks
 * @param onNotification is told what the server tells
 */
export function connect(
  input: Readable,
  output: Writable,
  onRequest: (method: string, params: unknown) => unknown,
  onNotification: (method: string, params: unknown) => void,
): Connection {
  const waiting = new Map<number, PromiseWithResolvers>();
  let closed: Error | undefined;
  let lastId = 0;
  const send = (message: Message) => {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    output.write(`Content-Length: ${body.length}\r\n\r\n`);
    output.write(body);
  };
  const receive = (message: Message) => {
    const { id, method, params, result, error } = message;
    if (typeof method === "string") {
      if (id === undefined) onNotification(method, params);
      else send({ id, result: onRequest(method, params) ?? null });
      return;
    }
    const answered = waiting.get(Number(id));
    waiting.delete(Number(id));
    if (error === undefined) answered?.resolve(result);
    else answered?.reject(new Error(JSON.stringify(error)));
  };
  splitMessages(input, receive);
  return {
    notify: (method, params) => send({ method, params }),
    request(method, params) {
      if (closed) return Promise.reject(closed);
      const id = ++lastId;
      send({ id, method, params });
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    },
    close(reason) {
      closed = reason;
      for (const { reject } of waiting.values()) reject(reason);
      waiting.clear();
    },
  };
}

interface PromiseWithResolvers {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: Error) => void;
}

function splitMessages(input: Readable, receive: (message: Message) => void): void {
  let buffer = Buffer.alloc(0);
  input.on("data", (chunk: Buffer) => {
    buffer = Buffer.concat([buffer, chunk]);
    for (;;) {
      const end = buffer.indexOf("\r\n\r\n");
      const length = Number(/Content-Length: (\d+)/i.exec(buffer.subarray(0, Math.max(0, end)).toString())?.[1]);
      if (end < 0 || buffer.length < end + 4 + length) return;
      const body = buffer.subarray(end + 4, end + 4 + length).toString();
      buffer = buffer.subarray(end + 4 + length);
      receive(JSON.parse(body));
    }
  });
}
