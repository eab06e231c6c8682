import type { WorkflowStep } from '../model';

/** An environment that the run depends on. */
export interface NeededEnvironment {
  readonly name: string;
  /** Whether somebody must approve what is done in it. */
  readonly reviewed: boolean;
}

/**
 * Asks GitHub whether the environments are there and, of gates, whether anybody has to approve. GitHub makes an environment that a
 * job names and nobody has made: without protection, so that the gate would let all through.
 */
const SCRIPT = `
const { ENVIRONMENTS, GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_SERVER_URL, GITHUB_TOKEN } = process.env;
const headers = { accept: "application/vnd.github+json", authorization: "Bearer " + GITHUB_TOKEN };
const settings = GITHUB_SERVER_URL + "/" + GITHUB_REPOSITORY + "/settings/environments";

async function wrongWith({ name, reviewed }) {
  const path = "/repos/" + GITHUB_REPOSITORY + "/environments/" + encodeURIComponent(name);
  const response = await fetch(GITHUB_API_URL + path, { headers });
  if (response.status === 404) return "there is no environment " + name;
  if (!response.ok) return "GitHub did not say how " + name + " is protected: status " + response.status;
  const { protection_rules: rules } = await response.json();
  const isReviewed = (rules || []).some((r) => r.type === "required_reviewers" && (r.reviewers || []).length > 0);
  return reviewed && !isReviewed ? "nobody has to approve what waits for environment " + name : undefined;
}

const fix = ". To fix it: make the environment, with required reviewers if it is a gate: ";
const wrong = (await Promise.all(JSON.parse(ENVIRONMENTS).map(wrongWith))).filter((text) => text !== undefined);
for (const text of wrong) console.log("::error::" + text + fix + settings);
process.exitCode = wrong.length === 0 ? 0 : 1;
`.trim();

/** The step that fails if an environment is missing, or if nobody has to approve what a gate holds back. */
export function checkEnvironments(environments: readonly NeededEnvironment[]): WorkflowStep {
  return {
    name: 'Are gates protected?',
    run: `node --input-type=module --eval '${SCRIPT}'`,
    shell: 'bash',
    env: {
      ENVIRONMENTS: JSON.stringify(environments.map(({ name, reviewed }) => ({ name, reviewed }))),
      GITHUB_TOKEN: '${{ github.token }}',
    },
  };
}
