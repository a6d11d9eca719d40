import { type FieldError, validationFailed } from './refusal.ts';

/** A label of the repository. `color`: six hexadecimal digits. */
export interface Label {
  id: number;
  name: string;
  color: string;
  description: string | null;
  default: boolean;
}

/** The colour of a label that came into being by its use on an issue. */
export const GREY = 'ededed';

/** Labels of a new repository: name, colour, description. */
export const FIRST_LABELS: readonly (readonly [string, string, string])[] = [
  ['bug', 'd73a4a', "Something isn't working"],
  ['documentation', '0075ca', 'Improvements or additions to documentation'],
  ['duplicate', 'cfd3d7', 'This issue or pull request already exists'],
  ['enhancement', 'a2eeef', 'New feature or request'],
  ['good first issue', '7057ff', 'Good for newcomers'],
  ['help wanted', '008672', 'Extra attention is needed'],
  ['invalid', 'e4e669', "This doesn't seem right"],
  ['question', 'd876e3', 'Further information is requested'],
  ['wontfix', 'ffffff', 'This will not be worked on'],
];

/** Throws the 422 that GitHub has for what is wrong with a label. */
export function checkLabel(label: { name?: string; color?: string; description?: string | null }): void {
  const errors: FieldError[] = [];
  const { name, color, description } = label;
  if (name?.trim() === '') errors.push({ resource: 'Label', code: 'missing_field', field: 'name' });
  if (name !== undefined && [...name].length > 50) {
    errors.push(custom('name', 'name is too long (maximum is 50 characters)'));
  }
  if (color !== undefined && !/^[0-9a-f]{6}$/i.test(color)) {
    errors.push({ resource: 'Label', code: 'invalid', field: 'color' });
  }
  if ([...(description ?? '')].length > 100) {
    errors.push(custom('description', 'description is too long (maximum is 100 characters)'));
  }
  if (errors.length > 0) throw validationFailed(...errors);
}

function custom(field: string, message: string): FieldError {
  return { resource: 'Label', code: 'custom', field, message };
}
