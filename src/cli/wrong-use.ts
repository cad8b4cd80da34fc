/** The command line was used in a way that cannot work: told in one sentence, with where to read how, exit code 2. */
export class WrongUse extends Error {
  constructor(message: string) {
    super(message);
    this.name = "WrongUse";
  }
}
