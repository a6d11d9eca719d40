import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CgiAnswer } from './cgi-answer.ts';
import { RULES_HOOK } from './push-rules.ts';

/** What GitHub's repositories let a client do that git's own do not by default. */
const CONFIG: readonly string[] = [
  'safe.directory=*',
  'uploadpack.allowFilter=true',
  'uploadpack.allowAnySHA1InWant=true',
  'http.receivepack=true',
  // Housekeeping would outlive the request, and the folder.
  'gc.auto=0',
  'receive.autogc=false',
];

/** A request of git to its server. */
export interface GitRequest {
  /** The bare repository. */
  dir: string;
  /** Below the repository, such as `/info/refs`. */
  path: string;
  query: URLSearchParams;
  /** Lines for the hook that refuses pushes; none: no hook. */
  rules: readonly string[];
}

/** Lets `git http-backend` answer a request; the variables are those of its manual. */
export async function serveGit(
  request: GitRequest,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.rules.length === 0) return pass(request, incoming, response, []);
  const hooks = await mkdtemp(join(tmpdir(), 'puptime-hooks-'));
  try {
    await writeFile(join(hooks, 'pre-receive'), RULES_HOOK, { mode: 0o755 });
    await pass(request, incoming, response, [`core.hooksPath=${hooks}`]);
  } finally {
    await rm(hooks, { recursive: true });
  }
}

async function pass(
  { dir, path, query, rules }: GitRequest,
  incoming: IncomingMessage,
  response: ServerResponse,
  hooked: readonly string[],
): Promise<void> {
  const { method = 'GET', headers } = incoming;
  const length = headers['content-length'];
  const options = [...CONFIG, ...hooked].flatMap((one) => ['-c', one]);
  const backend = spawn('git', [...options, 'http-backend'], {
    env: {
      PATH: process.env.PATH,
      HOME: dir,
      RULES: rules.join('\n'),
      GIT_PROJECT_ROOT: dir,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_PROTOCOL: String(headers['git-protocol'] ?? ''),
      REMOTE_USER: 'x-access-token',
      REMOTE_ADDR: '127.0.0.1',
      REQUEST_METHOD: method,
      PATH_INFO: path,
      QUERY_STRING: query.toString(),
      CONTENT_TYPE: headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: headers['content-encoding'] ?? '',
      // A body in chunks has none, and ends where the input ends.
      ...(length === undefined ? {} : { CONTENT_LENGTH: length }),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const failed = new Promise<never>((_, reject) => backend.once('error', reject));
  // Who goes away takes along what is done for them.
  response.once('close', () => backend.kill());
  // Git may end before it has read all: the rest is let go, so that its answer arrives.
  backend.stdin.on('error', () => incoming.resume());
  incoming.pipe(backend.stdin);
  const answer = new CgiAnswer(response);
  const answered = (async () => {
    for await (const chunk of backend.stdout) answer.write(chunk);
    answer.end();
  })();
  await Promise.race([answered, failed]);
}
