import type { TargetInfo } from '../document/plan-document';

/** What works leave for those that come after them. It is written when a work is done, and never before. */
export class Handover {
  /** Directories with the files of artifacts, by name. Nobody may write into them. */
  public readonly artifacts = new Map<string, string>();
  /** Commits that artifacts are from, by name; only sources have one. */
  public readonly revisions = new Map<string, string>();
  /** Variables that works export, by namespace; those of the pipeline itself are `variables` and `codepipeline`. */
  public readonly variables = new Map<string, Readonly<Record<string, string>>>();
  /** Outputs of stacks, by construct path. */
  public readonly stackOutputs = new Map<TargetInfo['stack'], Readonly<Record<string, string>>>();

  /** @param names what people call a namespace: the action or the stack that its variables are of */
  constructor(private readonly names: ReadonlyMap<string, string> = new Map()) {}

  public nameOf(namespace: string): string {
    return this.names.get(namespace) ?? namespace;
  }
}
