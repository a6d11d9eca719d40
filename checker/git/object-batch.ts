/** Contents by object id, out of what `git cat-file --batch` wrote. Ids that it calls missing are left out. */
export function objectsIn(output: Buffer): Map<string, Buffer> {
  const objects = new Map<string, Buffer>();
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf('\n', at);
    const head = output.toString('latin1', at, end === -1 ? output.length : end);
    const [, id = '', size] = /^([0-9a-f]+) \w+ (\d+)$/.exec(head) ?? [];
    const start = end + 1;
    if (size === undefined) {
      if (!/^[0-9a-f]+ missing$/.test(head)) throw new Error(`git cat-file wrote ${JSON.stringify(head)}`);
      at = start;
      continue;
    }
    const stop = start + Number(size);
    if (stop > output.length) throw new Error(`git cat-file was cut short in ${id}`);
    objects.set(id, output.subarray(start, stop));
    at = stop + 1;
  }
  return objects;
}
