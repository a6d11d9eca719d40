import { monitorCases } from './monitor-cases.ts';
import { pullRequestCases } from './pull-request-cases.ts';

// In one file: all of them open pages as the same user of this machine, and would wait for each other in two.
monitorCases();
pullRequestCases();
