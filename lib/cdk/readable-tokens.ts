import { type IResolvable, Stack, Token, Tokenization } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/**
 * Text for people, and for files that are no templates: CDK does not look for tokens in these, so they would stay as
 * `${Token[…]}`, with a number that differs from run to run. In its place comes what the template has.
 */
export function readableTokens(text: string, scope: Construct, escape: (value: string) => string = (x) => x): string {
  if (!Token.isUnresolved(text)) {
    return text;
  }
  const mapToken = (token: IResolvable) => escape(valueOf(token, scope));
  const parts = Tokenization.reverseString(text).mapTokens({ mapToken });
  return String(parts.join({ join: (left, right) => `${left ?? ''}${right ?? ''}` }));
}

/** Each part of a JSON document, or of a drawing: both write text alike. */
export function* withReadableTokens(parts: Iterable<string>, scope: Construct): Iterable<string> {
  for (const part of parts) {
    yield readableTokens(part, scope, (value) => JSON.stringify(value).slice(1, -1));
  }
}

function valueOf(token: IResolvable, scope: Construct): string {
  const stack = scope.node.scopes.find((around): around is Stack => Stack.isStack(around));
  // Outside of stacks it is what a stack has that knows no account.
  const value: unknown = (stack ?? new Stack()).resolve(token);
  return typeof value === 'string' ? value : JSON.stringify(value);
}
