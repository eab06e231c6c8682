/**
 * What an asset is, and so how it is published.
 */
export enum AssetType {
  /** A file, or a directory packed into one; goes to an S3 bucket. */
  FILE = 'file',

  /** A container image; is built and goes to an ECR repository. */
  DOCKER_IMAGE = 'docker-image',
}
