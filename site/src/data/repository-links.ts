/** Address of the repository with its number: of an issue on GitHub; null when the repository is not known. */
export function issueAddress(repositoryUrl: string | null, number: number): string | null {
  return repositoryUrl === null ? null : `${repositoryUrl}/issues/${number}`;
}

/** Address of a correction's file on GitHub; null when the repository is not known. */
export function annotationFile(repositoryUrl: string | null, id: string): string | null {
  return repositoryUrl === null ? null : `${repositoryUrl}/blob/HEAD/data/annotations/${id}.json`;
}

/** Address of a file of the data branch on GitHub; null when the repository is not known. */
export function dataFile(repositoryUrl: string | null, path: string): string | null {
  return repositoryUrl === null ? null : `${repositoryUrl}/blob/data/${path}`;
}
