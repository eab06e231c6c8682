// Stands for the moment when GitHub has a job wait for the reviewers of its environment. Rejected, a job fails without having run.
const { GITHUB_API_URL, GITHUB_REPOSITORY, STAND_IN_ENVIRONMENT: name, STAND_IN_JOB } = process.env;

main();

async function main() {
  const query = new URLSearchParams({ job: JSON.parse(STAND_IN_JOB).id });
  const url = `${GITHUB_API_URL}/stand-in/${GITHUB_REPOSITORY}/reviews/${encodeURIComponent(name)}?${query}`;
  const answer = await fetch(url);
  console.log(`Environment ${name}: ${await answer.text()}`);
  process.exitCode = answer.ok ? 0 : 1;
}
