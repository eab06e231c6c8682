/**
 * What the token of a job may do with one kind of thing.
 */
export enum JobPermission {
  /** Look at it. */
  READ = 'read',

  /** Look at it and change it. */
  WRITE = 'write',

  /** Nothing. */
  NONE = 'none',
}

/**
 * What the token that GitHub makes for a job may do. What is left out may not be done.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions
 */
export interface JobPermissions {
  /**
   * Runs of workflows, and their artifacts.
   *
   * @default JobPermission.NONE
   */
  readonly actions?: JobPermission;

  /**
   * Records of where artifacts are kept.
   *
   * @default JobPermission.NONE
   */
  readonly artifactMetadata?: JobPermission;

  /**
   * Attestations of artifacts.
   *
   * @default JobPermission.NONE
   */
  readonly attestations?: JobPermission;

  /**
   * Check runs and check suites.
   *
   * @default JobPermission.NONE
   */
  readonly checks?: JobPermission;

  /**
   * Findings about the quality of code.
   *
   * @default JobPermission.NONE
   */
  readonly codeQuality?: JobPermission;

  /**
   * The files of the repository, its branches, tags and releases. To check out a private repository takes `READ`.
   *
   * @default JobPermission.NONE
   */
  readonly contents?: JobPermission;

  /**
   * Deployments.
   *
   * @default JobPermission.NONE
   */
  readonly deployments?: JobPermission;

  /**
   * Discussions.
   *
   * @default JobPermission.NONE
   */
  readonly discussions?: JobPermission;

  /**
   * The signed token with which a job proves to AWS and to others who it is: `WRITE` or `NONE`; `READ` is an error.
   *
   * @default JobPermission.NONE
   */
  readonly idToken?: JobPermission;

  /**
   * Issues.
   *
   * @default JobPermission.NONE
   */
  readonly issues?: JobPermission;

  /**
   * GitHub Models: `READ` or `NONE`; `WRITE` is an error.
   *
   * @default JobPermission.NONE
   */
  readonly models?: JobPermission;

  /**
   * Packages, such as the images in `ghcr.io`.
   *
   * @default JobPermission.NONE
   */
  readonly packages?: JobPermission;

  /**
   * GitHub Pages.
   *
   * @default JobPermission.NONE
   */
  readonly pages?: JobPermission;

  /**
   * Pull requests.
   *
   * @default JobPermission.NONE
   */
  readonly pullRequests?: JobPermission;

  /**
   * Alerts of code scanning.
   *
   * @default JobPermission.NONE
   */
  readonly securityEvents?: JobPermission;

  /**
   * Statuses of commits.
   *
   * @default JobPermission.NONE
   */
  readonly statuses?: JobPermission;

  /**
   * Alerts of Dependabot: `READ` or `NONE`; `WRITE` is an error.
   *
   * @default JobPermission.NONE
   */
  readonly vulnerabilityAlerts?: JobPermission;
}
