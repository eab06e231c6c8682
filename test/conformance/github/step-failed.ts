/** Why a step failed. */
export class StepFailed extends Error {}
