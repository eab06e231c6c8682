import type { WorkflowStep } from '../model';

/** An environment that the run depends on. */
export interface NeededEnvironment {
  readonly name: string;
  /** Whether somebody must approve what is done in it. */
  readonly reviewed: boolean;
}

/**
 * Asks GitHub whether the environments are there and, of gates, whether anybody has to approve. GitHub makes an environment that a
 * job names and nobody has made: without protection, so that the gate would let all through. GitHub refuses more than 100 requests at a time.
 */
const SCRIPT = `
const { ENVIRONMENTS, GATES, GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_SERVER_URL, GITHUB_TOKEN } = process.env;
const headers = { accept: "application/vnd.github+json", authorization: "Bearer " + GITHUB_TOKEN };
const settings = " " + GITHUB_SERVER_URL + "/" + GITHUB_REPOSITORY + "/settings/environments";
const gates = JSON.parse(GATES);

async function wrongWith(name) {
  const isGate = gates.includes(name);
  const path = "/repos/" + GITHUB_REPOSITORY + "/environments/" + encodeURIComponent(name);
  const response = await fetch(GITHUB_API_URL + path, { headers });
  if (response.status === 404) {
    const fix = isGate ? "with required reviewers, in" + settings : "in" + settings + ", or set stageEnvironments: false";
    return "there is no environment " + name + ". To fix it: make it " + fix;
  }
  if (!response.ok) return "GitHub did not say how environment " + name + " is protected: status " + response.status;
  const { protection_rules: rules } = await response.json();
  const isReviewed = (rules || []).some((r) => r.type === "required_reviewers" && (r.reviewers || []).length > 0);
  if (!isGate || isReviewed) return undefined;
  const fix = "add required reviewers in" + settings + " (in a private repository this takes GitHub Enterprise)";
  return "environment " + name + " is a gate, and nobody has to approve. To fix it: " + fix;
}

const names = [...gates, ...JSON.parse(ENVIRONMENTS)];
const AT_ONCE = 20;
while (names.length > 0) {
  const wrong = (await Promise.all(names.splice(0, AT_ONCE).map(wrongWith))).filter((text) => text !== undefined);
  for (const text of wrong) console.log("::error::" + text);
  if (wrong.length > 0) process.exitCode = 1;
}
`.trim();

/** The step that fails if an environment is missing, or if nobody has to approve what a gate holds back. */
export function checkEnvironments(environments: readonly NeededEnvironment[]): WorkflowStep {
  const named = (gates: boolean) => environments.filter(({ reviewed }) => reviewed === gates).map(({ name }) => name);
  return {
    name: 'Are gates protected?',
    run: `node --input-type=module --eval '${SCRIPT}'`,
    shell: 'bash',
    env: {
      GATES: JSON.stringify(named(true)),
      ENVIRONMENTS: JSON.stringify(named(false)),
      GITHUB_TOKEN: '${{ github.token }}',
    },
  };
}
