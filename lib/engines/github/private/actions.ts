import type { ActionStep } from './model';

/** An action that is pinned: to a commit, with the version that this was released as. */
export type Pin = Required<Pick<ActionStep, 'uses' | 'version'>> | Pick<ActionStep, 'uses'>;

/** The actions that workflows use. */
export interface ActionPins {
  readonly checkout: Pin;
  readonly uploadArtifact: Pin;
  readonly downloadArtifact: Pin;
  readonly configureAwsCredentials: Pin;
  readonly dockerLogin: Pin;
}

/** What an action is called: `owner/name@ref`, or one in a directory of a repository. */
export const ACTION = /[\w-]+\/[\w.-]+(\/[\w./-]+)?@[\w./-]+/;

/** The newest releases that were there when this version of the library was made. */
export const PINS: ActionPins = {
  checkout: { uses: 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1', version: 'v7.0.1' },
  uploadArtifact: { uses: 'actions/upload-artifact@cf430e030ddbb5b0abf93d22962f4752f3646cd9', version: 'v7.0.2' },
  downloadArtifact: { uses: 'actions/download-artifact@9000827ccba6bdab643e8b6fd33ac0654aef8333', version: 'v8.0.2' },
  configureAwsCredentials: {
    uses: 'aws-actions/configure-aws-credentials@e1253824e5c10ff9df46874f81ed3ec929e19cfd',
    version: 'v6.3.0',
  },
  dockerLogin: { uses: 'docker/login-action@dbcb813823bdd20940b903addbd779551569679f', version: 'v4.6.0' },
};
