import { type IResolvable, type IResolveContext, Token, Tokenization } from 'aws-cdk-lib';
import { fail } from '../../../private/errors';
import { Trait } from '../../../private/traits';

/** Of tokens that stand for an expression of GitHub: what is between `${{` and `}}`. */
const GITHUB_EXPRESSION = new Trait<string>('GitHubExpression');

class ExpressionToken implements IResolvable {
  public readonly creationStack: string[] = [];

  constructor(private readonly expression: string) {
    GITHUB_EXPRESSION.implement(this, expression);
  }

  /** The engine never does: it writes the expression, and what resolves a token is something else. */
  public resolve({ scope }: IResolveContext): never {
    fail({
      where: scope.node.path,
      given: `the expression ${this.toJSON()} is used where nothing is written into a workflow file`,
      expected: 'a property of a GitHubWorkflow, or of a step in one: only GitHub can fill it in',
      fix: 'take what AWS or CDK knows here, such as a parameter or a secret of Secrets Manager',
    });
  }

  public toString(): string {
    return Token.asString(this, { displayHint: 'GitHubExpression' });
  }

  public toJSON(): string {
    return `\${{ ${this.expression} }}`;
  }
}

/** The same text for the same expression. */
const texts = new Map<string, string>();

export function expressionAsText(expression: string): string {
  const text = texts.get(expression) ?? new ExpressionToken(expression).toString();
  texts.set(expression, text);
  return text;
}

/** The value of a secret, as a workflow file has it. */
export function secret(name: string): string {
  return `\${{ secrets.${name} }}`;
}

/** A part of a text: what was written, what GitHub fills in, and what CDK or a deployment does. */
export type Piece = { readonly literal: string } | { readonly expression: string } | { readonly token: IResolvable };

/** Parts of a text in their order. */
export function piecesOf(text: string): Piece[] {
  const mapToken = (token: IResolvable): Piece[] => {
    const expression = GITHUB_EXPRESSION.of(token);
    return [expression === undefined ? { token } : { expression }];
  };
  const asPieces = (part: string | Piece[]) => (typeof part === 'string' ? [{ literal: part }] : part);
  const join = (left: string | Piece[], right: string | Piece[]) => [...asPieces(left), ...asPieces(right)];
  return text === '' ? [] : asPieces(Tokenization.reverseString(text).mapTokens({ mapToken }).join({ join }));
}

/** Text as a workflow file has it. Other tokens stay as they are. */
export function renderExpressions(text: string): string {
  return renderEscaped(text, (x) => x);
}

/** The same of a part of a JSON document, whose quotes are escaped. */
export function renderExpressionsInJson(text: string, textOf: (token: IResolvable) => string | undefined): string {
  return renderEscaped(text, (x) => JSON.stringify(x).slice(1, -1), textOf);
}

function renderEscaped(
  text: string,
  escape: (expression: string) => string,
  textOf: (token: IResolvable) => string | undefined = () => undefined,
): string {
  const render = (piece: Piece) => {
    if ('literal' in piece) return piece.literal;
    if ('expression' in piece) return escape(`\${{ ${piece.expression} }}`);
    const known = textOf(piece.token);
    return known === undefined ? Token.asString(piece.token) : escape(known);
  };
  return piecesOf(text).map(render).join('');
}
