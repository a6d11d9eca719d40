import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Rights } from '../github/grant.ts';
import type { AwsCredentials, World } from './actions/action.ts';
import { type Artifact, ArtifactStore } from './artifact-store.ts';
import { GITHUB_GRACE, type Grace } from './entry-process.ts';
import { WorkflowFault } from './fault.ts';
import type { RunOptions } from './run-options.ts';
import type { RunRecord } from './run-record.ts';
import { Seats } from './seats.ts';
import { startRun } from './start-run.ts';
import { Vault } from './vault.ts';

/** What a runner works with. */
export interface RunnerOptions {
  /** Bare repository whose `main` holds the project. */
  remote: string;
  /** `owner/name`. */
  repository: string;
  /** Variables of the repository. */
  vars?: Readonly<Record<string, string>>;
  /** What `npm ci` puts into place: the project's own `node_modules`. */
  nodeModules: string;
  stands: {
    /** Variables that every step gets, like the runner's own: where the stand-ins are. */
    env?: Readonly<Record<string, string>>;
    /** A token with the rights of a job. Default: made up. */
    issueToken?: (rights: Rights) => string | Promise<string>;
    /** What AWS hands out for an OIDC token. Default: made up. */
    awsCredentials?: AwsCredentials;
  };
  /** Told of every artifact, when it is whole. */
  onArtifact?: (artifact: Artifact) => void | Promise<void>;
  /** Address of the site. Default: as GitHub gives it. */
  pagesUrl?: string;
  /** Jobs at work at a time. Default 2. */
  parallel?: number;
  /** Default: GitHub's. */
  grace?: Grace;
  /** Length of a minute of `timeout-minutes`, in milliseconds. Default: a minute's. */
  minuteMs?: number;
}

/** GitHub Actions for one repository on this machine, as far as the project's workflows need it. */
export interface WorkflowRunner extends AsyncDisposable {
  /** Runs a workflow of `.github/workflows` as it stands in the commit that the event is about. Rejects with `WorkflowFault`. */
  run(file: string, options: RunOptions): Promise<RunRecord>;
  /** May be changed between runs. */
  vars: Record<string, string>;
  /** The published site: nothing before the first deployment. */
  pages: World['pages'];
  /** Artifacts of a run, the newest of each name. */
  artifactsOf(runId: number): Artifact[];
  /** Every secret that was given to a job. */
  secrets: readonly string[];
}

/** Opens a runner. Everything it makes goes with it. */
export async function openWorkflowRunner(options: RunnerOptions): Promise<WorkflowRunner> {
  const { remote, repository, stands, nodeModules, onArtifact = () => undefined } = options;
  if (stands.env && 'GITHUB_TOKEN' in stands.env)
    throw new WorkflowFault('no step has a token by itself: give stands.issueToken in place of GITHUB_TOKEN');
  const root = await mkdtemp(join(tmpdir(), 'puptime-runner-'));
  // As on GitHub other users of the machine may come in, and read what is not closed to them.
  await chmod(root, 0o755);
  const vault = new Vault(stands.issueToken ?? null, stands.awsCredentials ?? null);
  const [owner = '', name = ''] = repository.split('/');
  const world: World = {
    remote,
    nodeModules,
    artifacts: new ArtifactStore(join(root, 'artifacts'), onArtifact),
    awsCredentials: vault.awsCredentials,
    pages: {
      url: options.pagesUrl ?? `https://${owner}.github.io/${name}/`,
      dir: join(root, 'pages'),
      deployments: [],
    },
    rightsOfToken: (token) => vault.rightsOf(token),
  };
  const vars = { ...options.vars };
  let runs = 0;
  let machines = 0;
  const host = {
    repository,
    vars,
    world,
    vault,
    env: stands.env ?? {},
    newFolder: () => join(root, `machine-${++machines}`),
    nextRun: () => ++runs,
    seats: new Seats(options.parallel ?? 2),
    grace: options.grace ?? GITHUB_GRACE,
    minuteMs: options.minuteMs ?? 60_000,
  };
  return {
    run: (file, how) => startRun(host, file, how),
    vars,
    pages: world.pages,
    artifactsOf: (runId) => world.artifacts.of(runId),
    get secrets() {
      return vault.all;
    },
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true, maxRetries: 5 }),
  };
}
