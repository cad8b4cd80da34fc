/** A binary heap: the least of what was pushed is popped first. */
export class Heap {
  #items = [];
  #compare;

  /** @param {(a: Item, b: Item) => number} compare @template Item */
  constructor(compare) {
    this.#compare = compare;
  }

  get size() {
    return this.#items.length;
  }

  push(item) {
    let at = this.#items.push(item) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (this.#compare(this.#items[at], this.#items[above]) >= 0) return;
      this.#swap(at, above);
      at = above;
    }
  }

  /** Undefined when there is nothing left. */
  pop() {
    const first = this.#items[0];
    const last = this.#items.pop();
    if (this.#items.length === 0) return first;
    this.#items[0] = last;
    let at = 0;
    for (;;) {
      const below = [2 * at + 1, 2 * at + 2].filter((child) => child < this.#items.length);
      const least = below.sort((a, b) => this.#compare(this.#items[a], this.#items[b]))[0];
      if (least === undefined || this.#compare(this.#items[at], this.#items[least]) <= 0) return first;
      this.#swap(at, least);
      at = least;
    }
  }

  #swap(a, b) {
    [this.#items[a], this.#items[b]] = [this.#items[b], this.#items[a]];
  }
}
