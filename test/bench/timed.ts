import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** What a program took. */
export interface Timing {
  /** Seconds from its start to its end. */
  seconds: number;
  /** Memory of the process itself, without its children, sampled while it ran: seconds since its start, and MB. */
  memory: { at: number; mb: number }[];
}

const SAMPLE_MS = 250;

/** Runs a script with this Node and measures it. Rejects when it fails. */
export async function timed(script: string, args: readonly string[]): Promise<Timing> {
  const began = performance.now();
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors = (errors + chunk).slice(-5_000);
  });
  const memory: Timing['memory'] = [];
  const sampling = setInterval(() => {
    void residentMb(child.pid ?? 0).then((mb) => {
      if (mb !== null) memory.push({ at: (performance.now() - began) / 1_000, mb });
    });
  }, SAMPLE_MS);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(sampling);
  if (code !== 0) throw new Error(`${script} ended with ${code}:\n${errors}`);
  return { seconds: (performance.now() - began) / 1_000, memory };
}

async function residentMb(pid: number): Promise<number | null> {
  // A process that has just ended has no status any more.
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kb = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return kb === undefined ? null : Number(kb) / 1_024;
}
