/**
 * Marks put on objects so that they can be recognised without `instanceof`, which fails for a second
 * copy of this library in node_modules and says nothing useful about objects proxied from another language.
 */
export type Brand =
  | 'Pipeline'
  | 'FileSet'
  | 'ExternalFileSet'
  | 'Step'
  | 'ShellStep'
  | 'CodeBuildStep'
  | 'ManualApprovalStep'
  | 'ConfirmPermissionsBroadening'
  | 'StepOutput';

const symbolOf = (brand: Brand) => Symbol.for(`cdk-pipelines.${brand}`);

export function setBrand(target: object, brand: Brand): void {
  Object.defineProperty(target, symbolOf(brand), { value: true });
}

export function hasBrand(x: unknown, brand: Brand): boolean {
  return typeof x === 'object' && x !== null && symbolOf(brand) in x;
}
