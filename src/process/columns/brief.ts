/** A map that takes in what is wanted of each value, or nothing. */
export class Brief<Value> extends Map<string, Value> {
  readonly #wanted: (value: Value) => Value | null;

  constructor(wanted: (value: Value) => Value | null) {
    super();
    this.#wanted = wanted;
  }

  override set(key: string, value: Value): this {
    const wanted = this.#wanted(value);
    return wanted === null ? this : super.set(key, wanted);
  }
}
