import { compareActions } from './compare-actions';
import { compareGates } from './compare-gates';
import { changedSettings, compareExistence, compareJobs } from './compare-jobs';
import { compareWaits } from './compare-waits';
import { readWorkflow, type Settings, type WorkflowFacts } from './read-workflow';
import { isSameFile } from './workflow-file';
import { WorkflowPair } from './workflow-pair';
import { bySeverity, type Change } from '../change';
import { quoted } from '../../private/text';

/**
 * What differs between two workflow files, in words, the most dangerous first: of files that say the same in another way, only
 * that. O(jobs * waits).
 */
export function compareWorkflows(before: string, after: string): Change[] {
  if (isSameFile(before, after)) {
    return [];
  }
  const [was, is] = [before, after].map(readWorkflow);
  if (!was || !is) {
    return [{ severity: 'danger', text: `${was ? 'The new file' : 'The file'} is no workflow that can be read` }];
  }
  const changes = [...compareWhole(was, is), ...compareActions(was, is, [before, after])];
  const pair = new WorkflowPair(was, is);
  const all = [
    ...compareGates(pair),
    ...compareExistence(pair),
    ...compareJobs(pair),
    ...compareWaits(pair),
    ...changes,
  ];
  return all.length > 0 ? bySeverity(all).flatMap(([, some]) => some) : [whatIsLeft(pair)];
}

/** A version that another step had is no other version of the workflow as a whole. */
function whatIsLeft({ jobs }: WorkflowPair): Change {
  const moved = jobs.filter(([was, is]) => was.uses.join() !== is.uses.join()).map(([, { id }]) => id);
  return moved.length > 0
    ? { severity: 'notice', text: `Runs actions in versions that other steps had: ${quoted(moved)}` }
    : { severity: 'info', text: 'It means the same, written in another way' };
}

/** What is about no job. */
function compareWhole(was: WorkflowFacts, is: WorkflowFacts): Change[] {
  return [
    ...report(was.triggers, is.triggers, 'What starts it is different', 'danger'),
    ...report(was.settings, is.settings, 'The workflow has other settings', 'notice'),
  ];
}

function report(was: Settings, is: Settings, text: string, severity: Change['severity']): Change[] {
  const details = changedSettings(was, is);
  return details.length > 0 ? [{ severity, text, details }] : [];
}
