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

/** The middle one of some figures, the upper one of two; NaN of none. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Prints a title and rows below it, each column as wide as its widest cell. */
export function printTable(title: string, rows: readonly (readonly string[])[]): void {
  const count = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  console.log(`\n${title}`);
  for (const row of rows) {
    const cells = row.map((cell, column) => cell.padEnd(widths[column] ?? 0));
    console.log(`  ${cells.join('  ').trimEnd()}`);
  }
}
