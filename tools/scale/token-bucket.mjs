/** What a cloud does to too many calls: `perSecond` are let through for ever, and up to `burst` at once after a rest. */
export class TokenBucket {
  #perSecond;
  #burst;
  #tokens;
  /** Until when the tokens have been counted; calls that wait have taken tokens of later times. */
  #at = 0;

  constructor({ perSecond, burst }) {
    this.#perSecond = perSecond;
    this.#burst = burst;
    this.#tokens = burst;
  }

  /**
   * Takes tokens in the order of asking.
   * @param {number} calls
   * @param {number} now in seconds, never before the last time asked
   * @returns {number} when the last of the calls is let through
   */
  take(calls, now) {
    this.#tokens = Math.min(this.#burst, this.#tokens + (now - this.#at) * this.#perSecond) - calls;
    this.#at = now;
    return this.#tokens >= 0 ? now : now - this.#tokens / this.#perSecond;
  }
}
