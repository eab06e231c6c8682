/** A resource as it is in a template. */
export interface RenderedResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

export interface RenderedTemplate {
  readonly Description?: unknown;
  readonly Resources?: Readonly<Record<string, RenderedResource>>;
  readonly Outputs?: Readonly<Record<string, unknown>>;
  readonly Parameters?: Readonly<Record<string, unknown>>;
}
