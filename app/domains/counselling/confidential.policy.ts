const SHOWN = '[sealed]'
const inspect: unique symbol = Symbol.for('nodejs.util.inspect.custom')

/**
 * Something that may be read on purpose and never by accident. Whatever prints, logs, copies or serialises it gets
 * `[sealed]`; `reveal()` is the one way to what is inside, and is called where a page writes it out and nowhere else.
 */
export class Confidential<Value> {
  readonly #value: Value

  constructor(value: Value) {
    this.#value = value
  }

  reveal(): Value {
    return this.#value
  }

  toJSON(): string {
    return SHOWN
  }

  toString(): string {
    return SHOWN
  }

  [Symbol.toPrimitive](): string {
    return SHOWN
  }

  [inspect](): string {
    return SHOWN
  }
}
