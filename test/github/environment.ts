/** An environment that jobs name and deploy to. */
export interface Environment {
  id: number;
  name: string;
  /** From where jobs may deploy to it: from anywhere, from protected branches, or from those that the patterns match. */
  from: 'anywhere' | 'protected' | 'patterns';
  patterns: BranchPattern[];
  createdAt: string;
  updatedAt: string;
}

/** A name of branches or tags, with `*` for any part of it. */
export interface BranchPattern {
  id: number;
  name: string;
  type: 'branch' | 'tag';
}
