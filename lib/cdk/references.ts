import { DefaultTokenResolver, type IResolvable, Reference, StringConcat, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** All references in something that CDK is about to write. */
export function referencesIn(value: unknown, scope: IConstruct): Reference[] {
  const seen = new References(true);
  Tokenization.resolve(value, { scope, resolver: seen, preparing: true });
  return seen.found;
}

/**
 * The references in a value that CDK will write later. A Lazy remembers its first answer: it may be too early to ask, so it is
 * passed over. `isRefused`: CDK finds a resource of another environment that has no name of its own.
 */
export function earlyReferencesIn(
  value: unknown,
  scope: IConstruct,
  passOver: (token: IResolvable) => boolean,
): { readonly found: Reference[]; readonly isRefused: boolean } {
  const seen = new References(false, passOver);
  try {
    Tokenization.resolve(value, { scope, resolver: seen, preparing: true });
  } catch (e) {
    // Other errors are CDK's to report.
    return /cross-environment/.test(String(e))
      ? { found: seen.found, isRefused: true }
      : { found: [], isRefused: false };
  }
  return { found: seen.found, isRefused: false };
}

/** Only CDK's own kind of reference makes stacks depend on each other; names and ARNs merely stand in for one. */
export function makesDependency(reference: Reference): boolean {
  return typeof (reference as { hasValueForStack?: unknown }).hasValueForStack === 'function';
}

class References extends DefaultTokenResolver {
  public readonly found: Reference[] = [];

  constructor(
    private readonly asksLazies: boolean,
    private readonly passOver: (token: IResolvable) => boolean = () => false,
  ) {
    super(new StringConcat());
  }

  public resolveToken(...[token, context, post]: Parameters<DefaultTokenResolver['resolveToken']>): any {
    if (this.passOver(token) || (!this.asksLazies && isLazy(token))) {
      return '';
    }
    if (Reference.isReference(token)) {
      this.found.push(token);
    }
    return super.resolveToken(token, context, post);
  }
}

function isLazy(token: IResolvable): boolean {
  return (token as { toJSON?: () => unknown }).toJSON?.() === '<unresolved-lazy>';
}
