import { CLOCK_WORKFLOWS, MONITOR_WORKFLOW } from '../keepalive.ts';
import type { SetupFinding } from './finding.ts';
import { type Found, type FoundWorkflow, fullName, RECORD_BRANCHES } from './found.ts';
import { judgeVariables } from './judge-variables.ts';
import { FREE_MINUTES, minutesAMonth } from './minutes.ts';
import { PAGES_ENVIRONMENT } from './plan-pages.ts';
import { givenSiteUrl } from './plan-variables.ts';
import { stoppingRulesets } from './ruleset.ts';

/** What stands in the monitor's way and `setup` leaves to a person. `intervalMs`: time between two checks of a page. */
export function hindrances(found: Found, intervalMs: number): SetupFinding[] {
  return [
    ...ofRepository(found, intervalMs),
    ...ofActions(found),
    ...ofWorkflows(found),
    ...ofSite(found),
    ...ofPublishing(found),
    ...ofRules(found),
    ...ofSubject(found),
    ...judgeVariables(found.variables),
  ];
}

function ofRepository({ repository, rulesets }: Found, intervalMs: number): SetupFinding[] {
  const found: SetupFinding[] = [];
  if (!repository.hasIssues)
    found.push({
      topic: 'Issues',
      level: 'fault',
      says: 'off: nobody would be told of an outage',
      remedy: 'turn them on: Settings → General → Features → Issues',
    });
  if (!repository.private) return found;
  const { runs, minutes, aRun } = minutesAMonth(intervalMs);
  const every = intervalMs / 60_000;
  const free = count(FREE_MINUTES);
  found.push({
    topic: 'Repository',
    level: 'warning',
    says: `private: its minutes of GitHub Actions are counted. A run every ${every} minutes is ${count(runs)} runs a month, each about ${aRun} minutes: ${count(minutes)}. The free plan has ${free}`,
    remedy: `make it public, which costs nothing (Settings → General → Danger Zone), or give ${repository.owner} a plan with as many minutes`,
  });
  if (rulesets === null)
    found.push({
      topic: 'Protection',
      level: 'warning',
      says: 'no branch can be protected: the plan has no rules for private repositories',
      remedy: 'make the repository public, and run this again',
    });
  return found;
}

function ofActions({ actions }: Found): SetupFinding[] {
  if (actions.allowed === null || actions.allowed === 'all') return [];
  const only = actions.allowed === 'local_only';
  return [
    {
      topic: 'GitHub Actions',
      level: only ? 'fault' : 'warning',
      says: only
        ? 'workflows may use no actions of others, and Puptime’s use those of GitHub'
        : 'workflows may use only actions on a list',
      remedy: `${only ? 'allow' : 'see that the list has'} actions/* (and aws-actions/* with AWS): Settings → Actions → General`,
    },
  ];
}

function ofWorkflows({ workflows, actions }: Found): SetupFinding[] {
  const there = workflows.filter(({ state }) => state !== 'deleted');
  const by = new Map(there.map((workflow) => [workflow.file, workflow]));
  const missing = CLOCK_WORKFLOWS.filter((file) => !by.has(file));
  const found: SetupFinding[] = CLOCK_WORKFLOWS.flatMap((file) => disabledByHand(by.get(file)));
  // While Actions are off GitHub may show none.
  if (missing.length > 0 && actions.enabled)
    found.push({
      topic: 'Workflows',
      level: missing.includes(MONITOR_WORKFLOW) ? 'fault' : 'warning',
      says: `not in the repository: ${missing.join(', ')}`,
      remedy: 'take .github/workflows from the template of Puptime into the default branch',
    });
  return found;
}

function disabledByHand(workflow: FoundWorkflow | undefined): SetupFinding[] {
  if (workflow?.state !== 'disabled_manually') return [];
  return [
    {
      topic: 'Workflows',
      level: workflow.file === MONITOR_WORKFLOW ? 'fault' : 'warning',
      says: `“${workflow.name}” was disabled by hand`,
      remedy: `enable it when you want it: Actions → ${workflow.name} → Enable workflow, or gh workflow enable ${workflow.file}`,
    },
  ];
}

function ofSite(found: Found): SetupFinding[] {
  const given = givenSiteUrl(found);
  const slashed = given?.endsWith('/') ? given : `${given}/`;
  if (given === null || !found.pages?.byActions || slashed === found.pages.url) return [];
  return [
    {
      topic: 'Status site',
      level: 'warning',
      says: `links lead to ${given}, and Pages publishes the site at ${found.pages.url}`,
      remedy: `unless you want that: npx puptime setup --site-url ${found.pages.url}`,
    },
  ];
}

function ofPublishing({ environment, repository }: Found): SetupFinding[] {
  const found: SetupFinding[] = [];
  const where = `Settings → Environments → ${PAGES_ENVIRONMENT}`;
  if (environment?.reviewed)
    found.push({
      topic: 'Publishing',
      level: 'warning',
      says: 'somebody must agree each time the site is published: it stays old until then',
      remedy: `take the reviewers out: ${where}`,
    });
  const others = environment?.branches.filter((branch) => branch !== repository.defaultBranch) ?? [];
  if (others.length > 0)
    found.push({
      topic: 'Publishing',
      level: 'warning',
      says: `others than ${repository.defaultBranch} may publish the site: ${others.join(', ')}`,
      remedy: `take them out unless you want that: ${where}`,
    });
  return found;
}

function ofRules({ rulesets, repository }: Found): SetupFinding[] {
  const { defaultBranch } = repository;
  return RECORD_BRANCHES.flatMap((branch) =>
    stoppingRulesets(branch, rulesets ?? [], defaultBranch).map(({ ruleset, rules }): SetupFinding => {
      const hidden = ruleset.actionsBypass === null;
      const unless = hidden ? ', unless they may go round it, which GitHub does not show you' : '';
      return {
        topic: 'Protection',
        level: hidden ? 'warning' : 'fault',
        says: `the ruleset “${ruleset.name}” keeps runs from writing the branch ${branch} (${rules.join(', ')})${unless}`,
        remedy: `leave ${branch} out of it: ${ruleset.own ? 'Settings → Rules → Rulesets' : 'an owner of the organization can, in its settings'}`,
      };
    }),
  );
}

function ofSubject({ subject, repository }: Found): SetupFinding[] {
  if (!subject.customised) return [];
  return [
    {
      topic: 'AWS',
      level: 'warning',
      says: 'the OIDC subject of this repository was changed: a role of .github/aws/puptime.yml would refuse its runs',
      remedy: `gh api -X PUT repos/${fullName(repository)}/actions/oidc/customization/sub -F use_default=true`,
    },
  ];
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
