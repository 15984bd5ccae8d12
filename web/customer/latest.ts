/** Answers to questions of which only the newest counts: an answer that another question has overtaken is nothing. */
export class Latest {
  #asked = 0;

  /** From now on nothing that was asked before counts. */
  forget(): void {
    this.#asked++;
  }

  async of<T>(call: Promise<T>): Promise<T | undefined> {
    const mine = ++this.#asked;
    const answer = await call;
    return mine === this.#asked ? answer : undefined;
  }
}
