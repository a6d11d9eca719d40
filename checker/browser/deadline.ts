/** What `before` gives when the time is over. */
export const LATE = Symbol('late');

/**
 * The promise's value, or `LATE` when it has none after `ms`. A page can hang every question put to it, so nothing is asked
 * without a deadline. What the promise does later, failing included, is ignored.
 */
export async function before<T>(ms: number, promise: Promise<T>): Promise<T | typeof LATE> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<typeof LATE>((resolve) => {
    timer = setTimeout(() => resolve(LATE), ms);
  });
  promise.catch(() => undefined);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
