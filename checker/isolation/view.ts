import { realpath, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';

/** What a user of its own sees of this machine's files, beside what all users see. */
export interface View {
  /** Folders in whose place there is an empty one. */
  hidden: string[];
  /** Folders that stand at their own path all the same, and cannot be written. */
  shown: string[];
}

/** All homes are hidden, and so is whatever lies on the way to what is to be shown and lets nobody through. */
export async function viewOf(project: string, program: string): Promise<View> {
  const wanted = [project, await realpath(join(project, 'node_modules')), dirname(await realpath(program))];
  const shown = wanted.filter((path, i) => !wanted.some((other, j) => j < i && isWithin(path, other)));
  const hidden = new Set(['/home']);
  for (const path of shown) {
    const closed = await closedOnTheWay(path);
    if (closed !== null && ![...hidden].some((folder) => isWithin(closed, folder))) hidden.add(closed);
  }
  return { hidden: [...hidden], shown };
}

/** The first folder on the way to a path that others may not enter. */
async function closedOnTheWay(path: string): Promise<string | null> {
  const names = path.split(sep);
  for (let length = 2; length < names.length; length++) {
    const folder = names.slice(0, length).join(sep);
    if (((await stat(folder)).mode & 0o001) === 0) return folder;
  }
  return null;
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder + sep);
}

/**
 * Makes the view and becomes the command: `SHOWN… -- HIDDEN… -- COMMAND…`, begun in the first folder that is shown. Run by root in a
 * mount namespace of its own: nobody else sees these mounts, and they go with the last process in it.
 */
export const VIEW_SCRIPT = `set -e
umask 022
hold=$(mktemp -d)
mount -t tmpfs -o mode=755,size=1m puptime "$hold"
first=$1
count=0
while [ "$1" != -- ]; do
  count=$((count + 1))
  eval "path$count=\\$1"
  mkdir "$hold/$count"
  mount --bind "$1" "$hold/$count"
  shift
done
shift
while [ "$1" != -- ]; do
  mount -t tmpfs -o mode=755,size=1m puptime "$1"
  shift
done
shift
while [ "$count" -gt 0 ]; do
  eval "path=\\$path$count"
  mkdir -p "$path"
  mount --bind "$hold/$count" "$path"
  mount -o remount,bind,ro "$path"
  count=$((count - 1))
done
umount -R "$hold"
rmdir "$hold"
cd "$first"
exec "$@"
`;
