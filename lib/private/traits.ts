/**
 * What an object is or can do, put on it by its class, so that nobody asks for that class: `instanceof` fails for a
 * second copy of this library in node_modules, and says nothing useful about objects that live in another language.
 */
export class Trait<T> {
  private readonly symbol: symbol;

  /** @param name known to all copies of this library: an object of one has the traits of the others */
  constructor(name: string) {
    this.symbol = Symbol.for(`cdk-pipelines.${name}`);
  }

  /** A subclass may say it anew. */
  public implement(target: object, value: T): void {
    Object.defineProperty(target, this.symbol, { value, configurable: true });
  }

  public of(x: unknown): T | undefined {
    return typeof x === 'object' && x !== null ? (x as Record<symbol, T | undefined>)[this.symbol] : undefined;
  }

  public isOn(x: unknown): boolean {
    return this.of(x) !== undefined;
  }
}
