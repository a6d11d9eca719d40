/** What must not be read anywhere: it is shown as stars in logs. */
export class Secrets {
  readonly #values = new Set<string>();

  /** Each line of a value counts by itself, too, as on GitHub. */
  add(value: string): void {
    for (const each of [value, ...value.split(/\r?\n/)]) if (each.trim() !== '') this.#values.add(each);
  }

  /** Text without them. */
  mask(text: string): string {
    // A long one may contain a short one.
    const longestFirst = [...this.#values].sort((a, b) => b.length - a.length);
    return longestFirst.reduce((masked, value) => masked.replaceAll(value, '***'), text);
  }

  /** Whether one of them stands in a text. */
  isIn(text: string): boolean {
    return this.mask(text) !== text;
  }
}
