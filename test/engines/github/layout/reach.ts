/** Who comes after whom, however far: rows are closed under the edges, which need not be free of cycles. */
export function closure(edges: ReadonlyMap<string, Iterable<string>>): Map<string, Set<string>> {
  const reached = new Map<string, Set<string>>();
  for (const from of edges.keys()) {
    const seen = new Set<string>();
    const pending = [...(edges.get(from) ?? [])];
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      if (!seen.has(at)) {
        seen.add(at);
        pending.push(...(edges.get(at) ?? []));
      }
    }
    reached.set(from, seen);
  }
  return reached;
}
