/**
 * The actions that a workflow uses, each as `owner/name@ref`: a fork, another release. A ref that is no commit of 40 digits can be
 * changed by whoever owns the action: synthesis warns. Anything else is an error.
 */
export interface ActionVersions {
  /**
   * Gets the code.
   *
   * @default - actions/checkout, pinned
   */
  readonly checkout?: string;

  /**
   * Uploads what a job hands on.
   *
   * @default - actions/upload-artifact, pinned
   */
  readonly uploadArtifact?: string;

  /**
   * Downloads what a job has handed on.
   *
   * @default - actions/download-artifact, pinned
   */
  readonly downloadArtifact?: string;

  /**
   * Gets credentials for AWS.
   *
   * @default - aws-actions/configure-aws-credentials, pinned
   */
  readonly configureAwsCredentials?: string;

  /**
   * Logs in to a registry of images.
   *
   * @default - docker/login-action, pinned
   */
  readonly dockerLogin?: string;
}
