import { Refusal } from './refusal.ts';

/** A variable of Actions, as workflows read it in `vars`. */
export interface Variable {
  /** In capitals. */
  name: string;
  value: string;
  createdAt: string;
  updatedAt: string;
}

const LONGEST_VALUE = 48 * 1024;

/** Throws the 422 that GitHub has for a name or a value that a variable cannot have. */
export function checkVariable({ name, value }: { name?: string; value?: string }): void {
  if (name !== undefined && !/^[a-z_][a-z0-9_]*$/i.test(name)) {
    throw new Refusal(
      422,
      'Variable names can only contain alphanumeric characters ([a-z], [A-Z], [0-9]) or underscores (_). ' +
        'Spaces are not allowed. Variable names must start with a letter ([a-z], [A-Z]) or underscores (_).',
    );
  }
  if (name !== undefined && /^github_/i.test(name)) {
    throw new Refusal(422, 'Variable names must not start with GITHUB_.');
  }
  if (value !== undefined && Buffer.byteLength(value) > LONGEST_VALUE) {
    throw new Refusal(422, 'Variable value is too large: it is limited to 48 KB.');
  }
}
