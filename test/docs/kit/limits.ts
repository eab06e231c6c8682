import { SETTABLE_LIMITS } from '../../../lib/engines/codepipeline/private/limits/limit-table';
import { LIMITS_OF_CODEBUILD } from '../../../lib/engines/codepipeline/private/limits/limits-of-codebuild';
import { LIMITS_OF_CODEPIPELINE } from '../../../lib/engines/codepipeline/private/limits/limits-of-codepipeline';
import { LIMITS_OF_GITHUB } from '../../../lib/engines/github/private/limits/limits-of-github';
import type { Limit } from '../../../lib/report/budget/limit';
import { LIMITS_OF_POLICIES, LIMITS_OF_TEMPLATES } from '../../../lib/report/budget/limits-of-stacks';

// The tables of docs/limits.md, from the tables that are checked.

const TABLES: Readonly<Record<string, Readonly<Record<string, Limit>>>> = {
  codepipeline: LIMITS_OF_CODEPIPELINE,
  codebuild: LIMITS_OF_CODEBUILD,
  policies: LIMITS_OF_POLICIES,
  templates: LIMITS_OF_TEMPLATES,
  github: LIMITS_OF_GITHUB,
};

const HEAD = ['| id | limit of | value | beyond it |', '|---|---|---|---|'];

export function limitsTable(name: string): string {
  const rows = Object.entries(TABLES[name]).map(([id, limit]) => {
    const value = `[${valueOf(id, limit)}](${limit.source})`;
    return `| \`${id}\` | ${limit.what} | ${value} | ${effectOf(limit)} |`;
  });
  return [...HEAD, ...rows].join('\n');
}

function valueOf(id: string, { kind, limit, hard }: Limit): string {
  if (!Number.isFinite(limit)) return 'your quota';
  const value = { max: number(limit), min: `at least ${number(limit)}`, forbidden: 'none' }[kind];
  if (SETTABLE_LIMITS.some((settable) => settable.id === id)) return `${value}, or what you set`;
  return hard ? value : `about ${value}`;
}

/** What more than that is. */
function effectOf({ kind, limit, nearAbove = limit, refusedAbove = limit }: Limit): string {
  if (!Number.isFinite(limit)) return 'an error, if you set it';
  if (kind !== 'max' || (nearAbove === limit && refusedAbove === limit)) return 'an error';
  if (nearAbove < limit) return 'an error; near it a warning';
  return Number.isFinite(refusedAbove) ? `a warning, above ${number(refusedAbove)} an error` : 'a warning';
}

const number = (n: number) => Math.floor(n).toLocaleString('en-US');
