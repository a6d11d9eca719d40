import type { RestEndpointMethodTypes as Rest } from '@octokit/rest';
import { type Call, type Services, service } from './call.ts';
import { countedPageOf } from './paging.ts';
import { notFound, Refusal } from './refusal.ts';
import { type Repository, sameName } from './repository.ts';
import { checkVariable, type Variable } from './variable.ts';

type Rested = Rest['actions'];

/** GitHub gives fewer variables at once than of other lists. */
const SIZE = { usual: 10, largest: 30 };

/** Variables that workflows of the repository read. */
export const VARIABLES: Services = {
  'actions/list-repo-variables': service(
    'variables=read',
    ({ repository, input, url }: Call<Rested['listRepoVariables']['parameters']>) =>
      countedPageOf('variables', repository.variables, input, url, wireOf, SIZE),
  ),

  'actions/get-repo-variable': service(
    'variables=read',
    ({ repository, input }: Call<Rested['getRepoVariable']['parameters']>) => ({
      status: 200,
      body: wireOf(variableOf(repository, input.name)),
    }),
  ),

  'actions/create-repo-variable': service(
    'variables=write',
    ({ repository, input }: Call<Rested['createRepoVariable']['parameters']>) => {
      checkVariable(input);
      const name = input.name.toUpperCase();
      if (findVariable(repository, name)) {
        throw new Refusal(409, 'Already exists - Variable already exists');
      }
      const now = repository.instant();
      repository.variables.push({ name, value: input.value, createdAt: now, updatedAt: now });
      repository.variables.sort((one, other) => (one.name < other.name ? -1 : 1));
      return { status: 201, body: {} };
    },
  ),

  'actions/update-repo-variable': service(
    'variables=write',
    ({ repository, input }: Call<Rested['updateRepoVariable']['parameters']>) => {
      const variable = variableOf(repository, input.name);
      checkVariable({ value: input.value ?? variable.value });
      Object.assign(variable, { value: input.value ?? variable.value, updatedAt: repository.instant() });
      return { status: 204 };
    },
  ),

  'actions/delete-repo-variable': service(
    'variables=write',
    ({ repository, input }: Call<Rested['deleteRepoVariable']['parameters']>) => {
      const { variables } = repository;
      variables.splice(variables.indexOf(variableOf(repository, input.name)), 1);
      return { status: 204 };
    },
  ),
};

function findVariable({ variables }: Repository, name: string): Variable | undefined {
  return variables.find((one) => sameName(one.name, name));
}

function variableOf(repository: Repository, name: string): Variable {
  const found = findVariable(repository, name);
  if (!found) throw notFound();
  return found;
}

function wireOf({ name, value, createdAt, updatedAt }: Variable) {
  return { name, value, created_at: createdAt, updated_at: updatedAt };
}
