/** A group's key as addresses have it: `oh`. */
export function groupSlug(group: string): string {
  return group.toLowerCase().replaceAll(' ', '-');
}
