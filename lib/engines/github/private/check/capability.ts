/** What becomes of a property, and what is said of it. `needless`: a workflow does the same without. */
export type Capability = 'emitted' | 'needless' | Lost | Kept;

/** It is not in the workflow. */
export interface Lost {
  readonly is: 'error' | 'warning';
  /** What a workflow does, or does not do. A sentence without its end. */
  readonly loss: string;
  readonly fix: string;
  /** Options of `configureStep()` of which each says the same for a workflow: with one of them nothing is lost. */
  readonly keptBy?: readonly StepOption[];
}

/** In some cases only; who decides says it in its own words. */
export interface Kept {
  readonly is: 'emitted';
  readonly but: 'error' | 'warning';
  readonly where: string;
}

export type StepOption = 'runner' | 'container' | 'awsCreds';
