/** Which machine a job runs on. Strings are literals, or hold expressions of GitHub. */
export interface RunnerData {
  /** It must have all of them; any runner of the group if there are none. */
  readonly labels: readonly string[];
  readonly group?: string;
}
