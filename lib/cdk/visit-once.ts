import { AspectPriority, Aspects, FeatureFlags, type IAspect, type Stage } from 'aws-cdk-lib';
import { ASPECT_STABILIZATION } from 'aws-cdk-lib/cx-api';
import type { IConstruct } from 'constructs';

/**
 * Lets each Aspect visit a construct once, however often its Stage is synthesized: an Aspect that adds a construct would
 * fail the second time. Those that only read look again, because more may have come.
 */
export class VisitOnce {
  private readonly visited = new Map<IAspect, Set<IConstruct>>();

  public during<T>(stage: Stage, work: () => T): T {
    const known = mutatingAspects(stage);
    const restore = [...known.keys()].map((aspect) => this.watch(aspect));
    try {
      return work();
    } finally {
      restore.forEach((undo) => undo());
      this.noteAddedByAspects(stage, known);
    }
  }

  private watch(aspect: IAspect): () => void {
    if (!Object.isExtensible(aspect)) {
      return () => undefined;
    }
    const seen = this.seenBy(aspect);
    const { visit } = aspect;
    const isOwn = Object.hasOwn(aspect, 'visit');
    aspect.visit = (node) => {
      if (!seen.has(node)) {
        seen.add(node);
        visit.call(aspect, node);
      }
    };
    return () => {
      if (isOwn) {
        aspect.visit = visit;
      } else {
        delete (aspect as Partial<IAspect>).visit;
      }
    };
  }

  /** Aspects that other Aspects added were invoked at once, under this flag; without it, never. */
  private noteAddedByAspects(stage: Stage, known: ReadonlyMap<IAspect, IConstruct[]>): void {
    if (!FeatureFlags.of(stage).isEnabled(ASPECT_STABILIZATION)) {
      return;
    }
    for (const [aspect, scopes] of mutatingAspects(stage)) {
      if (!known.has(aspect)) {
        scopes.flatMap((scope) => scope.node.findAll()).forEach((node) => this.seenBy(aspect).add(node));
      }
    }
  }

  private seenBy(aspect: IAspect): Set<IConstruct> {
    const seen = this.visited.get(aspect) ?? new Set();
    this.visited.set(aspect, seen);
    return seen;
  }
}

/** Aspects in a Stage, with the constructs they were added to. */
function mutatingAspects(stage: Stage): Map<IAspect, IConstruct[]> {
  const found = new Map<IAspect, IConstruct[]>();
  for (const construct of stage.node.findAll()) {
    for (const { aspect, priority } of Aspects.of(construct).applied) {
      if (priority < AspectPriority.READONLY) {
        found.set(aspect, [...(found.get(aspect) ?? []), construct]);
      }
    }
  }
  return found;
}
