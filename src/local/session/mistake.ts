/** What was asked for is not in the topology or not in the data given: told in one sentence, exit code 1. */
export class Mistake extends Error {
  constructor(message: string) {
    super(message);
    this.name = "Mistake";
  }
}
