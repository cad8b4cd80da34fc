/**
 * Distinguished Encoding Rules of ASN.1 (ITU-T X.690): tag, length, content. Only what a certificate is made of.
 */
function element(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.of(tag), lengthOf(body), body]);
}

/** X.690, section 8.1.3: short form below 128, else the number of length bytes and the length. */
function lengthOf(body: Buffer): Buffer {
  if (body.length < 0x80) return Buffer.of(body.length);
  const digits = body.length.toString(16);
  const bytes = Buffer.from(digits.padStart(digits.length + (digits.length % 2), "0"), "hex");
  return Buffer.concat([Buffer.of(0x80 | bytes.length), bytes]);
}

export const sequence = (...content: readonly Buffer[]): Buffer => element(0x30, ...content);
export const set = (...content: readonly Buffer[]): Buffer => element(0x31, ...content);
/** Context-specific and constructed: `[number] EXPLICIT`. */
export const tagged = (number: number, content: Buffer): Buffer => element(0xa0 | number, content);
/** Big-endian two's complement, already in its shortest form. */
export const integer = (bytes: Buffer): Buffer => element(0x02, bytes);
export const truth = (): Buffer => element(0x01, Buffer.of(0xff));
export const octetString = (content: Buffer): Buffer => element(0x04, content);
/** Whole bytes: no unused bits at the end. */
export const bitString = (content: Buffer): Buffer => element(0x03, Buffer.of(0), content);
export const utf8 = (text: string): Buffer => element(0x0c, Buffer.from(text, "utf8"));

/** UTCTime, for the years 1950 to 2049 (RFC 5280, section 4.1.2.5.1). */
export function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]/g, "");
  return element(0x17, Buffer.from(`${digits.slice(2, 14)}Z`, "ascii"));
}

/** `dotted` such as `2.5.4.3`; the first two numbers share a byte (X.690, section 8.19). */
export function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return element(0x06, ...[first * 40 + second, ...rest].map(base128));
}

function base128(value: number): Buffer {
  const bytes = [value & 0x7f];
  for (let left = value >>> 7; left > 0; left >>>= 7) bytes.unshift((left & 0x7f) | 0x80);
  return Buffer.from(bytes);
}
