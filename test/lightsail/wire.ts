/** A value of the SDK as Lightsail sends it: JSON, with times as seconds since 1970. */
export type Wire<T> = T extends Date
  ? number
  : T extends readonly (infer Item)[]
    ? Wire<Item>[]
    : T extends object
      ? { [Key in keyof T as Key extends '$metadata' ? never : Key]: Wire<T[Key]> }
      : T;

/** A time on the wire. `at`: milliseconds. */
export function wireTime(at: number): number {
  return Math.round(at) / 1000;
}
